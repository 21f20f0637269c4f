from datetime import UTC, date, datetime

import lxml.html
import pytest
from lxml import etree

from app.clean.metadata import Candidates, gather, resolve
from app.clean.model import InputKind, Metadata, Page

NOW = datetime(2021, 6, 1, 12, 0, tzinfo=UTC)
URL = "https://www.echo.example/news/harbour-baths-to-reopen"
TITLE = "Harbour baths to reopen"


def candidates(body: str, head: str = "", *, url: str | None = URL, lang: str = "en") -> Candidates:
    text = f"<html lang={lang}><head>{head}</head><body>{body}</body></html>"
    return gather(lxml.html.document_fromstring(text), Page(InputKind.HTML, text, NOW, url))


def told(body: str, head: str = "", *, url: str | None = URL, lang: str = "en") -> Metadata:
    return resolve(candidates(body, head, url=url, lang=lang), Page(InputKind.HTML, "", NOW, url))


def jsonld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


def test_the_visible_headline_goes_before_what_machines_are_told() -> None:
    head = f'<meta property="og:title" content="{TITLE} after eleven years"><title>{TITLE} | Echo</title>'
    field = told(f"<h1>{TITLE}</h1>", head).title
    assert (field.value, field.source) == (TITLE, "h1")


def test_of_several_headings_the_one_that_the_page_is_titled_after_is_the_title() -> None:
    body = f"<h1>Aldermoor Weekend Offers</h1><h1>{TITLE}</h1><h2>More offers</h2>"
    assert told(body, f"<title>{TITLE} - Echo</title>").title.value == TITLE


def test_a_heading_that_leads_to_the_front_page_is_no_title() -> None:
    body = f'<h1><a href="/">The Voice of Aldermoor</a></h1><h2>{TITLE}</h2>'
    assert told(body, f"<title>{TITLE} – The Voice of Aldermoor</title>").title.value == TITLE


def test_a_kicker_inside_the_headline_is_cut_where_other_titles_do_without() -> None:
    body = f"<h1><span>Town hall</span> <span>{TITLE}</span></h1>"
    assert told(body, f'<meta property="og:title" content="{TITLE}">').title.value == TITLE


def test_without_a_headline_the_title_element_serves_without_the_site() -> None:
    head = f'<title>{TITLE} | Aldermoor Echo</title><meta property="og:site_name" content="Aldermoor Echo">'
    field = told("<p>Text</p>", head).title
    assert (field.value, field.source) == (TITLE, "title-element")


def test_the_site_s_name_alone_is_no_title() -> None:
    head = '<title>Aldermoor Echo</title><meta property="og:site_name" content="Aldermoor Echo">'
    assert told("<h1>Aldermoor Echo</h1>", head).title.value is None


def test_the_title_of_an_icon_is_not_the_page_s() -> None:
    assert told("<svg><title>Magnifying glass</title></svg>").title.value is None


def test_json_ld_dates_the_article() -> None:
    metadata = told("", jsonld('"datePublished": "2021-05-20T23:30:00-04:00", "dateModified": "2021-05-22"'))
    assert metadata.date.value == date(2021, 5, 20)
    assert metadata.date.source == "json-ld:datePublished"
    assert metadata.published_at == "2021-05-20T23:30:00-04:00"
    assert metadata.modified_at == "2021-05-22"


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta property="article:published_time" content="2021-05-20">', "meta:article:published_time"),
        ('<meta name="DC.date.issued" content="2021-05-20">', "meta:dc.date.issued"),
        ('<meta itemprop="datePublished" content="2021-05-20">', "meta:datepublished"),
    ],
)
def test_meta_tags_date_the_article(head: str, source: str) -> None:
    field = told(f"<h1>{TITLE}</h1>", head).date
    assert (field.value, field.source) == (date(2021, 5, 20), source)


def test_a_utc_instant_is_told_by_the_clock_that_readers_see() -> None:
    body = f'<h1>{TITLE}</h1><p class="date">May 19, 2021 at 10:30 pm</p>'
    metadata = told(body, '<meta property="article:published_time" content="2021-05-20T02:30:00Z">')
    assert metadata.published_at == "2021-05-19T22:30"


