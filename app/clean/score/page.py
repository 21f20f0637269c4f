"""All that a block of a page with markup is told by, as one row of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.clean.score.context import surround
from app.clean.score.tree import place
from app.clean.score.witness import announced, voted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.clean.model import Layout
    from app.clean.score.lines import Floats, Lines


class Witnesses(NamedTuple):
    """What speaks for a block beside itself.

    `kept` are positions of the blocks that an extractor counts to the article, `coverage` how much of its
    text these account for, 0 to 1; `titles` and `descriptions` are the page's own of its article.
    """

    kept: Collection[int]
    coverage: float
    titles: Sequence[str] = ()
    descriptions: Sequence[str] = ()


def weigh(layout: Layout, lines: Lines, names: Mapping[str, float], witnesses: Witnesses) -> Floats:
    """Return the features of each block, shape (blocks, features): by itself, among its neighbours, in the
    tree, and by what the witnesses say."""
    placed = place(layout, lines, names)
    return np.column_stack(
        [
            surround(lines),
            placed.features,
            announced(layout.blocks, witnesses.titles, witnesses.descriptions),
            voted(witnesses.kept, witnesses.coverage, placed, lines.words),
        ]
    )
