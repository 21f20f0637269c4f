"""What of a text belongs to the article: each block held against the gold body."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from app.clean.align import align, key
from benchmarks.accuracy.metrics import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_SHORTEST: Final = 8
_SHINGLE: Final = 4


def labels(blocks: Sequence[str], gold: str) -> NDArray[np.float32]:
    """Return for each block how much of it is in the gold, 0 to 1.

    A block that the alignment finds in the gold, in its place, is 1. Of the others, those of eight words or
    more get the share of their four-word shingles that the gold has; shorter ones are 0, since their words
    stand in many places.
    """
    kept, _ = align([key(gold)], [key(block) for block in blocks])
    shingles = _shingles(words(gold))
    shares = np.zeros(len(blocks), np.float32)
    for index, block in enumerate(blocks):
        if index in kept:
            shares[index] = 1.0
            continue
        own = words(block)
        if len(own) >= _SHORTEST:
            found = _shingles(own)
            shares[index] = (
                sum(count for shingle, count in found.items() if shingle in shingles) / found.total()
            )
    return shares


def _shingles(sequence: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(sequence[start:] for start in range(_SHINGLE)), strict=False))
