"""What is sent: documents of the sets in a fixed order, and documents of one structure in many sizes."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from app.clean.model import Document, InputKind
from benchmarks.accuracy import data
from benchmarks.workers import documents as workers

if TYPE_CHECKING:
    from pathlib import Path

FETCHED_AT = datetime(2025, 1, 1, tzinfo=UTC)

_SENTENCE = "The council met on evening {0} and spoke about the harbour, the ferry and the price of fish."
_TEASER = '<li><a href="/story/{0}">The ferry of evening {0} was late</a></li>'


class Post(NamedTuple):
    """The body of a request, and its media type."""

    content: bytes
    media_type: str

    @property
    def document(self) -> Document:
        """The same for the pipeline in process, as the service would hand it to a worker."""
        if self.media_type.startswith("text/html"):
            return Document(InputKind.HTML, self.content, FETCHED_AT)
        return Document(InputKind.TEXT, self.content.decode(), FETCHED_AT)


HTML, TEXT = "text/html", "text/plain; charset=utf-8"


def mixed(folder: Path, most: int, *, pages_only: bool = False) -> list[Post]:
    """At most `most` documents of all sets, shuffled with a fixed seed: pages as fetched, texts as UTF-8."""
    samples = [
        sample
        for name in data.set_names(folder)
        if not (pages_only and name.startswith("text/"))
        for sample in data.read(folder, name)
    ]
    random.Random(5).shuffle(samples)  # noqa: S311 - an order, no secret
    found = []
    for sample in samples[:most]:
        content = sample.content()
        is_page = isinstance(content, bytes)
        found.append(
            Post(
                content if isinstance(content, bytes) else content.encode("utf-8", "replace"),
                HTML if is_page else TEXT,
            )
        )
    return found


def page(size: int) -> Post:
    """A page of about so many bytes: half an article, half a list of teasers."""
    paragraphs = _filled(f"<p>{_SENTENCE}</p>\n", size // 2)
    teasers = _filled(f"{_TEASER}\n", size // 2)
    return _page(
        f"<article><h1>Harbour reopens after the storm</h1>\n{paragraphs}</article><ul>{teasers}</ul>"
    )


def scripted(size: int) -> Post:
    """A page of so many bytes: twenty paragraphs, the rest scripts, so that cleaning takes little."""
    return Post(workers.page(size), HTML)


def text(size: int) -> Post:
    """A text of about so many bytes, in paragraphs of one sentence."""
    return Post(_filled(f"{_SENTENCE}\n\n", size).encode(), TEXT)


def paragraphs(count: int, kind: str) -> Post:
    """So many short paragraphs."""
    lines = [f"Evening {number}: the ferry was late." for number in range(count)]
    if kind == HTML:
        return _page("<article>" + "\n".join(f"<p>{line}</p>" for line in lines) + "</article>")
    return Post("\n\n".join(lines).encode(), TEXT)


def nested(depth: int) -> Post:
    """A paragraph in so many divisions within each other, each with a line of its own."""
    lines = "".join(f"<div><p>{_SENTENCE.format(number)}</p>" for number in range(depth))
    return _page(lines + "</div>" * depth)


def _page(body: str) -> Post:
    head = '<!doctype html><html lang="en"><head><title>Harbour reopens after the storm</title></head><body>'
    return Post(f"{head}{body}</body></html>".encode(), HTML)


def _filled(line: str, size: int) -> str:
    lines: list[str] = []
    length = 0
    while length < size:
        lines.append(line.format(len(lines)))
        length += len(lines[-1])
    return "".join(lines)
