"""Where each block of a text stands: what is around it, how far the article's parts are, what the page is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from app.clean.score.lines import FEATURES, KINDS, SENTENCE

if TYPE_CHECKING:
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


def surround(lines: Lines) -> Floats:
    """Return the features of each block with those of its place in the text, shape (blocks, features)."""
    number = len(lines.words)
    index = np.arange(number, dtype=np.float32)
    words, closed, kinds = lines.words, lines.closed, lines.kinds
    prose = ((words >= SENTENCE) & (closed > 0)).astype(np.float32)
    prose_words = prose * words
    struck = (kinds > 0).astype(np.float32)
    short = (words < _SHORT).astype(np.float32)
    days = lines.features[:, FEATURES.index("day")]
    lexical = lines.features[:, FEATURES.index("vocabulary_sum")]

    neighbours = np.column_stack(
        [lines.features[:, [FEATURES.index(name) for name in _NEIGHBOURS]], lines.shared[:, 1]]
    )
    around = [_shifted(neighbours, step) for step in (*_STEPS, *(-step for step in _STEPS))]
    windows = _windows(
        np.column_stack([prose_words, short, struck, closed, lines.shared[:, 1], days, lexical])
    )

    total = float(prose_words.sum()) or 1.0
    upto = np.cumsum(prose_words)
    before, behind = upto - prose_words, total - upto
    marked = [(kinds == KINDS.index(kind) + 1).astype(np.float32) for kind in _MARKED]
    distances = _distances(np.column_stack([prose, struck, *marked]))
    counts = np.cumsum(np.column_stack([*marked[:2], marked[4]]) * (before > 0)[:, None], axis=0)
    run, size, rank = _runs(prose, words)
    headline = _headline(lines)
    since = upto - upto[headline] if headline >= 0 else np.full(number, -1.0)
    place = np.column_stack(
        [
            before / total,
            behind / total,
            np.log1p(before),
            np.log1p(behind),
            index,
            number - 1 - index,
            index / number,
            np.clip(index - headline, -_FAR, _FAR) if headline >= 0 else np.full(number, -99.0),
            since,
            run,
            size / total,
            rank,
        ]
    )
    spans = [_to_span(np.where(prose > 0, np.minimum(words, 60.0), -cost), index) for cost in _GAP_COSTS]
    roles = lines.features[:, FEATURES.index("role")]
    page = np.array(
        [
            number,
            np.log1p(total),
            total / max(1.0, float(words.sum())),
            struck.mean(),
            words.mean(),
            (roles == 1).mean(),
            (roles == 2).mean(),
            (lines.features[:, FEATURES.index("group_size")] == 1).mean(),
            run[-1],
        ]
    )
    return np.column_stack(
        [
            lines.features,
            lines.shared,
            *around,
            windows,
            place,
            distances,
            counts,
            *spans,
            np.broadcast_to(page, (number, len(page))),
        ]
    ).astype(np.float32)


def _shifted(columns: Floats, step: int) -> Floats:
    """The rows `step` before each, -1 beyond the ends."""
    shifted = np.full_like(columns, -1.0)
    if abs(step) < len(columns):
        if step > 0:
            shifted[step:] = columns[:-step]
        else:
            shifted[:step] = columns[-step:]
    return shifted


def _windows(columns: Floats) -> Floats:
    """Means over the rows before and behind each, for each reach."""
    number = len(columns)
    sums = np.vstack([np.zeros((1, columns.shape[1])), np.cumsum(columns, axis=0, dtype=np.float64)])
    index = np.arange(number)
    means = []
    for reach in _REACHES:
        low, high = np.maximum(0, index - reach), np.minimum(number, index + reach + 1)
        means.append((sums[index] - sums[low]) / np.maximum(1, index - low)[:, None])
        means.append((sums[high] - sums[index + 1]) / np.maximum(1, high - index - 1)[:, None])
    return np.hstack(means)


def _distances(flags: Floats) -> Floats:
    """Rows to the nearest flagged one before and behind each, at most _FAR."""
    return np.hstack([_since(flags), _since(flags[::-1])[::-1]])


def _since(flags: Floats) -> Floats:
    index = np.arange(len(flags))[:, None]
    last = np.maximum.accumulate(np.where(flags > 0, index, -_FAR), axis=0)
    last = np.vstack([np.full((1, flags.shape[1]), -_FAR), last[:-1]])
    return np.minimum(index - last, _FAR)


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
    slug = lines.features[:, FEATURES.index("slug")]
    best = int(np.argmax(slug))
    if slug[best] >= _HEADLINE_SLUG:
        return best
    roles, levels = lines.features[:, FEATURES.index("role")], lines.features[:, FEATURES.index("level")]
    headings = np.flatnonzero((roles == 1) & (levels == 1))
    return int(headings[0]) if len(headings) else -1


def _to_span(worth: Floats, index: Floats) -> Floats:
    """Rows from the beginning and to the end of the span with the greatest sum (Kadane's algorithm)."""
    sums = np.concatenate([[0.0], np.cumsum(worth)])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    start = int(np.argmin(sums[: end + 1]))
    return np.column_stack([np.clip(index - start, -_FAR, _FAR), np.clip(end - 1 - index, -_FAR, _FAR)])
