"""Where each block of a text stands: what is around it, how far the article's parts are, what the page is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from app.clean.score.lines import FEATURES, KINDS, SENTENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from app.clean.score.lines import Floats, Lines

_SHORT: Final = 8
_FAR: Final = 60
# Steps to single neighbours, and reaches of the windows before and behind a block.
_STEPS: Final = (1, 2, 3)
_REACHES: Final = (3, 8, 25)
# What a block that is no prose costs a span of it; the smaller, the larger the gaps that a span bridges.
_GAP_COSTS: Final = (6.0, 20.0)
# A gap of so many blocks without prose parts two runs of it.
_GAP: Final = 6
_NEIGHBOURS: Final = ("log_words", "closed", "role", "kind", "link_share", "capitals", "vocabulary_sum")
_MARKED: Final = ("related", "comments", "share", "promo", "byline", "legal", "navigation", "header")
_HEADLINE_SLUG: Final = 0.5


_NEIGHBOUR_COLUMNS: Final = [FEATURES.index(name) for name in _NEIGHBOURS]
_ROLE, _LEVEL, _DAY, _SLUG, _LEXICAL, _GROUP_SIZE = (
    FEATURES.index(name) for name in ("role", "level", "day", "slug", "vocabulary_sum", "group_size")
)
_MARKED_KINDS: Final = np.array([KINDS.index(kind) + 1 for kind in _MARKED])


def surround(lines: Lines) -> Floats:
    """Return the features of each block with those of its place in the text, shape (blocks, features)."""
    number = len(lines.words)
    index = np.arange(number, dtype=np.float32)
    words, closed, kinds = lines.words, lines.closed, lines.kinds
    prose = ((words >= SENTENCE) & (closed > 0)).astype(np.float32)
    prose_words = prose * words
    struck = (kinds > 0).astype(np.float32)
    roles = lines.features[:, _ROLE]

    near = np.concatenate([lines.features[:, _NEIGHBOUR_COLUMNS], lines.shared[:, 1:]], axis=1)
    mixed = beside(
        number,
        prose_words,
        words < _SHORT,
        struck,
        closed,
        lines.shared[:, 1],
        lines.features[:, _DAY],
        lines.features[:, _LEXICAL],
    )
    total = float(prose_words.sum()) or 1.0
    upto = np.cumsum(prose_words)
    before, behind = upto - prose_words, total - upto
    marked = kinds[:, None] == _MARKED_KINDS
    flags = np.concatenate([(prose > 0)[:, None], (struck > 0)[:, None], marked], axis=1)
    counts = np.cumsum(marked[:, [0, 1, 4]] & (before > 0)[:, None], axis=0)
    run, size, rank = _runs(prose, words)
    headline = _headline(lines)
    all_words = words.sum()
    place = (
        before / total,
        behind / total,
        np.log1p(before),
        np.log1p(behind),
        index,
        number - 1 - index,
        index / number,
        _near(index - headline) if headline >= 0 else -99.0,
        upto - upto[headline] if headline >= 0 else -1.0,
        run,
        size / total,
        rank,
    )
    worth = np.minimum(words, 60.0)
    spans = [
        distance for cost in _GAP_COSTS for distance in _to_span(np.where(prose > 0, worth, -cost), index)
    ]
    page = (
        number,
        np.log1p(total),
        total / max(1.0, float(all_words)),
        np.count_nonzero(struck) / number,
        all_words / number,
        np.count_nonzero(roles == 1) / number,
        np.count_nonzero(roles == 2) / number,
        np.count_nonzero(lines.features[:, _GROUP_SIZE] == 1) / number,
        run[-1],
    )
    parts: tuple[NDArray[Any], ...] = (
        lines.features,
        lines.shared,
        *(shifted(near, step) for step in (*_STEPS, *(-step for step in _STEPS))),
        windows(mixed),
        beside(number, *place),
        _distances(flags),
        counts,
        beside(number, *spans, *page),
    )
    return np.concatenate(parts, axis=1, dtype=np.float32)


def beside(number: int, *columns: NDArray[Any] | Sequence[float] | float) -> Floats:
    """Return columns of `number` rows side by side; a single value is that of every row."""
    table = np.empty((number, len(columns)), np.float32)
    for at, column in enumerate(columns):
        table[:, at] = column
    return table


def shifted(columns: Floats, step: int) -> Floats:
    """Return the rows `step` before each, -1 beyond the ends."""
    moved = np.full_like(columns, -1.0)
    if abs(step) < len(columns):
        if step > 0:
            moved[step:] = columns[:-step]
        else:
            moved[:step] = columns[-step:]
    return moved


def windows(columns: NDArray[Any]) -> NDArray[np.float64]:
    """Return means of each column over the rows before and behind each, for each reach."""
    number, width = columns.shape
    sums = np.zeros((number + 1, width))
    np.cumsum(columns, axis=0, out=sums[1:])
    index = np.arange(number)
    before = [np.maximum(0, index - reach) for reach in _REACHES]
    behind = [np.minimum(number, index + reach + 1) for reach in _REACHES]
    low = np.concatenate([each for far in before for each in (far, index + 1)])
    high = np.concatenate([each for far in behind for each in (index, far)])
    means: NDArray[np.float64] = (sums[high] - sums[low]) / np.maximum(1, high - low)[:, None]
    return means.reshape(-1, number, width).swapaxes(0, 1).reshape(number, -1)


def _distances(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Rows to the nearest flagged one before and behind each, at most _FAR."""
    both = np.concatenate([flags, flags[::-1]], axis=1)
    index = np.arange(len(flags))[:, None]
    last = np.full((len(flags) + 1, both.shape[1]), -_FAR)
    np.maximum.accumulate(np.where(both, index, -_FAR), axis=0, out=last[1:])
    since: NDArray[np.int64] = np.minimum(index - last[:-1], _FAR)
    since[:, flags.shape[1] :] = since[::-1, flags.shape[1] :].copy()
    return since


