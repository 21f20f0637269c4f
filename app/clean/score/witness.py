"""What others say of each block of a page: an extractor's vote, the page's own headline and description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from app.clean.model import Role
from app.clean.score.context import beside, shifted, windows
from app.clean.score.words import sampled_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from app.clean.model import Block
    from app.clean.score.lines import Floats
    from app.clean.score.tree import Place

#: Columns of an extractor's vote.
VOTES: Final = 18
_FAR: Final = 60
_STEPS: Final = (1, 2, -1, -2)
# Shorter headlines and descriptions stand in many lines.
_HEADLINE: Final = 8
_DESCRIPTION: Final = 30
# A line of more characters is no headline; so many words of a description are enough to know it by.
_LINE: Final = 300
_OPENING: Final = 60
_LONGER: Final = 4


def voted(kept: Collection[int], coverage: float, place: Place, words: NDArray[np.float32]) -> Floats:
    """Return what an extractor's choice says of each block, shape (blocks, 18).

    `kept` are the positions of the blocks that it counts to the article, `coverage` is how much of its text
    these account for, `words` the words of each block.
    """
    number = len(words)
    vote = np.zeros(number)
    vote[list(kept)] = 1
    index = np.arange(number)
    first, last = (min(kept), max(kept)) if kept else (number, -1)
    chosen = words * (vote > 0)
    shares = [
        (np.bincount(at, weights=chosen) / np.maximum(1, np.bincount(at, weights=words)))[at]
        for at in (place.parents, place.grandparents)
    ]
    own = vote[:, None].astype(np.float32)
    return np.column_stack(
        [
            *shares,
            vote,
            np.clip(index - first, -_FAR, _FAR),
            np.clip(last - index, -_FAR, _FAR),
            np.full(number, coverage),
            np.full(number, chosen.sum() / max(1.0, float(words.sum()))),
            np.full(number, np.log1p(chosen.sum())),
            *[shifted(own, step) for step in _STEPS],
            windows(own),
        ]
    ).astype(np.float32)


def announced(
    blocks: Sequence[Block],
    words: Sequence[Sequence[str]],
    titles: Sequence[str],
    descriptions: Sequence[str],
) -> Floats:
    """Return how each block relates to what the page says its article is called and is about.

    `words` are those of each block. Shape (blocks, 4): whether it is the headline, whether it has the words
    of a description, the share of the titles' longer words that it has, and the blocks since the headline,
    -99 where there is none.
    """
    headlines = {line for text in titles if len(line := _folded(text)) > _HEADLINE}
    together = "\n".join(headlines)
    shortest = min(map(len, headlines), default=_LINE)
    summaries = {line for text in descriptions if (line := _folded(text))}
    openings = {line[0] for line in summaries}
    wanted = {word for text in titles for word in sampled_words(text) if len(word) > _LONGER}
    named, told, shared = [], [], []
    for block, own in zip(blocks, words, strict=True):
        is_short = len(block.text) < _LINE
        may_tell = bool(own) and own[0][0] in openings
        line = " ".join(own) if is_short or may_tell else ""
        size = len(line)
        within = size > _HEADLINE and is_short
        named.append(within and (line in together or (size >= shortest and _has_any(line, headlines))))
        told.append(may_tell and size > _DESCRIPTION and _begins(line, summaries))
        shared.append(0.0 if wanted.isdisjoint(own) else len(wanted.intersection(own)) / len(wanted))
    headline = _headline(blocks, named)
    index = np.arange(len(blocks))
    since = np.clip(index - headline, -_FAR, _FAR) if headline >= 0 else -99
    return beside(len(blocks), named, told, shared if wanted else -1.0, since)


def _has_any(line: str, headlines: Collection[str]) -> bool:
    """Whether a headline is a part of a line."""
    return any(headline in line for headline in headlines)


def _begins(line: str, summaries: Collection[str]) -> bool:
    """Whether a line begins as a summary does."""
    return any(line.startswith(text[:_OPENING]) or text.startswith(line) for text in summaries)


def _folded(text: str) -> str:
    return " ".join(sampled_words(text))


def _headline(blocks: Sequence[Block], named: Sequence[bool]) -> int:
    """Index of the block that is the headline: a heading of the first level before any other, -1 for none."""
    found = [index for index, own in enumerate(named) if own]
    headings = [index for index in found if blocks[index].role is Role.HEADING]
    first = [index for index in headings if blocks[index].level == 1]
    return (first or headings or found or [-1])[0]
