"""Characters that carry no text: white space in its many forms, zero-width and soft characters, bullets."""

from __future__ import annotations

import re

# A line of so many characters is prose; where prose stands on adjacent lines, a line break parts paragraphs.
PROSE = 80

# Zero-width space, word joiner, byte order mark, soft hyphen, and directional marks left by copy and paste.
# Zero-width joiner and non-joiner stay: Persian, Indic scripts and emoji are misspelt without them.
_DROPPED = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"), None)
_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□►▶➤➢∙⁃]\s*|[-*+·]\s+)(?=\S)")
_HORIZONTAL = re.compile(r"[^\S\n]+")


def tidy(text: str) -> str:
    """One line: each run of white space becomes one space, zero-width characters go."""
    return " ".join(text.translate(_DROPPED).split())


def tidy_line(line: str) -> str:
    """Drop zero-width characters and trailing white space; leading white space stays, as ordinary spaces."""
    line = _HORIZONTAL.sub(lambda run: " " * len(run[0].expandtabs(4)), line.translate(_DROPPED).rstrip())
    indent = len(line) - len(line.lstrip(" "))
    return line[:indent] + " ".join(line.split())


def bullet(text: str) -> str | None:
    """The text behind a list bullet, or None where the text does not begin with one.

    A dash counts only with a space behind it and a sign like `·` likewise, so that "-5 degrees" and
    "·2 min read" are none; em and en dashes open direct speech in several languages and never count.
    """
    item = text
    while (found := _BULLET.match(item)) is not None:  # a typed one inside a marked-up one, and so on
        item = item[found.end() :]
    return item if item is not text and any(map(str.isalnum, item)) else None
