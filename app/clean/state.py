"""The article that a page holds for its scripts, where it is not in the markup yet: JSON in script elements.

Frameworks leave the page's data for the browser to draw: `__NEXT_DATA__` and `__NUXT_DATA__` as JSON, others
as an assignment, React's server components as lines pushed to `__next_f`. Whatever the framework: paragraphs
of one article are strings in the same place of the same list.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from app.clean.prose import is_sentence, letters
from app.clean.scalars import scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

# Looked for apart: of many openings without an end, a pattern for both would read the rest of the page.
_OPENING: Final = re.compile(r"<script\b[^<>]*>", re.I)
_CLOSING: Final = re.compile(r"</script\s*>", re.I)
_PUSHED: Final = re.compile(r"__next_f\.push\(")
_ASSIGNED: Final = re.compile(r"(?:^|[;\s=(])(?=[\[{][\s\"\[{])")
# A row of React's stream: number, then JSON to the end of the line; or `T`, the bytes of a text as a hex
# number, and the text.
_ROW: Final = re.compile(rb"[0-9a-f]+:(?:T([0-9a-f]{1,8}),)?")
_TAG: Final = re.compile(r"<[^>]*>")
_PARAGRAPH: Final = re.compile(r"<(?:p|br)\b", re.I)
_DECODER: Final = json.JSONDecoder()
# Data as deep as this is none of an article, and deeper than Python's own stack reaches.
_DEEPEST: Final = 100
# So many values begin in one script at most; an assignment of data stands near its beginning.
_MOST_VALUES: Final = 20


def script_text(markup: str) -> str:
    """Return the paragraphs of the article in the data of a page's scripts, parted by blank lines, or "".

    They may have markup. The place with most prose in it is taken for the article.
    """
    places: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for value in _values(markup):
        for place, text in _strings(value, ()):
            if _is_prose(text):
                places[place].setdefault(letters(text), text.strip())
    most = max(places.values(), key=lambda found: sum(map(len, found)), default={})
    return "\n\n".join(most.values())


def _is_prose(text: str) -> bool:
    if "<" in text:
        return bool(_PARAGRAPH.search(text)) or is_sentence(_TAG.sub("", text).strip())
    return is_sentence(text.strip())


def _values(markup: str) -> Iterator[Any]:
    """Yield every JSON value that a script holds."""
    pushed: list[str] = []
    for script in _scripts(markup):
        if _PUSHED.search(script):
            for match in _PUSHED.finditer(script):
                row = _decoded(script, match.end())
                if isinstance(row, list) and row and isinstance(row[-1], str):
                    pushed.append(row[-1])
            continue
        at = 0
        for _ in range(_MOST_VALUES):
            found = _ASSIGNED.search(script, at)
            if found is None:
                break
            value, at = _read(script, found.end())
            if isinstance(value, dict | list):
                yield value
    yield from _rows("".join(pushed).encode("utf-8", "surrogatepass"))


def _scripts(markup: str) -> Iterator[str]:
    """Yield what stands in each script element."""
    opening = _OPENING.search(markup)
    while opening is not None and (closing := _CLOSING.search(markup, opening.end())) is not None:
        yield markup[opening.end() : closing.start()]
        opening = _OPENING.search(markup, closing.end())


def _rows(stream: bytes) -> Iterator[Any]:
    """Yield the value of each row of a stream."""
    at = 0
    while at < len(stream):
        row = _ROW.match(stream, at)
        start = row.end() if row else at
        if row and row.group(1):
            at = start + int(row.group(1), 16)
            yield [stream[start:at].decode("utf-8", "replace")]
            continue
        end = stream.find(b"\n", start)
        at = (end if end >= 0 else len(stream)) + 1
        if row:
            yield _decoded(stream[start : at - 1].decode("utf-8", "replace"), 0)


def _decoded(text: str, at: int) -> Any:
    return _read(text, at)[0]


def _read(text: str, at: int) -> tuple[Any, int]:
    """The JSON value that begins there and where it ends; None and the next place where there is none."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, at + 1


def _strings(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every string with its place: the keys that lead to it, `*` for any of a list."""
    if isinstance(value, str):
        yield place, scalars(value)
    elif len(place) < _DEEPEST:
        named = value.items() if isinstance(value, dict) else ()
        listed = [("*", item) for item in value] if isinstance(value, list) else ()
        for key, item in (*named, *listed):
            yield from _strings(item, (*place, key))
