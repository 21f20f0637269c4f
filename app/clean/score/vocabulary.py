"""What single words say of a line: learned weights, positive for the words of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Vocabulary:
    """Weights of a logistic regression over the words of a line, in lower case.

    `weights` a word's log-odds of standing in an article; a word with `^` before it stands first in its line.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._inside = {word: weight for word, weight in weights.items() if word[0] != "^"}
        self._first = {word[1:]: weight for word, weight in weights.items() if word[0] == "^"}

    def weigh(self, words: Sequence[str]) -> tuple[int, float, float]:
        """Return how many words are known, the sum of their weights, and the weight of the first as first."""
        found = [weight for weight in map(self._inside.get, words) if weight is not None]
        return len(found), sum(found), self._first.get(words[0], 0.0) if words else 0.0
