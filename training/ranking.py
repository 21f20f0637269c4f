"""What the small models of the header have in common: how they are fitted, judged and written.

Each gives the candidates of a text a score: weights of traits, see `app/clean/metadata/weights.py`. The
scores of a text and a zero for "none of them" make a softmax. Judged on folds by domain that it never saw;
the file has the weights of a fit to all folds.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

import app.clean.metadata
from app.clean.metadata.weights import read_rows
from training.folds import FOLDS
from training.softmax import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.clean.metadata.weights import Rows

#: Sets whose texts the figures are of, and who made these.
JUDGED: Final = ("aed", "fundus", "wcxb")
RENDERERS: Final = ("resiliparse", "resiliparse_main", "inscriptis", "html2text", "soup")
_FOLDER: Final = Path(app.clean.metadata.__path__[0])


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one text: the traits of each and how right it is, 0 to 1, and the text's fold."""

    fold: int
    traits: Sequence[tuple[int, ...]]
    right: Sequence[float]


def options(about: str | None) -> argparse.Namespace:
    """Read the command line: `data`, the folder with the sets, and `write`."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="write the weights of a fit to all folds")
    return parser.parse_args()


def fitted(choices: Iterable[Choice], lengths: Mapping[str, int]) -> dict[str, Any]:
    """Return weights as their file has them; `lengths` are those of the rows of the traits."""
    offsets = np.cumsum([0, *lengths.values()])
    known = [choice for choice in choices if choice.traits]
    columns = np.concatenate([np.array(choice.traits) for choice in known]) + offsets[:-1]
    owners = np.repeat(np.arange(len(known)), [len(choice.traits) for choice in known])
    right = np.concatenate([np.array(choice.right, float) for choice in known])
    weights = fit(columns, owners, right, int(offsets[-1]))
    rows = (np.round(weights[a:b], 3).tolist() for a, b in pairwise(offsets))
    return {"bias": round(float(weights[-1]), 3), "weights": dict(zip(lengths, rows, strict=True))}


def by_fold(choices: Sequence[Choice], lengths: Mapping[str, int]) -> list[Rows]:
    """Return for each fold the model that never saw its texts."""
    return [
        read_rows(fitted((choice for choice in choices if choice.fold != number), lengths), lengths)
        for number in range(FOLDS)
    ]


def write(name: str, choices: Sequence[Choice], lengths: Mapping[str, int]) -> None:
    """Write the weights of a fit to all choices beside the modules that read them."""
    raw = fitted(choices, lengths)
    read_rows(raw, lengths)
    (_FOLDER / name).write_text(json.dumps(raw) + "\n", encoding="utf-8")


def report(about: str, figures: Mapping[tuple[str, str], Sequence[float]]) -> None:
    """Print the mean of the figures by set and renderer, and the means of both."""
    table = np.array(
        [[np.mean(figures.get((name, renderer), [0.0])) for renderer in RENDERERS] for name in JUDGED]
    )
    lines = [f"{about}: {' '.join(RENDERERS)} mean"]
    for name, row in zip((*JUDGED, "mean"), (*table, table.mean(axis=0)), strict=True):
        lines.append(" ".join([name, *(f"{share:.3f}" for share in row), f"{row.mean():.4f}"]))
    sys.stdout.write("\n".join(lines) + "\n")
