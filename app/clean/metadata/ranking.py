"""The headline among the lines of a text: a linear model over their traits.

Its weights are in `headline_weights.json`, which `python -m training.headline` writes. Each line's score is a
log-odds against there being no headline at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.clean.metadata.traits import CHEAP, DEAR, cheap, dear
from app.clean.metadata.weights import Rows, load_rows

if TYPE_CHECKING:
    from app.clean.metadata.window import Lines

#: All traits of a line, in the order of their rows.
TRAITS: Final = CHEAP | DEAR
# The best lines by their cheap traits are asked for the dear ones: of 100 headlines they hold 98.
_SHORTLIST: Final = 12


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line, by its index among the blocks, and its log-odds of being the headline."""

    index: int
    score: float


_ROWS: Final = load_rows("headline_weights.json", TRAITS)


def rank(lines: Lines, rows: Rows = _ROWS) -> list[Ranked]:
    """Return the likeliest headlines of a text, the best first."""
    candidates = lines.candidates()
    above, below, bias = rows[: len(CHEAP)], rows[len(CHEAP) : -1], rows[-1][0]
    first = [_sum(above, cheap(lines, index)) for index in candidates]
    best = sorted(range(len(candidates)), key=lambda at: -first[at])[:_SHORTLIST]
    chosen = sorted(best)
    rest = dear(lines, [candidates[at] for at in chosen])
    ranked = [
        Ranked(candidates[at], bias + first[at] + _sum(below, traits))
        for at, traits in zip(chosen, rest, strict=True)
    ]
    return sorted(ranked, key=lambda one: (-one.score, one.index))


def _sum(rows: Rows, traits: tuple[int, ...]) -> float:
    total = 0.0
    for row, trait in zip(rows, traits, strict=True):
        total += row[trait]
    return total
