"""A body that is segmented and rendered again is the same: so cleaning clean text changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import Message

import pytest

from app.clean.decode import decode
from app.clean.model import Block, Document, InputKind
from app.clean.parse import parse
from app.clean.render import render
from app.clean.segment import segment_markup, segment_plain
from tests.page import PageFixture, all_pages

PROSE = "The lamp of the lighthouse had been dark since autumn, and nobody in the village could say why."
PAGES = [page for page in all_pages() if "code" not in page.expected]


def blocks_of(page: PageFixture) -> tuple[Block, ...]:
    """All blocks of a fixture, noise and all."""
    header = Message()
    header["Content-Type"] = page.request["media_type"]
    kind = InputKind.HTML if "html" in header.get_content_type() else InputKind.TEXT
    charset = header.get_content_charset()
    text = decode(Document(kind, page.source, datetime(2026, 5, 4, tzinfo=UTC), charset=charset)).text
    return segment_markup(parse(text)) if kind is InputKind.HTML else segment_plain(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_the_rendered_blocks_of_a_page_are_read_as_the_same_blocks(page: PageFixture) -> None:
    body = render(blocks_of(page))

    assert render(segment_plain(body)) == body


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.expected.get("body") and page.request["format"] == "text"],
    ids=lambda page: page.slug,
)
def test_the_clean_body_of_a_page_is_read_as_it_stands(page: PageFixture) -> None:
    body = page.expected["body"]

    assert render(segment_plain(body)) == body


@pytest.mark.parametrize(
    "body",
    [
        "",
        "One line",
        PROSE,
        f"{PROSE}\n\n{PROSE}",
        f"Head\n\n{PROSE}\n\n- one\n- two\n\n{PROSE}",
        f"{PROSE}\n\nTown Hall\n1 Quay Street\n\n{PROSE}",
        "Town Hall\n1 Quay Street\n\nOpen daily",
        f"{PROSE}\n\nLine | Fare\nFerry | 4.20\n\n{PROSE}",
        f"{PROSE}\n\n```\ndef lamp(on):\n    if on == 1:\n\n        return light()\n```\n\n{PROSE}",
        f"{PROSE}\n\n````\n```\nlamp\n```\n````",
        ">>> lamp()\n\n>>> light()",
        f"{PROSE}\n\n- {PROSE}\n- {PROSE}\n\nLast",
        "「灯台は、町の誇りです」\n\n港の古い灯台が今朝ふたたび点灯した。",
        "– Oui, dit-il.\n\n– Non.",
        "1. one\n\n2. two",
        "2 * 3 * 4 = 24\n\nsnake_case_name and [1] and (see)",
        "The ferry sails at six in the morning from here.\n\nThe mayor spoke and nobody could hear it.",
    ],
)
def test_a_body_of_any_shape_is_read_as_it_stands(body: str) -> None:
    assert render(segment_plain(body)) == body


@pytest.mark.parametrize(
    "text",
    [
        "The keeper,\nJane Doe\n, was pleased.\nSo was the boy.",
        f"Pros  Cons\n* a   * b\n\n{PROSE}",
        "# Head\n\n  1. one\n  2. two\n\n  * [__](/x)\n  * ## three\n\n[____](/x) [____](/y)\n\nfour",
        "**a** ******b:******c\n\n**d**",
        "a [b][1] ![c][2]\n\n   [1]: https://quay.example/\n   [2]: /c.png",
    ],
)
def test_the_rendered_blocks_of_any_text_are_read_as_the_same_blocks(text: str) -> None:
    body = render(segment_plain(text))

    assert render(segment_plain(body)) == body


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{PROSE}<br>{PROSE}<br>{PROSE}</p>",
        f"<p>{PROSE}<br>Short<br>line</p><p>x</p>",
        "<p>a<br>b</p><p>c<br>d</p>",
        "<ul><li>a<ul><li>b</ul></ul><ol><li>c</ol><p>d</p>",
        "<blockquote><p>● a</p><p>● b</p></blockquote>",
        "<table><caption>Fares</caption><tr><td>a<td>b<tr><td><td>d</table>",
        "<p>• a</p><p>– b</p><p>·c</p><p>-5</p>",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<p>a</p><pre>  b:\n    c   d\n\n\n  e</pre><p>f</p><pre>g</pre><pre> h</pre><pre>```\ni</pre>",
    ],
)
def test_the_body_of_any_markup_is_read_as_it_stands(markup: str) -> None:
    body = render(segment_markup(parse(markup)))

    assert render(segment_plain(body)) == body
