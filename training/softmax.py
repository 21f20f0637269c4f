"""The fit behind the small models of the header: which of a text's candidates is the right one, if any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEPS: Final = 400
_RATE: Final = 0.1
_DECAY: Final = 1.0


def fit(
    columns: NDArray[np.int64], text: NDArray[np.int64], right: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    """Return `size` weights and the bias behind them.

    Each row is a candidate: `columns` are its weights, `text` the number of its text, from 0 and ascending,
    `right` how right it is, 0 to 1. The scores of a text's candidates and a zero for "none of them" make a
    softmax, whose loss is minimised with Adam, full batch; the weights decay towards zero.
    """
    count = int(text[-1]) + 1
    found = np.bincount(text, right, count) > 0
    first = np.searchsorted(text, np.arange(count))
    weights = np.zeros(size + 1)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        scores = weights[columns].sum(axis=1) + weights[-1]
        top = np.maximum(np.maximum.reduceat(scores, first), 0.0)
        each = np.exp(scores - top[text])
        total = np.bincount(text, each, count) + np.exp(-top)
        good = np.bincount(text, each * right, count)
        wanted = np.where(found[text], right * each / np.where(found, good, 1.0)[text], 0.0)
        error = each / total[text] - wanted
        errors = np.repeat(error, columns.shape[1])
        gradient = np.bincount(columns.ravel(), errors, len(weights)).astype(np.float64)
        gradient += _DECAY * weights
        gradient[-1] = error.sum()
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = _RATE * (1.0 - step / (_STEPS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights
