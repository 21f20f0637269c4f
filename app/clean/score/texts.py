"""What the blocks of a text are like by their characters and words, wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from app.clean.score.signs import Signs
from app.clean.score.words import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from app.clean.score.vocabulary import Vocabulary
    from app.clean.score.words import Numbers, Terms, Words

    Floats = NDArray[np.float32]

_STOPS: Final = frozenset(".!?…。！？؟।۔")
_CLOSING: Final = "\"'”’»」』)]*_ "
_ENDS: Final = dict(zip(":?…»›>)!,：？！", (1, 2, 3, 4, 4, 4, 5, 6, 7, 1, 2, 6), strict=True))
# A time of day, a date, an age: all begin with a digit, which is looked for first.
_DAY: Final = re.compile(
    r"\d(?:(?<=1)9\d\d|(?<=2)0\d\d|\d?[:h.]\d\d|\d?[./]\d\d?[./]\d|(?<=\b\d)\d? ?(?:min|hour|day|h|d))"
)

#: What is known of a text by itself, in the order of `Texts.features`.
OF_TEXTS: Final = (
    "log_characters",
    "log_words",
    "word_length",
    "capitals",
    "all_capitals",
    "digits",
    "commas",
    "closed",
    "sentence_ends",
    "end",
    "start",
    "quotes",
    "separators",
    "address",
    "copyright",
    "day",
    "slug",
    "vocabulary",
    "vocabulary_sum",
    "first_word",
)


class Texts(NamedTuple):
    """Texts as numbers; arrays have one row a text.

    `features`  shape (texts, len(OF_TEXTS)), float32.
    `words`     words of each, two ideographs or six syllables of hangul for one more, float32.
    `same`      the same number for texts that differ in capitals at most.
    """

    features: Floats
    words: Floats
    same: Numbers
    terms: Terms

    @property
    def closed(self) -> Floats:
        """1 where a text ends like a sentence."""
        return self.features[:, OF_TEXTS.index("closed")]

    def at(self, rows: Sequence[int]) -> Texts:
        """Some of the texts, by their rows, in ascending order."""
        if len(rows) == len(self.words):
            return self
        row = np.full(len(self.words), -1)
        row[rows] = np.arange(len(rows))
        return Texts(self.features[rows], self.words[rows], self.same[rows], self.terms.at(row))


def read_texts(texts: Sequence[str], found: Words, vocabulary: Vocabulary, slug: frozenset[str]) -> Texts:
    """Return what each text is like by itself; none is empty.

    `found` are the words of the texts, `slug` has longer words of the address.
    """
    same: defaultdict[str, int] = defaultdict(count().__next__)
    folds = [same[text.casefold()] for text in texts]
    samples = [text[:SAMPLE] for text in texts]
    terms = found.longer()
    signs = Signs(texts)
    characters = np.array(list(map(len, texts)))
    sampled = np.minimum(characters, SAMPLE)
    words = np.array([text.count(" ") for text in texts]) + 1.0 + (signs.ideographs / 2 + signs.hangul / 6)
    per_word = sampled / 6 + 1
    firsts = [text[0] for text in texts]
    starts = {first: _start(first) for first in set(firsts)}
    columns = (
        characters,
        words,
        characters / words,
        signs.capitals,
        list(map(str.isupper, texts)),
        signs.digits / sampled,
        signs.commas / per_word,
        [text.rstrip(_CLOSING)[-1:] in _STOPS for text in texts],
        signs.ends,
        [3 if text.endswith("...") else _ENDS.get(text[-1], 0) for text in texts],
        [starts[first] for first in firsts],
        signs.quotes / per_word,
        signs.separators,
        ["@" in text or "http" in text or "www." in text or ".com" in text for text in samples],
        ["©" in text for text in texts],
        [
            digits > 0 and _DAY.search(sample) is not None
            for digits, sample in zip(signs.digits.tolist(), samples, strict=True)
        ],
        terms.times(slug, len(texts)) / len(slug) if slug else -1.0,
        *vocabulary.weigh(found).T,
    )
    features = np.empty((len(texts), len(OF_TEXTS)), np.float32)
    for index, column in enumerate(columns):
        features[:, index] = column
    features[:, :2] = np.log1p(features[:, :2])
    return Texts(features, words.astype(np.float32), np.array(folds), terms)


def _start(first: str) -> int:
    return 1 if first.islower() else 2 if first.isdigit() else 0 if first.isalpha() else 3
