"""Documents that break their worker by what they are: real input, nothing injected.

They go over the wire gzipped, as they would from an adversary: a few KB that become many MB, below the limits
of the service. What each does was found by trying some sixty shapes of page at 0.1, 1 and 8 MB on one worker.
"""

from __future__ import annotations

import gzip
from string import ascii_lowercase

from tests.chaos.pages import Page

MEGABYTE = 1_000_000

TAGS = 490_000
"""A few less than the service takes of one page."""

SENTENCE = (
    "The council met again and spoke about the harbour, the ferry and the price of fish, for a long while."
)


def hanging() -> list[Page]:
    """Pages that need more than ten seconds: many cells in a row, nested tables, attributes and so on."""
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    return [
        _page("one-row", f"<table><tr>{_tags('<td>a</td>')}</tr></table>"),
        _page("nested-tables", _tags("<table><tr><td>fish")),
        _page("many-attributes", f"<p {attributes}>{SENTENCE}</p>"),
        _page("open-paragraphs", _tags("<p>")),
        _page("short-paragraphs", _tags("<p>x</p>")),
        _page("lists-in-lists", _tags("<ul><li>fish")),
        _page("headings-only", _tags("<h2>Related stories</h2>")),
        _page("news-without-end", _fill(f"<p>{SENTENCE}</p>", 16)),
    ]


def bombs() -> list[Page]:
    """Pages that need more than 512 MB."""
    attributes = " ".join(f"{letter}=1" for letter in ascii_lowercase)
    return [
        _page("attributes-everywhere", _fill(f"<p {attributes}>", 16)),
        _page("ligatures", f"<p>{_fill(chr(0xFDFA), 5)}</p>"),  # each is eighteen characters once normalised
    ]


def _tags(unit: str) -> str:
    return unit * (TAGS // unit.count("<"))


def _fill(unit: str, megabytes: int) -> str:
    return unit * (megabytes * MEGABYTE // len(unit))


def _page(name: str, body: str) -> Page:
    page = f"<html><head><title>Harbour news</title></head><body><article><h1>Harbour</h1>{body}"
    return Page(name, gzip.compress(page.encode(), 6, mtime=0), encoding="gzip")
