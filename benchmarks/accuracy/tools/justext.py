"""justext: paragraphs that are no boilerplate by length, stop words and links."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from benchmarks.accuracy.tools.convert import as_paragraphs
from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample


def page(_sample: Sample, content: bytes | str) -> Output:
    """The paragraphs that it calls good, with its defaults."""
    return Output(body=_good(content))


def wrapped(_sample: Sample, content: bytes | str) -> Output:
    """The same on the lines of a text as paragraphs."""
    return Output(body=_good(as_paragraphs(str(content))))


def _good(content: bytes | str) -> str:
    from justext import justext

    paragraphs = justext(content, _stop_words())
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


@cache
def _stop_words() -> frozenset[str]:
    # Of all its languages, as trafilatura calls it: it has no detection of its own.
    from justext import get_stoplist, get_stoplists

    return frozenset(word for language in get_stoplists() for word in get_stoplist(language))
