"""What each block of a text is like by itself: its characters and words, its role and marks."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from app.clean.model import Role
from app.clean.score.texts import OF_TEXTS, read_texts
from app.clean.score.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from app.clean.model import Block, Mark
    from app.clean.score.texts import Texts
    from app.clean.score.vocabulary import Vocabulary
    from app.clean.score.words import Numbers, Terms

    Floats = NDArray[np.float32]

__all__ = [
    "FEATURES",
    "KINDS",
    "SENTENCE",
    "Floats",
    "Lines",
    "describe",
    "describe_read",
]

_ROLES: Final = {role: number for number, role in enumerate(Role)}
#: Kinds of rules that a block may be struck by, numbered from 1; 0 is none, the last any other.
KINDS: Final = (
    "navigation",
    "share",
    "promo",
    "related",
    "comments",
    "legal",
    "consent",
    "byline",
    "header",
    "caption",
    "placeholder",
    "layout",
)
_KIND_NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS, start=1)}
_OTHER_KIND: Final = len(KINDS) + 1

#: A sentence of an article has at least so many words.
SENTENCE: Final = 12


class Lines(NamedTuple):
    """The blocks of a text as numbers; arrays have one row a block.

    `features`  shape (blocks, len(FEATURES)), float32.
    `words`     words of each block, two ideographs or six syllables of hangul for one more, float32.
    `closed`    1 where a block ends like a sentence.
    `kinds`     number of the kind of rule that struck the block, 0 for none.
    `shared`    shape (blocks, 2): the share of a block's longer words that other sentences of the text have,
                and in how many of these they stand, at most 5 each; -1 for a block without longer words.
    """

    features: Floats
    words: Floats
    closed: Floats
    kinds: Floats
    shared: Floats


FEATURES: Final = (
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
    "role",
    "level",
    "group_size",
    "link_share",
    "indent",
    "parted",
    "repeated",
    "day",
    "slug",
    "kind",
    "vocabulary",
    "vocabulary_sum",
    "first_word",
)


_OF_TEXTS: Final = [FEATURES.index(name) for name in OF_TEXTS]
_ROLE, _LEVEL, _GROUP_SIZE, _LINK_SHARE, _INDENT, _PARTED, _REPEATED, _KIND = (
    FEATURES.index(name)
    for name in ("role", "level", "group_size", "link_share", "indent", "parted", "repeated", "kind")
)
_PLACED: Final = attrgetter("position", "role", "level", "group", "link_share", "indent", "hints")


def describe(
    blocks: Sequence[Block], marks: Mapping[int, Mark], vocabulary: Vocabulary, slug: frozenset[str]
) -> Lines:
    """Return the features of each block by itself.

    `marks` are those of the rules by position, `slug` the longer words of the page's address.
    """
    texts = [block.text for block in blocks]
    return describe_read(blocks, marks, read_texts(texts, words_of(texts), vocabulary, slug))


def describe_read(blocks: Sequence[Block], marks: Mapping[int, Mark], texts: Texts) -> Lines:
    """Return the same where it is known already what the texts of the blocks are like."""
    positions, roles, levels, groups, link_shares, indents, hints = zip(*map(_PLACED, blocks), strict=True)
    kinds = np.zeros(len(blocks), np.float32)
    if marks:
        marked = map(marks.get, positions)
        kinds[:] = [0 if mark is None else _KIND_NUMBERS.get(mark.kind, _OTHER_KIND) for mark in marked]
    features = np.empty((len(blocks), len(FEATURES)), np.float32)
    features[:, _OF_TEXTS] = texts.features
    features[:, _ROLE] = list(map(_ROLES.__getitem__, roles))
    features[:, _LEVEL] = levels
    features[:, _GROUP_SIZE] = np.minimum(_times(np.array(groups)), 30)
    features[:, _LINK_SHARE] = link_shares
    features[:, _INDENT] = np.minimum(indents, 12)
    features[:, _PARTED] = ["parted" in each for each in hints]
    features[:, _REPEATED] = np.minimum(_times(texts.same) - 1, 5)
    features[:, _KIND] = kinds
    closed = texts.closed
    prose = (texts.words >= SENTENCE) & (closed > 0)
    return Lines(features, texts.words, closed, kinds, _shared(texts.terms, prose))


def _times(numbers: Numbers) -> Numbers:
    """How often each of the numbers is there."""
    return np.bincount(numbers)[numbers]


def _shared(terms: Terms, prose: NDArray[np.bool_]) -> Floats:
    rows, texts = terms.rows, len(prose)
    in_prose = prose[rows]
    # one that stands in a sentence is known from there
    times = np.bincount(terms.numbers[in_prose], minlength=len(terms.distinct))[terms.numbers] - in_prose
    number = np.bincount(rows, minlength=texts)
    among = np.maximum(number, 1)
    shared = np.empty((texts, 2), np.float32)
    shared[:, 0] = np.bincount(rows, times > 0, texts) / among
    shared[:, 1] = np.bincount(rows, np.minimum(times, 5), texts) / among
    shared[number == 0] = -1.0
    return shared
