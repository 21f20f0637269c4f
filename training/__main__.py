"""`python -m training --data <folder>`: judge on domains that were not learned from, then write the model."""

from __future__ import annotations

import argparse
import gzip
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from app.clean.score.doubt import THRESHOLD
from app.clean.score.scorer import FOREST, MODEL, TEXT, WORDS
from benchmarks.accuracy.tools.held_out import FOLDERS
from training.card import write_card
from training.cross import Vocabularies, judge_folds
from training.examples import examples
from training.forest import as_onnx, grow
from training.judge import print_table, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

_SETS = ("aed", "fundus", "wcxb")


def main() -> None:
    """Build the examples, judge by cross-validation, then learn from all of them and write model and card."""
    options = _parser().parse_args()
    console = Console(highlight=False)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:.0f}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as progress:
        found = []
        task = progress.add_task("texts", total=None)
        for example in examples(options.data, _SETS, options.extra, options.jobs):
            found.append(example)
            progress.advance(task)
        vocabularies = Vocabularies(found)
        task = progress.add_task("folds judged", total=None)
        kept: dict[int, NDArray[np.bool_]] = {}
        for judged in judge_folds(found, vocabularies, options.jobs):
            kept |= {
                index: own >= THRESHOLD
                for index, own in zip(judged.indices, judged.probabilities, strict=True)
            }
            _write(options.folds / str(judged.fold) / TEXT, as_onnx(judged.forest), judged.words)
            progress.advance(task)
        figures = table([found[index] for index in kept], list(kept.values()))
        if not options.judge_only:
            task = progress.add_task("forest of all", total=None)
            forest = as_onnx(grow(found, vocabularies.features(found), options.jobs))
            _write(options.out / TEXT, forest, vocabularies.without())
            write_card(options.out / TEXT / "README.md", figures, found, len(forest))
    print_table(console, figures)


def _write(folder: Path, forest: bytes, words: Mapping[str, float]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FOREST).write_bytes(forest)
    packed = gzip.compress(json.dumps(words, ensure_ascii=False, sort_keys=True).encode(), mtime=0)
    (folder / WORDS).write_bytes(packed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--out", type=Path, default=MODEL, help="where the model goes")
    parser.add_argument("--extra", type=int, default=3, help="renderings learned from beside a page's own")
    parser.add_argument("--folds", type=Path, default=FOLDERS, help="where the models of the folds go")
    parser.add_argument("--judge-only", action="store_true", help="write no model but those of the folds")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    return parser


if __name__ == "__main__":
    main()
