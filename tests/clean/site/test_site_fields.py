from __future__ import annotations

from datetime import date

import pytest

from tests.clean.site.site_page import PAGE, cleaned


def title(rules: str, html: str = PAGE) -> tuple[str | None, str | None]:
    field = cleaned(rules, html).metadata.title
    return field.value, field.source


def authors(rules: str, html: str = PAGE) -> tuple[tuple[str, ...] | None, str | None]:
    field = cleaned(rules, html).metadata.authors
    return field.value, field.source


def day(rules: str, html: str = PAGE) -> tuple[date | None, str | None]:
    field = cleaned(rules, html).metadata.date
    return field.value, field.source


def test_without_a_directive_the_page_speaks() -> None:
    for _, source in (title(""), authors(""), day("")):
        assert source not in (None, "site-rule")


@pytest.mark.parametrize(
    "rules",
    [
        "title: //h2[@class='kicker']",
        "title: //h2/text()",
        "title: string(//h2)",
        "title: //h5\ntitle: //h2",
        "title: //p/@class[.='none']\ntitle: //h2\ntitle: //h1",
        "title: //body\ntitle: //h2",
        "title: count(//p)\ntitle: //h2",
        "title: true()\ntitle: //h2",
        "title: /\ntitle: //h2",
    ],
)
def test_the_first_title_that_is_one_goes_before_the_headline(rules: str) -> None:
    assert title(rules) == ("Last crossing", "site-rule")


def test_a_title_comes_without_the_name_of_the_site() -> None:
    html = PAGE.replace("</title>", '</title><meta property="og:site_name" content="The Quay Post">')

    assert title("title: //title", html) == ("Ferry leaves", "site-rule")


def test_a_title_that_selects_nothing_leaves_it_to_the_page() -> None:
    assert title("title: //h5") == title("")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("author: //p[@class='by']", ("Ann Ray", "Tom Pell")),
        ("author: //p[@class='by']/a", ("Ann Ray", "Tom Pell")),
        ("author: //p[@class='by']/a[1]", ("Ann Ray",)),
        ("author: //h5\nauthor: //p/a/text()", ("Ann Ray", "Tom Pell")),
        ("author: //meta[@name='author']", ("Nora Field",)),
        ("author: //meta[@name='author']/@content", ("Nora Field",)),
        ("author: substring-after(//p[@class='by'], ' and ')", ("Tom Pell",)),
    ],
)
def test_authors_go_before_those_of_meta_tags(rules: str, expected: tuple[str, ...]) -> None:
    assert authors(rules) == (expected, "site-rule")


def test_an_author_whom_nobody_would_take_for_one_is_believed() -> None:
    assert authors("author: //h2") == (("Last crossing",), "site-rule")


def test_a_paragraph_is_no_author() -> None:
    assert authors("author: //div[@id='box']/p") == authors("")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("date: //span[@class='day']", date(2024, 4, 30)),
        ("date: substring-after(//span[@class='day'], 'on ')", date(2024, 4, 30)),
        ("date: //h1\ndate: //span[@class='day']", date(2024, 4, 30)),
        ("date: //meta[@property='article:published_time']", date(2024, 5, 2)),
    ],
)
def test_the_first_date_that_is_one_goes_before_meta_tags(rules: str, expected: date) -> None:
    assert day(rules) == (expected, "site-rule")


def test_a_time_element_tells_its_day_to_machines() -> None:
    html = PAGE.replace("</h1>", "</h1><time datetime='2024-04-29T10:00:00+02:00'>on Monday</time>")

    assert day("date: //time", html) == (date(2024, 4, 29), "site-rule")


def test_a_day_to_come_is_no_date_of_a_page() -> None:
    html = PAGE.replace("30 April 2024", "30 April 2031")

    assert day("date: //span[@class='day']", html) == day("", html)


def test_fields_are_read_before_anything_is_stripped() -> None:
    assert title("title: //h2\nstrip: //div[@id='box']") == ("Last crossing", "site-rule")


def test_a_guarded_field_waits_for_its_condition() -> None:
    assert title("title: //h2\nif_page_contains: //video") == title("")
    assert title("title: //h2\nif_page_contains: //nav") == ("Last crossing", "site-rule")
    assert title("title: //h2\nif_page_contains: //nav\nif_page_contains: //video") == title("")


JSON_LD = (
    '</title><script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
    ' "headline": "Ferry leaves for good", "datePublished": "2024-05-01"}</script>'
)


def test_json_ld_is_skipped_where_the_rules_say_so() -> None:
    html = PAGE.replace("</title>", JSON_LD).replace("article:published_time", "none")
    html = html.replace("30 April 2024", "Tuesday")

    assert day("", html) == (date(2024, 5, 1), "json-ld:datePublished")
    assert day("skip_json_ld: no", html) == (date(2024, 5, 1), "json-ld:datePublished")
    assert not str(day("skip_json_ld: yes", html)[1]).startswith("json-ld")
