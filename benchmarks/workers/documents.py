"""The documents that the workers are given; made here, so that the benchmark needs no data."""

from __future__ import annotations

from datetime import UTC, datetime

from app.clean.model import Document, InputKind
from app.workers.probe import PROBES
from app.workers.task import Task

_FETCHED_AT = datetime(2024, 5, 3, 12, tzinfo=UTC)

_SENTENCE = (
    "The council met on evening {0} and spoke about the harbour, the ferry and the price of fish, "
    "for a long while."
)


def page(size: int) -> bytes:
    """A page of `size` bytes: an article of twenty paragraphs and, for the rest, scripts."""
    paragraphs = "\n".join(f"<p>{_SENTENCE.format(number)}</p>" for number in range(20))
    article = f"<article><h1>Harbour reopens after the storm</h1>\n{paragraphs}\n</article>"
    head = '<!doctype html><html lang="en"><head><title>Harbour reopens after the storm</title><script>\n'
    tail = f"\n</script></head><body>{article}</body></html>"
    line = "var quay = {ships: 2, ferries: 1};\n"
    room = size - len(head) - len(tail)
    return (head + (line * (room // len(line) + 1))[:room] + tail).encode()


def text(size: int) -> str:
    """A text of at least `size` characters, in paragraphs of one sentence."""
    count = size // len(_SENTENCE) + 1
    return "\n\n".join(_SENTENCE.format(number) for number in range(count))


ARTICLE = text(100_000)
"""As long as the page, and all of it an article."""

PAGE = Task(Document(InputKind.HTML, page(100_000), _FETCHED_AT))
"""The call that is timed."""

SLOW = Task(Document(InputKind.TEXT, text(4_000_000), _FETCHED_AT))
"""Takes seconds, so it runs into any deadline that is set here."""

SHORT = Task(PROBES[0])
"""What a replaced worker is asked first."""
