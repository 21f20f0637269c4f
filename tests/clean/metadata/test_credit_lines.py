from __future__ import annotations

from datetime import UTC, datetime

import lxml.html
import pytest

from app.clean.metadata import gather
from app.clean.model import InputKind, Page

STORY = "<h1>Harbour baths to reopen</h1>" + "<p>The baths open in May, the council said.</p>" * 60


def labelled(markup: str) -> list[tuple[str, ...]]:
    text = f"<html lang=en><body>{STORY}{markup}</body></html>"
    found = gather(
        lxml.html.document_fromstring(text), Page(InputKind.HTML, text, datetime(2021, 6, 1, tzinfo=UTC))
    )
    return [candidate.value for candidate in found.people if candidate.source == "label"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Text: Jane Doe</p>",
        "<p>Autorin: Jane Doe, Projektleiterin</p>",
        "<div><strong>Contributors:</strong> Jane Doe</div>",
        "<h3>Author</h3><p>Jane Doe</p>",
        "<p>Written by: <a href='/jane'>Jane Doe</a></p>",
    ],
)
def test_a_line_that_says_that_it_names_the_author_does(markup: str) -> None:
    assert labelled(markup) == [("Jane Doe",)]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Text messages: Jane Doe has had enough of them</p>",
        "<p>Words fail Jane Doe</p>",
        "<p>Photo: Jane Doe</p>",
        "<div class=comments><p>Author: Jane Doe</p></div>",
        "<p>Author: read more about our staff</p>",
    ],
)
def test_a_sentence_a_photo_credit_and_a_comment_do_not(markup: str) -> None:
    assert labelled(markup) == []


def test_a_credit_is_not_asked_where_the_header_names_the_author() -> None:
    assert labelled("<p>Text: Max Muster</p><meta name=author content='Jane Doe'>") == []
