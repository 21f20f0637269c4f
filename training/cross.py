"""Cross-validation by domain: what the model says of pages of domains that it never learned from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.clean.score.context import surround
from app.clean.score.vocabulary import Vocabulary
from training.folds import FOLDS, fold
from training.forest import grow
from training.words import learn, with_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import lightgbm
    from numpy.typing import NDArray

    from training.examples import Example
    from training.forest import Floats


class Vocabularies:
    """Weights of words learned from all folds but some, each learned once.

    A forest must see its own texts through weights that did not come from them, as it will see new ones.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        self._folds = [fold(example.domain) for example in examples]
        self._learned: dict[frozenset[int], dict[str, float]] = {}

    def without(self, left_out: frozenset[int] = frozenset()) -> dict[str, float]:
        """The weights learned from all folds but those that are left out."""
        if left_out not in self._learned:
            pairs = zip(self._examples, self._folds, strict=True)
            self._learned[left_out] = learn(
                [example for example, own in pairs if example.given and own not in left_out]
            )
        return self._learned[left_out]

    def features(self, examples: Sequence[Example], held_out: frozenset[int] = frozenset()) -> list[Floats]:
        """Return the features of each example, with weights from neither its own fold nor those held out."""
        return [
            surround(with_words(example, Vocabulary(self.without(held_out | {fold(example.domain)}))))
            for example in examples
        ]


@dataclass(frozen=True, slots=True)
class Judged:
    """The model of one fold, which learned from the others, and what it says of the fold's own examples.

    `indices` are those of the examples; `probabilities` has an array for each, one value a block.
    """

    fold: int
    forest: lightgbm.Booster
    words: Mapping[str, float]
    indices: Sequence[int]
    probabilities: Sequence[NDArray[np.float64]]


def judge_folds(examples: Sequence[Example], vocabularies: Vocabularies, jobs: int) -> Iterator[Judged]:
    """Yield each fold's model and what it says of pages whose domains it never saw."""
    folds = [fold(example.domain) for example in examples]
    for number in range(FOLDS):
        seen = [example for example, own in zip(examples, folds, strict=True) if own != number]
        forest = grow(seen, vocabularies.features(seen, frozenset({number})), jobs)
        indices = [index for index, own in enumerate(folds) if own == number and examples[index].given]
        features = vocabularies.features([examples[index] for index in indices])
        yield Judged(
            fold=number,
            forest=forest,
            words=vocabularies.without(frozenset({number})),
            indices=indices,
            probabilities=[np.asarray(forest.predict(rows, num_threads=1)) for rows in features],
        )
