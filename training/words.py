"""The weights of words: a logistic regression over the words of a line, for app/clean/score/vocabulary.py.

Those of the names of containers, for app/clean/score/tree.py, are learned the same way.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from app.clean.score.lines import FEATURES
from app.clean.score.words import Words
from training.weights import weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from app.clean.score.lines import Lines
    from app.clean.score.vocabulary import Vocabulary
    from training.examples import Example

T = TypeVar("T", bound="Example")

# A word is known when pages of so many domains have it: rarer ones would name sites and stories.
_DOMAINS: Final = 8
_REGULARISATION: Final = 0.1
_ITERATIONS: Final = 40
_SMALLEST: Final = 0.05
_COLUMNS: Final = [FEATURES.index(name) for name in ("vocabulary", "vocabulary_sum", "first_word")]


def learn(examples: Sequence[T], bags: Callable[[T], Iterable[Iterable[str]]]) -> dict[str, float]:
    """Return the weight of each word that pages of several domains have, two decimals each.

    `bags` gives the words of each block of an example.
    """
    domains: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for bag in bags(example):
            for word in bag:
                domains[word].add(example.domain)
    columns = {
        word: column
        for column, word in enumerate(sorted(word for word, own in domains.items() if len(own) >= _DOMAINS))
    }
    indices: list[int] = []
    starts = [0]
    for example in examples:
        for bag in bags(example):
            indices += sorted({columns[word] for word in bag if word in columns})
            starts.append(len(indices))
    matrix = csr_matrix(
        (np.ones(len(indices), np.float32), indices, starts), shape=(len(starts) - 1, len(columns))
    )
    model = LogisticRegression(C=_REGULARISATION, max_iter=_ITERATIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
        model.fit(
            matrix,
            np.concatenate([example.labels >= 0.5 for example in examples]),
            np.concatenate([weights(example) for example in examples]),
        )
    found = model.coef_[0]
    return {
        word: round(float(found[column]), 2)
        for word, column in columns.items()
        if abs(found[column]) >= _SMALLEST
    }


def line_words(example: Example) -> Iterator[list[str]]:
    """Yield the words of each block, with the first once more as `^word`."""
    for line in example.words.split("\n"):
        words = line.split()
        yield [f"^{words[0]}", *words] if words else []


def with_words(example: Example, vocabulary: Vocabulary) -> Lines:
    """Return the example's lines with what the vocabulary says of them."""
    features = example.lines.features.copy()
    features[:, _COLUMNS] = vocabulary.weigh(Words([line.split() for line in example.words.split("\n")]))
    return example.lines._replace(features=features)