def _near(steps: Floats) -> Floats:
    near: Floats = np.minimum(np.maximum(steps, -_FAR), _FAR)
    return near


def _runs(prose: Floats, words: Floats) -> tuple[Floats, Floats, Floats]:
    """For each block the number of its run of prose, the words of prose in it, and its rank."""
    at = np.flatnonzero(prose)
    if not len(at):
        zeros = np.zeros(len(prose), np.float32)
        return zeros, zeros, zeros
    starts = at[np.concatenate([[True], np.diff(at) > _GAP])]
    run = np.maximum(np.searchsorted(starts, np.arange(len(prose)), side="right") - 1, 0)
    sizes = np.bincount(run, weights=prose * words, minlength=len(starts))
    ranks = (sizes[:, None] < sizes[None, :]).sum(axis=1) if len(starts) < 200 else np.zeros(len(starts))
    return run.astype(np.float32), sizes[run].astype(np.float32), ranks[run].astype(np.float32)


def _headline(lines: Lines) -> int:
    """Index of the block that shares most words with the address, else of the first heading, else -1."""
    slug = lines.features[:, _SLUG]
    best = int(np.argmax(slug))
    if slug[best] >= _HEADLINE_SLUG:
        return best
    roles, levels = lines.features[:, _ROLE], lines.features[:, _LEVEL]
    headings = np.flatnonzero((roles == 1) & (levels == 1))
    return int(headings[0]) if len(headings) else -1


def _to_span(worth: Floats, index: Floats) -> tuple[Floats, Floats]:
    """Rows from the beginning and to the end of the span with the greatest sum (Kadane's algorithm)."""
    sums = np.concatenate([[0.0], np.cumsum(worth)])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    start = int(np.argmin(sums[: end + 1]))
    return _near(index - start), _near(end - 1 - index)
