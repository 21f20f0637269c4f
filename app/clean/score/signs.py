"""How many characters of each kind lines have, counted in one pass over all lines."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Counts = NDArray[np.int64]

# No digit, capital or space has a greater code.
_CODES: Final = 0x20000
_SPACE, _DIGIT, _COMMA, _QUOTE, _SEPARATOR, _QUOTE_AND_SEPARATOR = range(1, 7)
_IDEOGRAPH, _HANGUL, _END, _END_BEFORE_SPACE = range(7, 11)
_KINDS: Final = 11
_SIGNS: Final = (
    (_COMMA, ",、،，"),
    (_QUOTE, '"“”„«「」『』'),
    (_SEPARATOR, "|/·•›→"),
    (_QUOTE_AND_SEPARATOR, "»"),
    (_END, "。！？।؟…"),
    (_END_BEFORE_SPACE, ".?!"),
)
# Characters and words of a line that are looked at, where not all are.
_SAMPLE: Final = 320
_SAMPLE_WORDS: Final = 32


def _table() -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The kind of each character, and whether it is a capital."""
    kinds = np.zeros(_CODES, np.uint8)
    kinds[0x3040:0x3100] = kinds[0x3400:0xA000] = _IDEOGRAPH
    kinds[0xAC00:0xD7A4] = _HANGUL  # it puts into one word what others say in one and a half
    characters = list(map(chr, range(_CODES)))
    kinds[np.array(list(map(str.isspace, characters)))] = _SPACE
    kinds[np.array(list(map(str.isdecimal, characters)))] = _DIGIT
    for kind, signs in _SIGNS:
        kinds[list(map(ord, signs))] = kind
    return kinds, np.array(list(map(str.isupper, characters)))


_KIND, _CAPITAL = _table()


class Signs:
    """Of each line, the number of characters of a kind; lines are not empty.

    `ideographs`, `hangul`   in all of the line, and so `ends`, of sentences.
    `digits`, `commas`, `quotes`, `separators`   among its first 320 characters.
    `capitals`               the share of its first 32 words that begin with one.
    """

    __slots__ = (
        "capitals",
        "commas",
        "digits",
        "ends",
        "hangul",
        "ideographs",
        "quotes",
        "separators",
    )

    def __init__(self, lines: Sequence[str]) -> None:
        codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32)
        codes = np.minimum(codes, _CODES - 1)
        first = np.array([0, *accumulate(map(len, lines))][:-1])
        kinds = _KIND[codes]
        blank = kinds == _SPACE
        self.capitals = _capitals(codes, blank, first)
        at = np.flatnonzero(kinds > _SPACE)
        kind = kinds[at]
        line = np.searchsorted(first, at, side="right") - 1
        stop = np.flatnonzero(kind == _END_BEFORE_SPACE)
        behind = at[stop] + 1
        inside = behind < np.append(first[1:], len(codes))[line[stop]]
        kind[stop[~inside | (codes[np.minimum(behind, len(codes) - 1)] != ord(" "))]] = 0
        cell = line * _KINDS + kind
        whole = np.bincount(cell, minlength=len(lines) * _KINDS).reshape(-1, _KINDS)
        self.ideographs, self.hangul = whole[:, _IDEOGRAPH], whole[:, _HANGUL]
        self.ends = whole[:, _END] + whole[:, _END_BEFORE_SPACE]
        sampled = cell[at - first[line] < _SAMPLE]
        part = np.bincount(sampled, minlength=len(lines) * _KINDS).reshape(-1, _KINDS)
        self.digits, self.commas = part[:, _DIGIT], part[:, _COMMA]
        self.quotes = part[:, _QUOTE] + part[:, _QUOTE_AND_SEPARATOR]
        self.separators = part[:, _SEPARATOR] + part[:, _QUOTE_AND_SEPARATOR]


def _capitals(codes: NDArray[np.uint32], blank: NDArray[np.bool_], first: Counts) -> NDArray[np.float64]:
    begins = ~blank
    begins[1:] &= blank[:-1]
    begins[first] = ~blank[first]
    at = np.flatnonzero(begins)
    bounds = np.searchsorted(at, first)
    words = np.diff(bounds, append=len(at))
    line = np.repeat(np.arange(len(first)), words)
    counted = _CAPITAL[codes[at]] & (np.arange(len(at)) - bounds[line] < _SAMPLE_WORDS)
    capitals = np.bincount(line[counted], minlength=len(first))
    shares: NDArray[np.float64] = capitals / np.clip(words, 1, _SAMPLE_WORDS)
    return shares
