"""What follows from the probabilities: which blocks are doubted, and how the rest would be read again."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from app.clean.model import Block, Role
from app.clean.prose import is_prose

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

#: A block that is less likely part of the article than this is left out.
THRESHOLD: Final = 0.5
# A paragraph is worth more than a line, and its loss costs a reader more than a stray one.
_PARAGRAPH: Final = 0.35
# Still later one that follows upon what is kept.
_NEXT_PARAGRAPH: Final = 0.2
# What is at least as likely as this no list of stories takes along.
_SURE: Final = 0.9
# A text of which no rule strikes anything, and of which less than this share of the characters is doubted,
# has been cleaned before: what is left of it is the article, odd lines included.
_ODD_SHARE: Final = 0.4
_PARTED: Final = frozenset({"parted"})
_TOGETHER: Final[frozenset[str]] = frozenset()


def doubtful(
    blocks: Sequence[Block], scores: Sequence[float], struck: Container[int] = ()
) -> tuple[int, ...]:
    """Return the positions of the blocks that are left out for their scores.

    `struck` are positions that are left out anyway. Where not one sentence of a paragraph would be left, no
    block is doubted: what the model was not made for is for the rules alone. Nor is one in a text that seems
    to have been cleaned before.
    """
    judged = [pair for pair in zip(blocks, scores, strict=True) if pair[0].position not in struck]
    if not any(score >= THRESHOLD and is_prose(block) for block, score in judged):
        return ()
    doubted = []
    goes_on = False
    for block, score in judged:
        enough = THRESHOLD if not is_prose(block) else _NEXT_PARAGRAPH if goes_on else _PARAGRAPH
        goes_on = score >= enough
        if not goes_on:
            doubted.append(block)
    if len(judged) == len(blocks):
        odd = sum(len(block.text) for block in doubted)
        if odd < _ODD_SHARE * sum(len(block.text) for block in blocks):
            return ()
    return tuple(block.position for block in doubted)


def unlikely(blocks: Sequence[Block], scores: Sequence[float]) -> tuple[int, ...] | None:
    """Return the positions of the blocks of a page with markup that are left out for their scores.

    The rows of a table stay together. Tables and listings between two blocks that are kept are kept as well:
    they are hard to tell from their words, and an article without them is broken. None where not one block
    would be left: then the scores say nothing.
    """
    kept = [score >= THRESHOLD for score in scores]
    for first, end in _figures(blocks):
        rows = end - first
        within = first > 0 and end < len(blocks) and kept[first - 1] and kept[end]
        kept[first:end] = [within or sum(scores[first:end]) >= THRESHOLD * rows] * rows
    if not any(kept):
        return None
    return tuple(block.position for block, own in zip(blocks, kept, strict=True) if not own)


def _figures(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield where each table and each listing begins and ends."""
    start = 0
    for (role, _), run in groupby(blocks, key=lambda block: (block.role, block.group)):
        end = start + sum(1 for _ in run)
        if role in (Role.TABLE, Role.CODE):
            yield start, end
        start = end


def likely(blocks: Sequence[Block], scores: Sequence[float]) -> frozenset[int]:
    """Return the positions of the blocks that are part of the article by all that the scorer knows."""
    return frozenset(block.position for block, score in zip(blocks, scores, strict=True) if score >= _SURE)


def read_again(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks as they will be when the body that they make is cleaned: without indentation, links and
    depth, and parted by blank lines."""
    again: list[Block] = []
    group = -1
    for block in blocks:
        hints = _TOGETHER if block.group == group else _PARTED
        level = 1 if block.role is Role.ITEM else 0
        role = Role.PARAGRAPH if block.role in (Role.HEADING, Role.QUOTE) else block.role
        again.append(Block(block.position, block.text, role, block.group, level, hints=hints))
        group = block.group
    return again
