import json

import pytest

from app.clean.metadata.jsonld import MAX_DEPTH, describe, load

ARTICLE = {"@type": "NewsArticle", "headline": "Ferry returns to Aldermoor", "datePublished": "2021-05-20"}


@pytest.mark.parametrize(
    "script",
    [
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry returns"}\n//]]>',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry returns"} -->',
        '{"@type": "NewsArticle", "headline": "Ferry returns",}',
        '{"@type": "NewsArticle", "headline": "Ferry returns"};',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry returns&quot;}",
        '{\\"@type\\": \\"NewsArticle\\", \\"headline\\": \\"Ferry returns\\"}',
    ],
)
def test_json_that_live_pages_break_is_read_all_the_same(script: str) -> None:
    assert load(script) == [{"@type": "NewsArticle", "headline": "Ferry returns"}]


def test_a_raw_newline_inside_a_string_is_kept() -> None:
    assert load('{"headline": "Ferry\nreturns"}') == [{"headline": "Ferry\nreturns"}]


def test_several_objects_in_one_script_are_all_read() -> None:
    assert load('{"@type": "WebSite"}\n{"@type": "Article"}') == [{"@type": "WebSite"}, {"@type": "Article"}]


def test_json_beyond_repair_gives_up_its_plain_fields() -> None:
    broken = '{"headline": "Ferry returns", "image": "<img width="3">", "datePublished": "2021-05-20"}'
    assert load(broken) == [{"@type": "Article", "headline": "Ferry returns", "datePublished": "2021-05-20"}]


def test_what_is_no_json_gives_nothing() -> None:
    assert load("window.dataLayer = []") == []


def test_nesting_without_end_is_cut_off() -> None:
    value: object = ARTICLE
    for _ in range(MAX_DEPTH + 5):
        value = [value]
    assert describe([value], [], None).headlines == ()


def test_deeper_nesting_than_the_parser_takes_is_no_error() -> None:
    assert load("[" * 100_000) == []


def test_the_article_is_found_inside_a_graph() -> None:
    graph = {"@graph": [{"@type": "WebSite", "name": "Aldermoor Echo"}, ARTICLE]}
    described = describe([graph], [], None)
    assert described.headlines == ("Ferry returns to Aldermoor",)
    assert described.published == ("2021-05-20",)
    assert described.site_names == ("Aldermoor Echo",)


def test_an_author_is_looked_up_by_its_id() -> None:
    graph = [
        {**ARTICLE, "author": {"@id": "#jane"}},
        {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
    ]
    assert describe(graph, [], None).people == ("Jane Doe",)


def test_an_organisation_among_the_authors_is_told_from_persons() -> None:
    authors = [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Organization", "name": "Aldermoor Echo"}]
    described = describe([{**ARTICLE, "author": authors}], [], None)
    assert described.people == ("Jane Doe",)
    assert described.organisations == ("Aldermoor Echo",)


def test_a_list_of_related_articles_is_not_the_article() -> None:
    listing = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another"}]}
    assert describe([listing], [], None).headlines == ()


def test_of_several_articles_the_one_the_page_is_titled_after_counts() -> None:
    other = {"@type": "NewsArticle", "headline": "Another story", "datePublished": "2020-01-02"}
    described = describe([other, ARTICLE], ["Ferry returns to Aldermoor | Aldermoor Echo"], None)
    assert described.published == ("2021-05-20",)


def test_of_several_articles_the_one_with_the_address_of_the_page_counts() -> None:
    other = {"@type": "NewsArticle", "headline": "Another story", "url": "https://echo.example/other"}
    mine = {**ARTICLE, "mainEntityOfPage": {"@id": "https://echo.example/ferry"}}
    described = describe([other, mine], [], "https://echo.example/ferry?ref=rss")
    assert described.headlines == ("Ferry returns to Aldermoor",)


def test_entities_in_a_headline_are_unescaped() -> None:
    script = json.dumps({"@type": "Article", "headline": "Salt &amp; Smoke"})
    assert describe(load(script), [], None).headlines == ("Salt & Smoke",)


@pytest.mark.parametrize("field", ["headline", "author", "publisher", "articleBody", "datePublished", "@id"])
@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ('{"name":', "}"), ('{"@value":', "}"), ('{"@id":', "}")]
)
@pytest.mark.parametrize("depth", [400, 900])
def test_a_value_that_is_wrapped_hundreds_of_times_is_passed_over(
    field: str, opening: str, closing: str, depth: int
) -> None:
    value = f'{opening * depth}"Jane Doe"{closing * depth}'

    described = describe(load(f'{{"@type": "NewsArticle", "{field}": {value}}}'), [], None)

    assert described.headlines + described.people + described.bodies == ()


def test_half_of_a_surrogate_pair_is_replaced() -> None:
    author = r'{"name": "J\udfffne \ud83d\udea2"}'
    script = rf'{{"@type": "Article", "headline": "Ferry \ud800 returns", "author": {author}}}'

    described = describe(load(script), [], None)

    assert described.headlines == ("Ferry \ufffd returns",)
    assert described.people == ("J\ufffdne 🚢",)
