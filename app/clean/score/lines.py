"""What each block of a text is like by itself: its length, punctuation, capitals, words, role and marks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from app.clean.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from app.clean.model import Block, Mark
    from app.clean.score.vocabulary import Vocabulary

    Floats = NDArray[np.float32]

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

_WORD: Final = re.compile(r"\w+")
_IDEOGRAPHS: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
# Korean puts into one word what others say in one and a half.
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_STOPS: Final = frozenset(".!?…。！？؟।۔")
_CLOSING: Final = "\"'”’»」』)]*_ "
_ENDS: Final = dict(zip(":?…»›>)!,：？！", (1, 2, 3, 4, 4, 4, 5, 6, 7, 1, 2, 6), strict=True))
# What is counted in a line beside its ASCII kin, which is counted apart and faster.
_SENTENCE_ENDS: Final = re.compile("[。！？।؟…]")
_QUOTES: Final = re.compile("[“”„«»「」『』]")
_SEPARATORS: Final = re.compile("[·•»›→]")
_COMMAS: Final = re.compile("[、，،]")
_DIGITS: Final = re.compile(r"\d")
_DAY: Final = re.compile(r"(?:19|20)\d\d|\d\d?[:h.]\d\d|\d\d?[./]\d\d?[./]\d|\b\d\d? ?(?:min|hour|day|h|d)")
# So many words and characters at its beginning tell what a long block is like.
_SAMPLE_WORDS: Final = 32
_SAMPLE: Final = 320
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


def describe(
    blocks: Sequence[Block], marks: Mapping[int, Mark], vocabulary: Vocabulary, slug: frozenset[str]
) -> Lines:
    """Return the features of each block by itself.

    `marks` are those of the rules by position, `slug` the longer words of the page's address.
    """
    folded = [block.text.casefold() for block in blocks]
    repeats = Counter(folded)
    sizes = Counter([block.group for block in blocks])
    flat: list[float] = []
    words, closings, kinds, terms = [], [], [], []
    for block, repeated in zip(blocks, folded, strict=True):
        text = block.text
        length = len(text)
        ascii_only = text.isascii()
        pieces = text.split(None, _SAMPLE_WORDS)[:_SAMPLE_WORDS]
        count = text.count(" ") + 1.0
        if not ascii_only:
            count += len(_IDEOGRAPHS.findall(text)) / 2 + len(_HANGUL.findall(text)) / 6
        sample = text if length <= _SAMPLE else text[:_SAMPLE]
        found = sampled_words(text)
        closed = text.rstrip(_CLOSING)[-1:] in _STOPS
        first = text[0]
        mark = marks.get(block.position)
        kind = 0 if mark is None else _KIND_NUMBERS.get(mark.kind, _OTHER_KIND)
        longer = frozenset([word for word in found if len(word) > 4])
        per_word = len(sample) / 6 + 1
        known, weight, opening = vocabulary.weigh(found)
        digits = len(_DIGITS.findall(sample))
        ends = text.count(". ") + text.count("? ") + text.count("! ")
        commas, quotes, separators = (
            sample.count(","),
            sample.count('"'),
            sample.count("|") + sample.count("/"),
        )
        if not ascii_only:
            ends += len(_SENTENCE_ENDS.findall(text))
            commas += len(_COMMAS.findall(sample))
            quotes += len(_QUOTES.findall(sample))
            separators += len(_SEPARATORS.findall(sample))
        flat += (
            length,
            count,
            length / count,
            len([piece for piece in pieces if piece[0].isupper()]) / (len(pieces) or 1),
            text.isupper(),
            digits / len(sample),
            commas / per_word,
            closed,
            ends,
            3 if text.endswith("...") else _ENDS.get(text[-1], 0),
            1 if first.islower() else 2 if first.isdigit() else 0 if first.isalpha() else 3,
            quotes / per_word,
            separators,
            "@" in sample or "http" in sample or "www." in sample or ".com" in sample,
            "©" in text,
            _ROLES[block.role],
            block.level,
            min(sizes[block.group], 30),
            block.link_share,
            min(block.indent, 12),
            "parted" in block.hints,
            min(repeats[repeated] - 1, 5),
            digits > 0 and _DAY.search(sample) is not None,
            len(longer & slug) / len(slug) if slug else -1.0,
            kind,
            weight / known if known else 0.0,
            weight,
            opening,
        )
        words.append(count)
        closings.append(closed)
        kinds.append(kind)
        terms.append(longer)
    features = np.array(flat, np.float32).reshape(len(blocks), len(FEATURES))
    features[:, :2] = np.log1p(features[:, :2])
    return Lines(
        features,
        np.array(words, np.float32),
        np.array(closings, np.float32),
        np.array(kinds, np.float32),
        _shared(terms, [count >= SENTENCE and closed for count, closed in zip(words, closings, strict=True)]),
    )


def sampled_words(text: str) -> list[str]:
    """Return the words at the beginning of a block, lower case: those that the vocabulary weighs."""
    return _WORD.findall(text[:_SAMPLE].lower())


def _shared(terms: Sequence[frozenset[str]], prose: Sequence[bool]) -> Floats:
    known: Counter[str] = Counter()
    for own, is_prose in zip(terms, prose, strict=True):
        if is_prose:
            known.update(own)
    count = known.get
    flat: list[float] = []
    for own, is_prose in zip(terms, prose, strict=True):
        if own:
            # one that stands in a sentence is known from there
            others = [times - is_prose for times in map(count, own) if times is not None and times > is_prose]
            flat += (len(others) / len(own), sum([times if times < 5 else 5 for times in others]) / len(own))
        else:
            flat += (-1.0, -1.0)
    return np.array(flat, np.float32).reshape(len(terms), 2)
