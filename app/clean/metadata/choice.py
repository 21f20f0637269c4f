"""Small linear models that choose among the candidates of a page: one weight for each value of each trait.

The weights of a field are in `page_<field>_weights.json`, which `python -m training.choices` writes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Weights = tuple[tuple[float, ...], ...]
Traits = tuple[int, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One answer that a page offers, where it comes from, and what speaks for it: a number a trait."""

    value: T
    source: str
    traits: Traits


def read_model(raw: object, lengths: Mapping[str, int]) -> Weights:
    """Return the rows of weights of a file, in the order of `lengths`: how many values each trait has.

    Raises ValueError where a row does not fit its trait.
    """
    if not isinstance(raw, dict) or list(raw) != list(lengths):
        raise ValueError(f"rows with these names are expected: {list(lengths)}")
    rows = tuple(tuple(map(float, row)) for row in raw.values())
    if [len(row) for row in rows] != list(lengths.values()):
        raise ValueError(f"rows of these lengths are expected: {dict(lengths)}")
    return rows


def load(name: str, lengths: Mapping[str, int]) -> Weights:
    """Return the weights in one of this package's files."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return read_model(json.loads(text), lengths)


def best(options: Sequence[Option[T]], weights: Weights) -> Option[T]:
    """Return the likeliest of at least one option, among equals the first."""
    if len(options) == 1:
        return options[0]
    return max(options, key=lambda option: score(option.traits, weights))


def score(traits: Traits, weights: Weights) -> float:
    """Return what speaks for a candidate, as log-odds against its rivals."""
    return sum(row[trait] for row, trait in zip(weights, traits, strict=True))
