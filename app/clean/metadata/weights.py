"""Linear models over traits: rows of weights, one a trait, and a bias, as files of JSON have them.

A trait is an index into its row, so a model is a sum of table look-ups: quick, and easy to read. A score is
a log-odds against none of a text's candidates being the right one. `training.ranking` makes the weights.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Rows = tuple[tuple[float, ...], ...]


def read_rows(raw: Mapping[str, object], traits: Mapping[str, int]) -> Rows:
    """Return the rows of a file of weights in the order of `traits`, that of the bias last.

    `traits` maps each trait to the length of its row. Raises ValueError where a row does not fit.
    """
    weights, bias = raw["weights"], raw["bias"]
    if not isinstance(weights, dict) or not isinstance(bias, float):
        raise ValueError("weights and bias are expected")
    rows = tuple(tuple(map(float, weights[name])) for name in traits)
    if [len(row) for row in rows] != list(traits.values()):
        raise ValueError(f"rows of these lengths are expected: {traits}")
    return (*rows, (bias,))


def load_rows(name: str, traits: Mapping[str, int]) -> Rows:
    """Return the rows of a file of weights beside this module."""
    return read_rows(json.loads(files(__package__).joinpath(name).read_text(encoding="utf-8")), traits)


def total(rows: Rows, traits: Sequence[int]) -> float:
    """Return the score of a candidate: a weight of each row and the bias."""
    score = rows[-1][0]
    for row, trait in zip(rows, traits, strict=False):
        score += row[trait]
    return score
