"""Characters that carry no text: white space in its many forms, zero-width and soft characters, bullets."""

from __future__ import annotations

import re

# A line of so many characters is prose; where prose stands on adjacent lines, a line break parts paragraphs.
PROSE = 80

# Zero-width space, word joiner, byte order mark, soft hyphen, and directional marks left by copy and paste.
# Zero-width joiner and non-joiner stay: Persian, Indic scripts and emoji are misspelt without them.
_INVISIBLE = "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_CONTROL = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), 0x7F)))
_NEWLINES = "\r\x0b\x0c"
_WIDE_NEWLINES = "\u2028\u2029\x85"
_WIDE_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_ONLY_BULLETS = "•‣◦▪▫●○■□►▶➤➢∙⁃"
_BULLET = re.compile(rf"(?:[{_ONLY_BULLETS}]\s*|[-*+·]\s+)(?=\S)")
_LETTER = re.compile(r"[^\W_]")
# What an item begins with; `bullet` tells whether a line that does is one.
SIGNS = frozenset(_ONLY_BULLETS + "-*+·")


def tidy(text: str) -> str:
    """One line: each run of white space becomes one space, zero-width characters go.

    Looks for each such character by itself: that costs less than a translation.
    """
    if not text.isascii():
        for sign in _INVISIBLE:
            if sign in text:
                text = text.replace(sign, "")
    return " ".join(text.split())


def plain(text: str) -> str:
    r"""Return a text whose only white space is space, tab and `\n`, without characters that nobody sees.

    Looks for each such character by itself, as `tidy` does.
    """
    for sign in _CONTROL:
        if sign in text:
            text = text.replace(sign, "")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    for sign in _NEWLINES:
        if sign in text:
            text = text.replace(sign, "\n")
    if text.isascii():
        return text
    for signs, instead in ((_INVISIBLE, ""), (_WIDE_NEWLINES, "\n"), (_WIDE_SPACES, " ")):
        for sign in signs:
            if sign in text:
                text = text.replace(sign, instead)
    return text


def has_letters(text: str) -> bool:
    """Whether a text holds a letter or a digit."""
    return _LETTER.search(text) is not None


def bullet(text: str) -> str | None:
    """The text behind a list bullet, or None where the text does not begin with one.

    A dash counts only with a space behind it and a sign like `·` likewise, so that "-5 degrees" and
    "·2 min read" are none; em and en dashes open direct speech in several languages and never count.
    """
    item = text
    while item[:1] in SIGNS and (found := _BULLET.match(item)) is not None:
        item = item[found.end() :]  # a typed one may stand inside a marked-up one, and so on
    return item if item is not text and has_letters(item) else None
