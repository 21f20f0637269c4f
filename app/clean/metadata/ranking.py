"""The headline among the lines of a text: a linear model over their traits.

Its weights are in `headline_weights.json`, which `python -m training.headline` writes. Each line's score is a
log-odds against there being no headline at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from app.clean.metadata.traits import CHEAP, DEAR, cheap, dear

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.clean.metadata.window import Lines

Weights = tuple[tuple[float, ...], ...]

# The best lines by their cheap traits are asked for the dear ones: of 100 headlines they hold 98.
_SHORTLIST: Final = 12


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the traits, a row each in the order of CHEAP and DEAR, and what is added to every score."""

    cheap: Weights
    dear: Weights
    bias: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line, by its index among the blocks, and its log-odds of being the headline."""

    index: int
    score: float


def read_model(raw: Mapping[str, object]) -> Model:
    """Return the model that a file of weights holds. Raises ValueError where a row does not fit its trait."""
    weights, bias = raw["weights"], raw["bias"]
    if not isinstance(weights, dict) or not isinstance(bias, float):
        raise ValueError("weights and bias are expected")
    rows = []
    for table in (CHEAP, DEAR):
        row = tuple(tuple(map(float, weights[name])) for name in table)
        if [len(values) for values in row] != list(table.values()):
            raise ValueError(f"rows of these lengths are expected: {table}")
        rows.append(row)
    return Model(rows[0], rows[1], bias)


_MODEL: Final = read_model(
    json.loads(files(__package__).joinpath("headline_weights.json").read_text(encoding="utf-8"))
)


def rank(lines: Lines, model: Model = _MODEL) -> list[Ranked]:
    """Return the likeliest headlines of a text, the best first."""
    candidates = lines.candidates()
    first = [
        sum(row[trait] for row, trait in zip(model.cheap, cheap(lines, i), strict=True)) for i in candidates
    ]
    best = sorted(range(len(candidates)), key=lambda at: -first[at])[:_SHORTLIST]
    chosen = sorted(best)
    rows = dear(lines, [candidates[at] for at in chosen])
    ranked = [
        Ranked(candidates[at], model.bias + first[at] + _sum(model.dear, row))
        for at, row in zip(chosen, rows, strict=True)
    ]
    return sorted(ranked, key=lambda one: (-one.score, one.index))


def _sum(rows: Weights, traits: tuple[int, ...]) -> float:
    total = 0.0
    for row, trait in zip(rows, traits, strict=True):
        total += row[trait]
    return total
