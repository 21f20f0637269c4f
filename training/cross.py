"""Cross-validation by domain: what the model says of pages of domains that it never learned from."""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from app.clean.score.context import surround
from app.clean.score.scorer import FOREST, WORDS
from app.clean.score.vocabulary import Vocabulary
from training.folds import FOLDS, fold
from training.forest import grow
from training.words import learn, line_words, with_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import lightgbm
    from numpy.typing import NDArray

    from training.examples import Example
    from training.forest import Floats

    Forests = Mapping[str, lightgbm.Booster]


T = TypeVar("T", bound="Example")


class Vocabularies(Generic[T]):
    """Weights of words learned from all folds but some, each learned once.

    A forest must see its own documents through weights that did not come from them, as it will see new ones.
    """

    def __init__(self, examples: Sequence[T]) -> None:
        self._examples = examples
        self._folds = [fold(example.domain) for example in examples]
        self._learned: dict[frozenset[int], dict[str, float]] = {}

    def without(self, left_out: frozenset[int] = frozenset()) -> dict[str, float]:
        """The weights learned from all folds but those that are left out."""
        if left_out not in self._learned:
            self._learned[left_out] = learn(self.given(left_out), line_words)
        return self._learned[left_out]

    def given(self, left_out: frozenset[int]) -> list[T]:
        """The examples that words are learned from: the data's own, of all folds but those left out."""
        pairs = zip(self._examples, self._folds, strict=True)
        return [example for example, own in pairs if example.given and own not in left_out]

    def files(self, left_out: frozenset[int] = frozenset()) -> Mapping[str, Mapping[str, float]]:
        """The weights by the name of their file in the model's folder."""
        return {WORDS: self.without(left_out)}

    def describe(self, example: T, left_out: frozenset[int]) -> Floats:
        """The features of an example with the weights of all folds but those left out."""
        return surround(with_words(example, Vocabulary(self.without(left_out))))

    def features(
        self, examples: Sequence[T], jobs: int, held_out: frozenset[int] = frozenset()
    ) -> list[Floats]:
        """Return the features of each example, with weights from neither its own fold nor those held out."""
        left_out = [held_out | {fold(example.domain)} for example in examples]
        for folds in set(left_out):
            self.files(folds)  # learned here, once, not by every process
        with get_context("fork").Pool(jobs, _share, (self, examples, left_out)) as pool:
            return pool.map(_describe, range(len(examples)), chunksize=16)

    def grow(self, examples: Sequence[T], features: Sequence[Floats], jobs: int) -> Forests:
        """Return the forests learned from the features of each example, by the name of their file."""
        return {FOREST: grow(examples, features, jobs)}

    def predict(self, forests: Forests, example: T, features: Floats) -> NDArray[np.float64]:
        """Return the probability of each block of an example."""
        del example
        return np.asarray(forests[FOREST].predict(features, num_threads=1))


_shared: tuple[Vocabularies[Any], Sequence[Any], Sequence[frozenset[int]]]


def _share(*what: Any) -> None:
    global _shared  # noqa: PLW0603  (what a process forked from here works on)
    _shared = what


def _describe(index: int) -> Floats:
    vocabularies, examples, left_out = _shared
    return vocabularies.describe(examples[index], left_out[index])


@dataclass(frozen=True, slots=True)
class Judged:
    """The forests of one fold, which learned from the others, and what they say of the fold's own examples.

    `indices` are those of the examples; `probabilities` has an array for each, one value a block.
    """

    fold: int
    forests: Forests
    indices: Sequence[int]
    probabilities: Sequence[NDArray[np.float64]]


def judge_folds(examples: Sequence[T], vocabularies: Vocabularies[T], jobs: int) -> Iterator[Judged]:
    """Yield each fold's forests and what they say of pages whose domains they never saw."""
    folds = [fold(example.domain) for example in examples]
    for number in range(FOLDS):
        seen = [example for example, own in zip(examples, folds, strict=True) if own != number]
        forests = vocabularies.grow(seen, vocabularies.features(seen, jobs, frozenset({number})), jobs)
        indices = [index for index, own in enumerate(folds) if own == number and examples[index].given]
        features = vocabularies.features([examples[index] for index in indices], jobs)
        yield Judged(
            fold=number,
            forests=forests,
            indices=indices,
            probabilities=[
                vocabularies.predict(forests, examples[index], rows)
                for index, rows in zip(indices, features, strict=True)
            ],
        )
