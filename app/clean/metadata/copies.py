"""A headline once it is found: its lines on the page, and its words without the site's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.clean.metadata import headline
from app.clean.metadata.window import LONGEST, letters

if TYPE_CHECKING:
    from app.clean.metadata.window import Lines

_TAIL: Final = re.compile(r"\s+[|\-–—·•»]+\s+|\s*[|｜]\s*")
# Names of sites and sections are shorter.
_LONGEST_TAIL: Final = 60


def plain(lines: Lines, index: int) -> str:
    """Return the headline of a line: without the site's name or a section behind it.

    What stands behind a separator is such a name where it is a line of its own elsewhere, or in the host.
    """
    text = lines.text(index)
    ends = [match for match in _TAIL.finditer(text) if match.start() > 3]
    if not ends:
        return text
    others = {line.casefold() for line in lines.texts if len(line) < _LONGEST_TAIL}
    for match in ends:
        tail = text[match.end() :].casefold()
        if tail in others or (len(tail) > 3 and letters(tail) in lines.host):
            return text[: match.start()]
    return text


def lowest(lines: Lines, index: int) -> int:
    """Return the last line above the article that is the same: date and byline stand with that one."""
    key = lines.key(index)
    same = (at for at in range(min(lines.start, len(lines.texts) - 1), index, -1) if lines.key(at) == key)
    return next(same, index)


def copies(lines: Lines, index: int, title: str) -> list[int]:
    """Return the lines above the article that are the headline, with or without the site's name."""
    wanted = headline.key(title)
    found = [index]
    for at, text in enumerate(lines.texts[: max(lines.start, index) + 1]):
        if at == index or not len(title) - 4 <= len(text) <= LONGEST:
            continue
        key = lines.key(at)
        if key == wanted or (wanted in key and wanted in map(headline.key, headline.parts(text))):
            found.append(at)
    return found
