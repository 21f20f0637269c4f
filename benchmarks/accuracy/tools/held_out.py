"""Our own pipeline, each document cleaned with a scorer that learned from no page of its domain.

What the service brings has learned from every page of the sets. These models have not: `make train` writes
one a fold beside it, and each document goes to that of its own fold.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.accuracy.tools import ours
from training.folds import FOLDS, domain, fold

if TYPE_CHECKING:
    from app.clean.score import Scorer
    from benchmarks.accuracy.data import Sample
    from benchmarks.accuracy.tools.tool import Output

#: Where `make train` puts the models, one folder a fold.
FOLDERS = Path(__file__).parents[2] / "results" / "folds"
MODELS = tuple(FOLDERS / str(number) for number in range(FOLDS))


def clean(sample: Sample, content: bytes | str) -> Output:
    """The pipeline with the scorer of the sample's fold."""
    rules, _ = ours.load()
    return ours.cleaned(sample, content, rules, _scorer(fold(domain(sample.url, sample.id))))


def digest() -> str:
    """Names `app/clean`, the libraries of the service and the models of the folds."""
    found = hashlib.blake2b(ours.digest().encode(), digest_size=6)
    for folder in MODELS:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            found.update(path.read_bytes())
    return found.hexdigest()


@cache
def _scorer(number: int) -> Scorer:
    from app.clean.score import load_scorer

    return load_scorer(MODELS[number])
