"""Where a field of an answer can come from, as a label of metrics: few, and all ours.

The pipeline names a source with what the page called it: `meta:parsely-author`, `og:title`. Only the part
before the colon is counted, and only if it stands here, for a label must never hold what a page wrote.
"""

from __future__ import annotations

SOURCES = frozenset(
    {
        # what the page says to machines
        "json-ld",
        "meta",
        "microdata",
        "og",
        "rnews",
        "title-element",
        # what it shows
        "author-box",
        "author-link",
        "byline",
        "date-element",
        "h1",
        "h2",
        "headline-element",
        "label",
        "line",
        "text",
        "time-element",
        # its address
        "url",
        # the operator
        "site-rule",
        # bodies
        "scorer",
        "script",
        "trafilatura",
    }
)

OTHER = "other"
"""Stands for every source that is not in SOURCES."""


def label_of(source: str) -> str:
    """`json-ld:datePublished` -> `json-ld`."""
    name = source.partition(":")[0]
    return name if name in SOURCES else OTHER
