"""Documents that break their worker by what they are: real input, nothing injected.

They go over the wire gzipped, as they would from an adversary: a few KB that become many MB, below the limits
of the service. What each does was found by trying some sixty shapes of page at 0.1, 1 and 8 MB on one worker.
"""

from __future__ import annotations

import gzip

from tests.chaos.pages import Page

MEGABYTE = 1_000_000

SENTENCE = (
    "The council met again and spoke about the harbour, the ferry and the price of fish, for a long while."
)


def hanging() -> list[Page]:
    """Pages that need more than ten seconds: many cells in a row, nested tables, attributes and so on."""
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    return [
        _page("one-row", f"<table><tr>{_fill('<td>a</td>', 8)}</tr></table>"),
        _page("nested-tables", _fill("<table><tr><td>fish", 8)),
        _page("open-paragraphs", _fill("<p>", 2)),
        _page("short-paragraphs", _fill("<p>x</p>", 8)),
        _page("lists-in-lists", _fill("<ul><li>fish", 8)),
        _page("wide-cells", _fill("<table><tr><td colspan=100000>fish and chips</td></tr></table>", 8)),
        _page("many-attributes", f"<p {attributes}>{SENTENCE}</p>"),
        _page("news-without-end", _fill(f"<p>{SENTENCE}</p>", 16)),
    ]


def bombs() -> list[Page]:
    """Pages whose tree needs more than 512 MB."""
    return [
        _page("tags-only", _fill("<p>", 16)),
        _page("links-only", _fill("<a href=x>", 16)),
        _page("breaks-only", _fill("<br>", 16)),
    ]


def _fill(unit: str, megabytes: int) -> str:
    return unit * (megabytes * MEGABYTE // len(unit))


def _page(name: str, body: str) -> Page:
    page = f"<html><head><title>Harbour news</title></head><body><article><h1>Harbour</h1>{body}"
    return Page(name, gzip.compress(page.encode(), 6, mtime=0), encoding="gzip")
