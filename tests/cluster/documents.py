"""Documents for jobs, made by hand like those of the chaos suite."""

from __future__ import annotations

import gzip

from tests.chaos import pages


def made(count: int, prefix: str, paragraphs: int = 40) -> list[dict[str, str]]:
    """So many documents as lines of JSONL have them; ids begin with `prefix`."""
    found = []
    for number, page in enumerate(pages.made(count, paragraphs)):
        body = gzip.decompress(page.body) if page.encoding else page.body
        kind = "text" if page.content_type.startswith("text/plain") else "html"
        found.append({"id": f"{prefix}-{number}", kind: body.decode(), "fetched_at": "2024-05-03T12:00:00Z"})
    return found
