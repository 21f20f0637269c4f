"""`python -m training --data <folder>`: judge on domains that were not learned from, then write the model."""

from __future__ import annotations

import argparse
import gzip
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from app.clean.score.doubt import THRESHOLD
from app.clean.score.scorer import MODEL, PAGE, TEXT
from benchmarks.accuracy.tools.held_out import FOLDERS
from training.card import write_card
from training.cross import Vocabularies, judge_folds
from training.examples import examples
from training.forest import as_onnx
from training.judge import print_table, table
from training.pages import PageVocabularies, page_examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from training.cross import Forests
    from training.examples import Example

SETS = ("aed", "fundus", "wcxb")

T = TypeVar("T", bound="Example")


def main() -> None:
    """Build the examples, judge by cross-validation, then learn from all of them and write model and card."""
    options = _parser().parse_args()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:.0f}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as progress:
        if PAGE in options.models:
            pages = _told(progress, "pages", page_examples(options.data, SETS, options.jobs))
            _make(PAGE, pages, PageVocabularies(pages), options, progress)
            del pages
        if TEXT in options.models:
            texts = _told(progress, "texts", examples(options.data, SETS, options.extra, options.jobs))
            _make(TEXT, texts, Vocabularies(texts), options, progress)


def _told(progress: Progress, what: str, made: Iterable[T]) -> list[T]:
    task = progress.add_task(what, total=None)
    found = []
    for example in made:
        found.append(example)
        progress.advance(task)
    return found


def _make(
    model: str,
    found: Sequence[T],
    vocabularies: Vocabularies[T],
    options: argparse.Namespace,
    progress: Progress,
) -> None:
    """Judge a model, print what it is worth, and write it with its card."""
    task = progress.add_task(f"{model}: folds judged", total=None)
    kept: dict[int, NDArray[np.bool_]] = {}
    for judged in judge_folds(found, vocabularies, options.jobs):
        kept |= {
            index: own >= THRESHOLD for index, own in zip(judged.indices, judged.probabilities, strict=True)
        }
        held_out = vocabularies.files(frozenset({judged.fold}))
        _write(options.folds / str(judged.fold) / model, judged.forests, held_out)
        progress.advance(task)
    articles = {index: own for index, own in kept.items() if found[index].article}
    figures = table([found[index] for index in articles], list(articles.values()))
    if not options.judge_only:
        task = progress.add_task(f"{model}: forest of all", total=None)
        features = vocabularies.features(found, options.jobs)
        forests = vocabularies.grow(found, features, options.jobs)
        _write(options.out / model, forests, vocabularies.files())
        write_card(options.out / model, figures, found, features[0].shape[1])
    print_table(Console(highlight=False), figures)


def _write(folder: Path, forests: Forests, weights: Mapping[str, Mapping[str, float]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, forest in forests.items():
        (folder / name).write_bytes(as_onnx(forest))
    for name, own in weights.items():
        packed = gzip.compress(json.dumps(own, ensure_ascii=False, sort_keys=True).encode(), mtime=0)
        (folder / name).write_bytes(packed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("models", nargs="*", default=(PAGE, TEXT), help="`page`, `text` or both")
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--out", type=Path, default=MODEL, help="where the model goes")
    parser.add_argument("--extra", type=int, default=3, help="renderings learned from beside a page's own")
    parser.add_argument("--folds", type=Path, default=FOLDERS, help="where the models of the folds go")
    parser.add_argument("--judge-only", action="store_true", help="write no model but those of the folds")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    return parser


if __name__ == "__main__":
    main()
