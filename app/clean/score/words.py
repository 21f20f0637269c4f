"""The words at the beginning of texts, numbered, so that each is looked up once."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain, count
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

#: So many characters at its beginning tell what a long text is like.
SAMPLE: Final = 320
# A word of more letters tells what a text speaks of.
_SHORT: Final = 4

_WORD: Final = re.compile(r"\w+")
# What western texts have of signs outside Latin-1; none is part of a word.
_FREQUENT: Final = "’‘“”„–—…•€™"
# Of Latin-1, each character that is no part of a word as a space.
_WORDS_ONLY: Final = bytes(
    code if chr(code).isalnum() or chr(code) in "_\n" else ord(" ") for code in range(0x100)
)


class Terms(NamedTuple):
    """The longer words of texts, each once a text.

    `rows`, `numbers`  of each the text and the word, ascending.
    `distinct`         the number of each word, shorter ones among them, in the order of the numbers.
    """

    rows: Numbers
    numbers: Numbers
    distinct: Mapping[str, int]

    def at(self, row: Numbers) -> Terms:
        """The terms of some of the texts: `row` gives for each its new row, -1 for one that is left out."""
        rows = row[self.rows]
        there = rows >= 0
        return Terms(rows[there], self.numbers[there], self.distinct)

    def times(self, words: Iterable[str], texts: int) -> Numbers:
        """How many of `words` each of the `texts` has."""
        wanted = np.zeros(len(self.distinct), np.bool_)
        wanted[[number for word in words if (number := self.distinct.get(word)) is not None]] = True
        return np.bincount(self.rows[wanted[self.numbers]], minlength=texts)


class Words:
    """The words of texts.

    `texts`     the words of each text.
    `first`     the first word of each text, None where it has none.
    `rows`      of each word the text that it stands in.
    `distinct`  each word once, with its number, in the order of the numbers.
    `numbers`   of each word its number.
    """

    __slots__ = ("distinct", "first", "numbers", "rows", "texts")

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.texts = texts
        self.first = [words[0] if words else None for words in texts]
        self.rows = np.repeat(np.arange(len(texts)), list(map(len, texts)))
        known: defaultdict[str, int] = defaultdict(count().__next__)
        found = map(known.__getitem__, chain.from_iterable(texts))
        self.numbers = np.fromiter(found, np.int64, len(self.rows))
        self.distinct: Mapping[str, int] = dict(known)

    def longer(self) -> Terms:
        """Those that tell what a text speaks of."""
        sizes = np.fromiter(map(len, self.distinct), np.int64, len(self.distinct))
        long = sizes[self.numbers] > _SHORT
        number = max(len(self.distinct), 1)
        pairs = np.sort(self.rows[long] * number + self.numbers[long])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        return Terms(*np.divmod(pairs, number), self.distinct)


def words_of(texts: Sequence[str]) -> Words:
    """Return the words of texts as `sampled_words` has them: all at once, which takes half of the time."""
    joined = "\n".join([text[:SAMPLE] for text in texts]).lower()
    for sign in _FREQUENT:
        joined = joined.replace(sign, " ")
    if joined.count("\n") >= len(texts):
        return Words(list(map(sampled_words, texts)))
    try:
        joined = joined.encode("latin-1").translate(_WORDS_ONLY).decode("latin-1")
    except UnicodeEncodeError:
        return Words(list(map(_WORD.findall, joined.split("\n"))))
    return Words(list(map(str.split, joined.split("\n"))))


def sampled_words(text: str) -> list[str]:
    """Return the words at the beginning of a text, lower case."""
    return _WORD.findall(text[:SAMPLE].lower())
