"""A headline once it is found: its lines on the page, and its words without the site's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, headline
from app.clean.metadata.window import LONGEST, letters

if TYPE_CHECKING:
    from app.clean.metadata.window import Lines

_TAIL: Final = re.compile(r"\s+[|\-–—·•»]+\s+|\s*[|｜]\s*")
# Names of sites and sections are shorter.
_LONGEST_TAIL: Final = 60
# What stands before a colon in menus.
_MENU: Final = re.compile(
    r"(?:search|older|newer|next|previous|blog|news|home|category|categories|topics?|tags?|filed|share|suche|"
    r"nächster|vorheriger|kategorie|themen|teilen|buscar|recherche|cerca|zoeken|bagikan|baca)\b",
    re.IGNORECASE,
)
_OPEN_COLON: Final = re.compile(r"(?<=\w)\s:\s(?=\w)")
_SHORTEST_KICKER: Final = 4
_LONGEST_KICKER: Final = 50


def plain(lines: Lines, index: int, language: str | None = None) -> str:
    """Return the headline of a line: with its kicker, without the site's name or a section behind it.

    What stands behind a separator is such a name where it is a line of its own elsewhere, or in the host.
    `language` is an ISO 639-1 code: inline elements leave a space before a colon, which only French wants.
    """
    text = lines.text(index)
    if has_kicker(lines, index):
        text = f"{lines.text(index - 1).rstrip(' :')}: {text.lstrip(' :')}"
    if language != "fr":
        text = _OPEN_COLON.sub(": ", text)
    ends = [match for match in _TAIL.finditer(text) if match.start() > 3]
    if not ends:
        return text
    others = {line.casefold() for line in lines.texts if len(line) < _LONGEST_TAIL}
    for match in ends:
        tail = text[match.end() :].casefold()
        if tail in others or (len(tail) > 3 and letters(tail) in lines.host):
            return text[: match.start()]
    return text


def has_kicker(lines: Lines, index: int) -> bool:
    """Whether a headline begins on the line before, with a colon between: scrapers part inline elements."""
    if not index or lines.kind(index - 1) == 1 or "parted" in lines.blocks[index].hints:
        return False
    before = lines.texts[index - 1]
    if lines.blocks[index - 1].position in lines.struck:
        return False
    if not _SHORTEST_KICKER <= len(before) <= _LONGEST_KICKER:
        return False
    if byline.is_lead(before) or _MENU.match(before):
        return False
    return before.endswith(":") or lines.texts[index].startswith(":")


def lowest(lines: Lines, index: int) -> int:
    """Return the last line above the article that is the same: date and byline stand with that one."""
    key = lines.key(index)
    same = (at for at in range(min(lines.start, len(lines.texts) - 1), index, -1) if lines.key(at) == key)
    return next(same, index)


def copies(lines: Lines, index: int, title: str) -> list[int]:
    """Return the lines above the article that are the headline, with or without the site's name."""
    wanted = headline.key(title)
    found = [index - 1, index] if has_kicker(lines, index) else [index]
    for at, text in enumerate(lines.texts[: max(lines.start, index) + 1]):
        if at == index or not len(title) - 4 <= len(text) <= LONGEST:
            continue
        key = lines.key(at)
        if key == wanted or (wanted in key and wanted in map(headline.key, headline.parts(text))):
            found.append(at)
    return found