def test_a_time_element_beside_the_headline_dates_the_article() -> None:
    body = f'<h1>{TITLE}</h1><time datetime="2021-05-20T09:12+02:00">yesterday</time>'
    field = told(body).date
    assert (field.value, field.source) == (date(2021, 5, 20), "time-element")


def test_the_time_of_an_update_a_comment_or_a_related_story_does_not() -> None:
    body = (
        f"<h1>{TITLE}</h1><p>Updated <time datetime=2021-05-22>22 May</time></p>"
        "<aside><time datetime=2021-05-21>21 May</time></aside>"
        "<div class=comments><time datetime=2021-05-23>23 May</time></div>"
    )
    metadata = told(body)
    assert metadata.date.value is None
    assert metadata.modified_at == "2021-05-22"


def test_a_copyright_year_is_no_date() -> None:
    assert (
        told(f"<h1>{TITLE}</h1><p>Text of the story.</p><footer>© 2019 Aldermoor Echo</footer>").date.value
        is None
    )


def test_an_unmarked_line_beside_the_headline_gives_date_and_author() -> None:
    metadata = told(f"<h1>{TITLE}</h1><p>By Jane Doe, 20 May 2021</p><p>Text of the story.</p>")
    assert (metadata.date.value, metadata.date.source) == (date(2021, 5, 20), "line")
    assert (metadata.authors.value, metadata.authors.source) == (("Jane Doe",), "line")


def test_the_path_of_the_address_dates_the_article() -> None:
    field = told(f"<h1>{TITLE}</h1>", url="https://www.echo.example/2021/05/20/baths").date
    assert (field.value, field.source) == (date(2021, 5, 20), "url")


def test_numbers_are_read_in_the_order_of_the_page_s_country() -> None:
    body = f'<h1>{TITLE}</h1><p class="date">03/05/2021</p>'
    assert told(body, lang="en-GB").date.value == date(2021, 5, 3)
    assert told(body, lang="en-US").date.value == date(2021, 3, 5)


def test_persons_go_before_organisations() -> None:
    echo, jane = '{"@type": "Organization", "name": "Echo"}', '{"@type": "Person", "name": "Jane Doe"}'
    assert told("", jsonld(f'"author": [{echo}, {jane}]')).authors.value == ("Jane Doe",)


def test_an_organisation_is_the_author_where_no_person_is_named() -> None:
    metadata = told("", jsonld('"author": {"@type": "Organization", "name": "Aldermoor Press Agency"}'))
    assert metadata.authors.value == ("Aldermoor Press Agency",)


def test_a_person_in_the_byline_goes_before_the_organisation_in_the_markup() -> None:
    head = jsonld('"author": {"@type": "Organization", "name": "Aldermoor Echo"}')
    body = (
        f'<h1>{TITLE}</h1><div class="byline">By <a href="/jane">Jane Doe</a><span>Senior Editor</span></div>'
    )
    field = told(body, head).authors
    assert (field.value, field.source) == (("Jane Doe",), "byline")


def test_a_byline_completes_markup_that_names_only_the_first_author() -> None:
    body = f'<h1>{TITLE}</h1><p class="byline">By Jane Doe and John Roe</p>'
    assert told(body, '<meta name="author" content="Jane Doe">').authors.value == ("Jane Doe", "John Roe")


def test_microdata_names_the_author() -> None:
    body = f"<h1>{TITLE}</h1><span itemprop=author itemscope><b itemprop=name>Jane Doe</b> Reporter</span>"
    field = told(body).authors
    assert (field.value, field.source) == (("Jane Doe",), "microdata:author")


def test_the_author_of_a_comment_is_not_the_article_s() -> None:
    body = f"<h1>{TITLE}</h1><p>Text.</p><div itemprop=comment><span itemprop=author>Max Muster</span></div>"
    assert told(body).authors.value == ()


def test_a_link_to_an_author_page_names_the_author() -> None:
    field = told(f'<h1>{TITLE}</h1><a href="/authors/jane-doe">Jane Doe</a>').authors
    assert (field.value, field.source) == (("Jane Doe",), "author-link")


def test_the_author_box_below_the_text_names_the_author() -> None:
    body = f'<h1>{TITLE}</h1><p>Text.</p><div class="author-bio"><h4>Jane Doe</h4><p>She walks.</p></div>'
    field = told(body).authors
    assert (field.value, field.source) == (("Jane Doe",), "author-box")


