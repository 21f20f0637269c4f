"""What single words say of a line: learned weights, positive for the words of articles."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from app.clean.score.words import Words


class Vocabulary:
    """Weights of a logistic regression over the words of a line, in lower case.

    `weights` a word's log-odds of standing in an article; a word with `^` before it stands first in its line.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._inside = {word: weight for word, weight in weights.items() if word[0] != "^"}
        self._first: dict[str | None, float] = {
            word[1:]: weight for word, weight in weights.items() if word[0] == "^"
        }

    def weigh(self, words: Words) -> NDArray[np.float64]:
        """Return for each text the mean weight of those of its words that are known, the sum of them, and the
        weight of the first as first, shape (texts, 3); 0 where nothing is known."""
        texts = len(words.first)
        found = map(self._inside.get, words.distinct, repeat(np.nan))
        weights = np.fromiter(found, np.float64, len(words.distinct))[words.numbers]
        known = ~np.isnan(weights)
        row = words.rows[known]
        weighed = np.empty((texts, 3))
        # bincount adds one after the other, so the sum of a text does not depend on those around it
        weighed[:, 1] = np.bincount(row, weights[known], texts)
        weighed[:, 0] = weighed[:, 1] / np.maximum(np.bincount(row, minlength=texts), 1)
        weighed[:, 2] = [self._first.get(word, 0.0) for word in words.first]
        return weighed
