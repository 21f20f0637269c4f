from __future__ import annotations

import pytest

from app.clean.builtin import SITE_STRIP
from app.clean.segment import markup
from app.clean.site.strips import BLOCK_LEVEL, NOT_TEXT
from tests.clean.site.site_page import BRIDGE, FERRY, LAMPS, PAGE, WEATHER, cleaned, struck

BODY = "body: //div[@id='story']\n"


def within(inner: str) -> str:
    """The page with something between its first two paragraphs."""
    return PAGE.replace(f"<p>{LAMPS}", f"{inner}<p>{LAMPS}")


def between(rules: str, inner: str) -> str:
    """What stands in the body between these paragraphs."""
    text = cleaned(BODY + rules, within(inner)).body.value or ""
    return text.partition(FERRY)[2].partition(LAMPS)[0].strip("\n")


def stripped(rules: str, inner: str) -> list[str]:
    """The blocks that the rules strip."""
    marks = struck(cleaned(BODY + rules, within(inner)))
    return [text for text, rule in marks.items() if rule == SITE_STRIP.id]


INNER = (
    '<div class="promo-box big" id="b1"><p>One offer of the day</p></div><p>A <i>small</i> line<br>of two</p>'
    '<ul><li>First <b>item</b> here</li><li><p>Second</p><p class="x">third</p></li></ul>'
    "<table><tr><td>Year</td><td>Ships</td></tr><tr><td>1931</td><td>7</td></tr></table>"
)
WHOLE = (
    "One offer of the day\n\nA small line\nof two\n\n- First item here\n\nSecond\n\nthird\n\n"
    "Year | Ships\n1931 | 7"
)


def test_what_begins_a_block_and_what_is_no_text_is_the_segmenters() -> None:
    assert BLOCK_LEVEL == markup._BLOCK_LEVEL  # noqa: SLF001
    assert NOT_TEXT == markup._NOT_TEXT  # noqa: SLF001


def test_nothing_is_stripped_without_a_rule() -> None:
    assert between("", INNER) == WHOLE


@pytest.mark.parametrize(
    ("rules", "gone", "shown"),
    [
        ("strip: //div[@id='b1']", "One offer of the day\n\n", "One offer of the day"),
        ("strip_id_or_class: promo-box", "One offer of the day\n\n", "One offer of the day"),
        ("strip_id_or_class: mo-b", "One offer of the day\n\n", "One offer of the day"),
        ("strip_id_or_class: b1", "One offer of the day\n\n", "One offer of the day"),
        ("strip_id_or_class: 'box big'", "One offer of the day\n\n", "One offer of the day"),
        ("strip_attr: //div[@id='b1']", "One offer of the day\n\n", "One offer of the day"),
        ("strip: //i", " small", "small"),
        ("strip: //li/b", " item", "item"),
        ("strip: //li/p[1]", "Second\n\n", "Second"),
        ("strip: //li/p[@class='x']", "third\n\n", "third"),
        ("strip: //li[1]", "- First item here\n\n", "First item here"),
        ("strip: //tr[1]", "Year | Ships\n", "Year | Ships"),
        ("strip: //td[.='7']", " | 7", "7"),
        ("strip: //p/text()[contains(., 'line')]", " line", "line"),
        ("strip: //li/text()[1]", "First ", "First"),
    ],
)
def test_what_is_stripped_leaves_the_body_and_is_shown(rules: str, gone: str, shown: str) -> None:
    assert between(rules, INNER) == WHOLE.replace(gone, "")
    assert shown in " ".join(stripped(rules, INNER))


def test_text_that_a_comment_parts_is_shown_once() -> None:
    inner = "<p>one <!-- a -->two <!-- b -->three</p><p><b>four</b> five <!-- c -->six</p>"

    assert stripped("strip: //p[b]/text() | //p[starts-with(., 'one')]/text()", inner) == [
        "one two three",
        "five six",
    ]


def test_strips_in_a_list_are_shown_where_they_stood() -> None:
    article = cleaned(BODY + "strip: //li/b", within(INNER))
    texts = [entry.block.text for entry in article.labels]

    assert texts.index("First here") + 1 == texts.index("item") < texts.index("Second")


