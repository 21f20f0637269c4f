from __future__ import annotations

import pytest

from app.clean.parse import parse
from app.clean.segment import segment_markup

BASE = "https://quay.example/news/2026/lamp.html"


def markups(markup: str, base: str | None = BASE) -> list[str]:
    return [block.markup for block in segment_markup(parse(markup), markdown=True, base=base)]


def markup(html: str, base: str | None = BASE) -> str:
    (only,) = markups(html, base)
    return only


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("a <em>b</em> c", "a *b* c"),
        ("a <i>b</i> c", "a *b* c"),
        ("a <strong>b</strong> c", "a **b** c"),
        ("a <b>b</b> c", "a **b** c"),
        ("a <code>b</code> c", "a `b` c"),
        ("a <del>b</del> c", "a ~~b~~ c"),
        ("a <span>b</span> <u>c</u>", "a b c"),
        ("un<b>believ</b>able", "un**believ**able"),
        ("<b>bold <i>both</i></b>", "**bold *both***"),
    ],
)
def test_inline_elements_become_marks(html: str, written: str) -> None:
    assert markup(f"<p>{html}</p>") == written


def test_white_space_at_the_ends_of_an_element_stands_outside_its_marks() -> None:
    assert markup("<p>one<b> two </b>three <i>\n</i>four</p>") == "one **two** three four"


def test_an_empty_element_leaves_no_marks() -> None:
    assert markup("<p>one<b></b> <a href=/x></a>two</p>") == "one two"


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/about", "https://quay.example/about"),
        ("more.html", "https://quay.example/news/2026/more.html"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("?page=2", "https://quay.example/news/2026/lamp.html?page=2"),
        ("https://other.example/a b(c)", "https://other.example/a%20b(c%29"),
        (" mailto:ann@quay.example ", "mailto:ann@quay.example"),
    ],
)
def test_links_are_made_absolute(href: str, target: str) -> None:
    assert markup(f"<p>see <a href='{href}'>this</a></p>") == f"see [this]({target})"


def test_without_a_base_links_stay_as_they_are() -> None:
    assert markup("<p><a href='/about'>this</a></p>", base=None) == "[this](/about)"


@pytest.mark.parametrize("href", ["#top", "javascript:alert(1)", "data:text/html,x", ""])
def test_links_that_lead_nowhere_leave_their_text(href: str) -> None:
    assert markup(f"<p>see <a href='{href}'>this</a></p>") == "see this"


def test_marks_inside_a_link_stay_inside() -> None:
    assert markup("<p><a href='/a'>see <b>this</b></a></p>") == "[see **this**](https://quay.example/a)"


def test_characters_that_markdown_would_read_as_marks_are_escaped() -> None:
    assert markup("<p>2 * 3 [sic] `x` &lt;tag&gt; a\\b</p>") == r"2 \* 3 \[sic\] \`x\` \<tag> a\\b"


def test_code_is_not_escaped() -> None:
    assert markup("<p>call <code>f(a[0]) * 2</code> *</p>") == r"call `f(a[0]) * 2` \*"


def test_an_element_that_a_line_break_splits_is_marked_in_both_parts() -> None:
    assert markups("<p><b>one<br>two</b> three</p>") == ["**one**", "**two** three"]
    assert markups("<p>zero <b>one<br>two</b> three</p>") == ["zero **one**", "**two** three"]


def test_a_link_around_several_blocks_is_a_link_in_each() -> None:
    assert markups("<a href='/l'><h3>Head</h3><p>teaser</p></a><p>after</p>") == [
        "[Head](https://quay.example/l)",
        "[teaser](https://quay.example/l)",
        "after",
    ]


def test_marks_have_their_place_in_table_rows_and_items() -> None:
    assert markups("<ul><li>a <b>b</b></ul><table><tr><td>c<td><i>d</i><tr><td><td>e</table>") == [
        "a **b**",
        "c | *d*",
        "| e",
    ]


def test_the_markup_of_a_typed_item_has_no_bullet() -> None:
    assert markup("<p>• Bring <b>a lamp</b></p>") == "Bring **a lamp**"


def test_a_target_that_is_neither_address_nor_path_stays_as_it_is() -> None:
    assert markup('<p>the <a href="//[quay">ferry</a></p>') == "the [ferry](//[quay)"
