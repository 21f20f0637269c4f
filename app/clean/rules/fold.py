"""How text and patterns are made comparable before they meet.

Both go through the same two steps, so an author writes a pattern as the words stand on the page:

`plain`   NFKC, typographic quotes to ' and ", dashes to -, decimal digits of any script to 0-9,
          invisible characters away, a run of white space to one space, each other sign beyond ASCII
          to a control character (`app.clean.rules.signs`). Case is kept.
`folded`  `plain` with case folded (Unicode full case folding: ß becomes ss). The four Turkish
          letters I, ı, İ, i become one i, so that a line in capitals meets its pattern in either
          spelling.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from app.clean.rules.signs import coded, without_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_SINGLE_QUOTES = "\u0060\u00b4\u02b9\u02bc\u2018-\u201b\u2032\u2035\u2039\u203a"
_DOUBLE_QUOTES = "\u00ab\u00bb\u02ba\u201c-\u201f\u2033\u2036\u301d-\u301f"
_DASHES = "\u058a\u05be\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d"
# The zeros of the scripts whose digits newspapers use; nine more follow each. NFKC knows the fullwidth ones.
_ZEROS = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀០᠐"
_DIGITS = "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in _ZEROS)

_INVISIBLE_CLASS = re.compile(f"[{_INVISIBLE}]")
_SINGLE_QUOTE_CLASS = re.compile(f"[{_SINGLE_QUOTES}]")
_DOUBLE_QUOTE_CLASS = re.compile(f"[{_DOUBLE_QUOTES}]")
_SPECIAL = re.compile(f"[{_INVISIBLE}{_SINGLE_QUOTES}{_DOUBLE_QUOTES}{_DASHES}{_DIGITS}]")

# What most pages have of these, and of what NFKC makes plain: without it many a text is ASCII.
_FREQUENT = (
    ("’", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("–", "-"),
    ("—", "-"),
    ("\u00a0", " "),
    ("…", "..."),
)

# Scripts that part no words by spaces: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def _special(found: re.Match[str]) -> str:
    char = found.group()
    if _INVISIBLE_CLASS.match(char):
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if _SINGLE_QUOTE_CLASS.match(char):
        return "'"
    return '"' if _DOUBLE_QUOTE_CLASS.match(char) else "-"


def plain(text: str) -> str:
    """`text` with the accidents of typography taken out and case kept."""
    if not text.isascii():
        # Before NFKC, which would make a space and a combining accent of ´.
        text = unicodedata.normalize("NFKC", _SPECIAL.sub(_special, text))
    return coded(without_controls(" ".join(text.split())))


def folded(plain_text: str) -> str:
    """`plain_text`, which must come from `plain`, without the difference of capitals and small letters."""
    if plain_text.isascii():
        return plain_text.lower()
    return plain_text.casefold().replace("i\u0307", "i").replace("ı", "i")


def fold_lines(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Each text `plain`, and each `folded`: all at once, which takes a fraction of the time."""
    if not texts:
        return [], []
    joined = "\n".join(texts)
    for sign, plain_sign in _FREQUENT:
        joined = joined.replace(sign, plain_sign)
    if not joined.isascii():
        joined = unicodedata.normalize("NFKC", _SPECIAL.sub(_special, joined))
    kept = joined.split("\n")
    spaced = joined.replace("\n", " ")
    if len(kept) != len(texts) or "  " in spaced or not spaced.isprintable() or spaced != spaced.strip():
        kept = [plain(text) for text in texts]
        joined = "\n".join(kept)
    elif (marked := coded(joined)) is not joined:
        joined = marked
        kept = joined.split("\n")
    return kept, folded(joined).split("\n")


def word_count(text: str) -> int:
    """Words of a text whose white space is folded: what spaces part, or two characters each in scripts
    that set no spaces."""
    spaced = text.count(" ") + 1 if text else 0
    if text.isascii():
        return spaced
    return max(spaced, sum(map(len, _UNSPACED.findall(text))) // 2)