def test_of_nested_strips_the_outer_one_takes_all() -> None:
    assert stripped("strip: //div[@id='b1']//p\nstrip_id_or_class: b1", INNER) == ["One offer of the day"]


@pytest.mark.parametrize(
    "rules",
    [
        "strip: //html",
        "strip: //body",
        "strip: /",
        "strip: //*[@class='page']",
        "strip_id_or_class: page",
        "strip: //p/@class",
        "strip: count(//p)",
        "strip: true()",
        "strip: string(//p)",
        "strip: //p/namespace::*",
        "strip_id_or_class: '\"'",
        "strip_image_src: /p.png",
        "strip: //div\nif_page_contains: //video",
        "strip_id_or_class: story\nif_page_contains: //video",
    ],
)
def test_what_holds_the_page_and_what_is_no_text_strips_nothing(rules: str) -> None:
    assert between(rules, INNER) == WHOLE
    assert stripped(rules, INNER) == []


def test_everything_may_be_stripped() -> None:
    article = cleaned("strip: //*")

    assert article.body.value is None
    assert set(struck(article).values()) >= {SITE_STRIP.id}


def test_a_strip_without_a_body_rule_is_no_part_of_what_is_found() -> None:
    rules = "strip: //div[@id='story']/p[3]"
    article = cleaned(rules)

    assert article.body.source != "site-rule"
    assert LAMPS not in (article.body.value or "")
    assert BRIDGE in (article.body.value or "")
    assert struck(article)[LAMPS] == SITE_STRIP.id


def test_a_stripped_break_leaves_a_line() -> None:
    assert between("strip: //br", "<p>one <br>two</p>") == "one two"


def test_a_stripped_picture_is_gone_without_a_trace() -> None:
    assert stripped("strip_image_src: /ads/", '<p>A <img src="https://a.example/ads/1.png">line</p>') == []


@pytest.mark.parametrize(
    "inner",
    [
        "<p>A line <span hidden>and <b>more</b></span></p>",
        "<p>A line <span style='display:none'>and <b>more</b></span></p>",
        "<li><p>A line <span class='sr-only'>and <b>more</b></span></p></li>",
        "<p>A line</p><p hidden>and <b>more</b></p>",
        "<ul><li><div hidden><p><b>more</b></p></div>A line</li></ul>",
        "<p>A line <svg><text><b>more</b></text></svg></p>",
        "<p>A line <select><option><b>more</b></select></p>",
        "<p>A line <iframe><b>more</b></iframe></p>",
    ],
)
@pytest.mark.parametrize("rules", ["strip: //b", "strip: //b/text()", "strip: //iframe | //svg | //select"])
def test_what_no_reader_sees_is_not_shown_when_it_is_stripped(rules: str, inner: str) -> None:
    assert stripped(rules, inner) == []
    assert between(rules, inner).removeprefix("- ") == "A line"


def test_a_stripped_listing_is_shown() -> None:
    assert stripped("strip: //pre", "<pre>one two</pre>") == ["one two"]


def test_text_that_xml_does_not_allow_stays_rather_than_stopping_the_page() -> None:
    inner = "<p>one&#11;<b>two</b>&#12;three</p><p><i>four</i>&#11;</p>"
    rules = "strip: //p/text()\nwrap_in(q): //b\ndissolve: //i\nmove_into(//h1): //i\nstrip: //b"

    assert cleaned(BODY + rules, within(inner)).body.source == "site-rule"


def test_a_page_laid_out_with_tables_keeps_its_article() -> None:
    html = PAGE.replace('<div id="story">', '<table><tr><td>Left</td><td id="story">').replace(
        '</div>\n<div id="box">', '</td></tr></table><div id="box">'
    )
    rules = "body: //td[@id='story']\nstrip: //td[@id='story']/p[2]"

    assert cleaned(rules, html).body.value == f"{LAMPS}\n\n{BRIDGE}"
    assert struck(cleaned(rules, html))[FERRY] == SITE_STRIP.id


def test_weather_beside_the_story_is_no_part_of_it() -> None:
    assert WEATHER not in (cleaned(BODY).body.value or "")
