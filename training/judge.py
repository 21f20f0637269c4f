"""What a choice of blocks is worth: word-F1 against the gold body, means over sets and renderers."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from rich.console import Console

    from training.examples import Example


def word_f1(example: Example, kept: NDArray[np.bool_]) -> float:
    """Word-F1 of the kept blocks as `benchmarks.accuracy.metrics.word_f1` counts it."""
    lengths = np.diff(example.bounds, prepend=0)
    found = example.tokens[np.repeat(kept, lengths)]
    words, places = np.unique(np.concatenate([example.gold, found]), return_inverse=True)
    wanted = np.bincount(places[: len(example.gold)], minlength=len(words))
    had = np.bincount(places[len(example.gold) :], minlength=len(words))
    total = len(example.gold) + len(found)
    return float(2 * np.minimum(wanted, had).sum() / total) if total else 1.0


def table(examples: Sequence[Example], kept: Sequence[NDArray[np.bool_]]) -> dict[tuple[str, str], float]:
    """Mean word-F1 by (set, renderer)."""
    cells: dict[tuple[str, str], list[float]] = defaultdict(list)
    for example, own in zip(examples, kept, strict=True):
        cells[example.set, example.renderer].append(word_f1(example, own))
    return {cell: fmean(values) for cell, values in sorted(cells.items())}


def means(figures: Mapping[tuple[str, str], float]) -> dict[str, tuple[float, ...]]:
    """The figures as rows by renderer, the sets in order and their mean; the last row has the means."""
    sets = sorted({name for name, _ in figures})
    renderers = sorted({renderer for _, renderer in figures})
    rows = {renderer: [figures[name, renderer] for name in sets] for renderer in renderers}
    rows["mean"] = [fmean(figures[name, renderer] for renderer in renderers) for name in sets]
    return {name: (*values, fmean(values)) for name, values in rows.items()}


def print_table(console: Console, figures: Mapping[tuple[str, str], float]) -> None:
    """Print the figures with a row a renderer, a column a set, and the means of both."""
    sets = sorted({name for name, _ in figures})
    shown = Table(title="word-F1 on domains that the model did not learn from", title_justify="left")
    for heading in ("renderer", *sets, "mean"):
        shown.add_column(heading, justify="left" if heading == "renderer" else "right")
    for name, values in means(figures).items():
        shown.add_row(name, *(f"{value:.4f}" for value in values))
    console.print(shown)
