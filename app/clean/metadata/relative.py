"""Days told from the moment of reading: "2 hours ago", "vor 3 Tagen", "hier", "yesterday"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from app.clean.metadata import relative_words as words
from app.clean.metadata.dates import Calendar, Found, Moment

_UNIT: Final = "|".join(f"(?P<{name}>{forms})" for name, forms in words.UNITS.items())
_AGO: Final = re.compile(
    rf"(?<!\w)(?:(?:{words.BEFORE})\s+(?P<number>{words.NUMBERS})\s*(?:{_UNIT})(?!\w)(?:\s+(?:siden|sedan))?"
    rf"|(?P<number2>{words.NUMBERS})\s*(?:{_UNIT.replace('P<', 'P<x')})\s*(?:{words.BEHIND})(?!\w))",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    "|".join(rf"(?P<d{n}>(?<!\w)(?:{forms})(?!\w))" for n, forms in words.DAYS.items()), re.IGNORECASE
)
_CLOCK: Final = re.compile(
    r"[\s,|]*(?:(?:at|um|v|o|om|kl\.?|klo|à|alle|às|a las|w|в)\s+)?(\d{1,2})[:.]([0-5]\d)(?!\d)"
)
_WORD: Final = re.compile(r"[^\s\d.,:;()|·]+")


def find(text: str, calendar: Calendar) -> Found | None:
    """Return the first relative date in a short line, counted from `calendar.now`."""
    if not may_be(text):
        return None
    if match := _AGO.search(text):
        stated = match["number"] or match["number2"]
        number = int(stated) if stated.isdigit() else 1
        unit = next(name for name in words.UNITS if match[name] or match[f"x{name}"])
        return Found(*match.span(), Moment((calendar.now - timedelta(**{unit: number})).date()))
    if match := _NAMED.search(text):
        back = 1 if match["d1"] else 0
        clock = _CLOCK.match(text, match.end())
        at = f"T{int(clock[1]):02}:{clock[2]}" if clock and int(clock[1]) < 24 else ""
        end = clock.end() if at and clock else match.end()
        return Found(match.start(), end, Moment((calendar.now - timedelta(days=back)).date(), at))
    return None


def may_be(text: str) -> bool:
    """Whether a text has a word that relative dates have, told cheaply."""
    if not words.TELLING.isdisjoint(_WORD.findall(text.casefold())):
        return True
    return not text.isascii() and any(sign in text for sign in words.TELLING_SIGNS)
