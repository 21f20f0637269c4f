from __future__ import annotations

from datetime import date

from app.clean.metadata import without_guesses
from app.clean.model import Field, Metadata


def test_a_page_that_is_no_article_keeps_neither_a_guessed_date_nor_the_title_element() -> None:
    metadata = Metadata(
        Field("Just a moment", "title-element"),
        Field(date(2021, 5, 3), "htmldate"),
        Field(("Jane Doe",), "trafilatura"),
        published_at="2021-05-03",
    )

    assert without_guesses(metadata) == Metadata(Field(), Field(), Field())


def test_a_page_that_is_no_article_keeps_what_it_states() -> None:
    metadata = Metadata(
        Field("Page not found", "h1"),
        Field(date(2021, 5, 3), "json-ld:datePublished"),
        Field(("Jane Doe",), "meta:author"),
        published_at="2021-05-03",
    )

    assert without_guesses(metadata) == metadata