def test_an_address_in_an_author_field_is_no_author() -> None:
    head = '<meta property="article:author" content="https://social.example/jane">'
    assert told(f"<h1>{TITLE}</h1>", head).authors.value == ()


def test_site_name_and_canonical_address_are_told() -> None:
    head = '<meta property="og:site_name" content="Aldermoor Echo"><link rel=canonical href="https://echo.example/1">'
    metadata = told("", head)
    assert (metadata.site_name, metadata.url) == ("Aldermoor Echo", "https://echo.example/1")


def test_an_empty_page_tells_nothing() -> None:
    metadata = told("", url=None)
    assert (metadata.title.value, metadata.date.value, metadata.authors.value) == (None, None, ())
    assert (metadata.title.source, metadata.date.source, metadata.authors.source) == (None, None, None)


def test_the_tree_is_left_as_it_was() -> None:
    tree = lxml.html.document_fromstring(f"<h1>{TITLE}</h1><p>By Jane Doe</p><!-- note --><p>Text.</p>")
    before = etree.tostring(tree)
    gather(tree, Page(InputKind.HTML, "", NOW, URL))
    assert etree.tostring(tree) == before


def test_an_answer_does_not_depend_on_the_pages_before() -> None:
    def answer() -> Candidates:
        return candidates("<p>Seen on 20 May 2021.</p><p>by Jane Doe</p>")

    first = answer()
    for number in range(20):
        candidates(f"<p>Seen on {number + 1} May 2020.</p><p>By Max Muster</p>")
    assert answer() == first


def test_a_tag_of_a_site_s_own_that_speaks_of_publication_dates_the_article() -> None:
    head = '<meta name="w-published-date" content="2021-05-20T06:03:43Z">'
    field = told(f"<h1>{TITLE}</h1>", head).date
    assert (field.value, field.source) == (date(2021, 5, 20), "meta:w-published-date")


def test_a_tag_may_hold_its_content_in_value() -> None:
    assert told("", '<meta name="publish-date" value="Thu, 20 May 2021 07:36:07 +0530">').date.value == date(
        2021, 5, 20
    )


def test_the_only_day_in_time_elements_dates_the_article_from_afar() -> None:
    time = "<div class=widget><time datetime=2021-05-20>20 May</time></div>"
    assert told(f"<h1>{TITLE}</h1><p>Text.</p>{time}").date.value == date(2021, 5, 20)
    other = time.replace("2021-05-20", "2021-05-18")
    assert told(f"<h1>{TITLE}</h1><p>Text.</p>{time}{other}").date.value is None


def test_a_link_to_an_author_far_from_the_headline_names_the_author_where_nothing_else_does() -> None:
    far = "<p>Text.</p>" * 700
    link = '<a href="/authors/jane-doe">Jane Doe</a>'
    assert told(f"<h1>{TITLE}</h1>{far}{link}").authors.value == ("Jane Doe",)
    team = "".join(f'<a href="/authors/{name}">{name.title()} Doe</a>' for name in ("jane", "john", "max"))
    assert told(f"<h1>{TITLE}</h1>{far}{team}").authors.value == ()


def test_the_headline_is_no_byline() -> None:
    body = "<h1>Rafael Nadal</h1><p>20 May 2021</p><p>Rafael Nadal</p><p>Text of the story.</p>"
    assert told(body, url=None).authors.value == ()


def test_a_label_alone_is_no_name() -> None:
    body = f'<h1>{TITLE}</h1><div class="author">Written By</div>'
    assert told(body).authors.value == ()


def test_a_day_behind_the_name_of_a_team_is_cut_off() -> None:
    body = f'<h1>{TITLE}</h1><div class="author">Aldermoor Team Nov 08</div>'
    assert told(body).authors.value == ("Aldermoor Team",)


def test_a_canonical_link_that_is_no_address_is_passed_over() -> None:
    head = '<link rel="canonical" href="http://[quay.example/ferry">'

    assert [c.source for c in candidates("<h1>Ferry</h1>", head).urls] == ["request"]
    assert candidates("<h1>Ferry</h1>", head, url=None).urls == ()
