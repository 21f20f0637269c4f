"""Signs that part words, as folded text has them: each beyond ASCII is one character of ASCII.

A class of all such signs, which stands in nearly every pattern, has then five ranges within ASCII. With the
signs as they are it has twenty, of several bytes each, and after 3,000 documents the states of the automata
took 74 MB with them, 48 MB without.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

# Characters beyond ASCII that part words, as inclusive ranges: what is no letter, mark or number, in the
# blocks of Unicode where text has such characters after folding (NFKC has made the full-width forms plain).
_RANGES: Final = (
    *((0x80, 0xA9), (0xAB, 0xB4), (0xB6, 0xB9), (0xBB, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7)),
    *((0x60C, 0x60D), (0x61B, 0x61F), (0x6D4, 0x6D4), (0x964, 0x965)),
    *((0x2000, 0x206F), (0x20A0, 0x20CF), (0x2190, 0x2BFF), (0x2E00, 0x2E7F)),
    *((0x3000, 0x3004), (0x3008, 0x3020), (0x30FB, 0x30FB), (0xE000, 0xF8FF), (0x1F000, 0x1FAFF)),
)

# Those that patterns speak of. What stands together looks alike and is one to them.
_NAMED: Final = (
    *("·⋅", "•", "。", "©", "▼▽", "】〕", "、", "।", "▲△", "؟", "・", "【〔", "※", "،", "▶▷►➤"),
    *("》", "→⇒", "■", "〉", "¿", "∧", "」", "↓", "◎●", "¡", "「", "€", "☞👉", "《", "←"),
)
# No text has control characters once it is folded; the lines of a document are parted by \n meanwhile.
_CODES: Final = [chr(code) for code in range(1, 0x20) if chr(code) != "\n"]

OTHER: Final = "\x7f"
"""Stands for every sign beyond ASCII that has no character of its own, and for control characters."""

_CODE_OF: Final = {sign: code for signs, code in zip(_NAMED, _CODES, strict=True) for sign in signs}
_SIGN: Final = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES) + "]")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def coded(text: str) -> str:
    """`text`, which has no control character but \\n, with each sign beyond ASCII as one of ASCII."""
    return text if text.isascii() else _SIGN.sub(_code, text)


def without_controls(text: str) -> str:
    """`text` with each control character but \\n as OTHER."""
    return _CONTROL.sub(OTHER, text)


def between(first: str, last: str) -> str:
    """What the signs from one character to another, both of these too, are in folded text. OTHER is among
    it where one of the two is a sign: a range of letters may have a sign in its midst."""
    ends = any(map(_SIGN.match, (first, last)))
    named = (code for sign, code in _CODE_OF.items() if first <= sign <= last)
    return "".join(dict.fromkeys(chain(named, OTHER if ends else "")))


def _code(found: re.Match[str]) -> str:
    return _CODE_OF.get(found[0], OTHER)
