"""Where the article begins among the lines of a page, told before anything else is known about it.

A first guess for what stands around it, the header: the run of lines with the most prose in it, short lines
between paragraphs allowed. A learned scorer's probabilities take the place of the guess where there are some.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.clean.model import Role
from app.clean.prose import is_prose

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.clean.model import Block

# What a line that is no prose costs a run, in characters of prose; and what one paragraph may bring at most.
_BREAK: Final = 30.0
_MOST: Final = 400
# Shorter lines are no prose in any script; the check itself is dear.
_SHORT: Final = 30


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the article's text stands: blocks `start` to `end`, its end exclusive.

    Both are the number of blocks where the page has no prose.
    """

    start: int
    end: int


def outline(blocks: Sequence[Block], struck: Collection[int] = (), scores: Sequence[float] = ()) -> Outline:
    """Return where the article is among the blocks of a page.

    `struck` are positions of blocks that rules call noise, `scores` probabilities of being part of the
    article, one a block; empty where nothing tells them.
    """
    best = total = 0.0
    start = end = begun = len(blocks)
    for index, block in enumerate(blocks):
        if scores:
            gain = _scored(block, scores[index])
        else:
            gain = -_BREAK if block.position in struck else _guessed(block)
        if total <= 0.0:
            total, begun = 0.0, index
        total += gain
        if total > best:
            best, start, end = total, begun, index + 1
    return Outline(start, end)


def _guessed(block: Block) -> float:
    size = len(block.text)
    if block.role is Role.PARAGRAPH and size > _SHORT and is_prose(block):
        return min(size, _MOST)
    return -_BREAK


def _scored(block: Block, probability: float) -> float:
    return (2.0 * probability - 1.0) * max(min(len(block.text), _MOST), _BREAK)
