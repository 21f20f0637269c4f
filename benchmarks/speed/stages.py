"""Documents of one size, and the CPU of each stage of the pipeline on them."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean, median
from typing import TYPE_CHECKING

from app.clean.model import Document, InputKind
from app.clean.pipeline import clean
from benchmarks.accuracy.data import ARTICLE, read, set_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.clean.rules import RuleSet
    from app.clean.score import Scorer

FETCHED_AT = datetime(2025, 1, 1, tzinfo=UTC)
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds of a stage: over documents, of each document's fastest round."""

    median: float
    mean: float


def documents(data: Path, kind: InputKind, smallest: int, largest: int, limit: int) -> list[Document]:
    """At most `limit` articles of `smallest` to `largest` bytes, evenly from all sets."""
    found: list[Document] = []
    for name in set_names(data):
        if name.startswith("text/") is not (kind is InputKind.TEXT):
            continue
        for sample in read(data, name):
            if sample.page_type != ARTICLE:
                continue
            content = sample.content()
            size = len(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
            if smallest <= size <= largest:
                found.append(Document(kind, content, FETCHED_AT, url=sample.url))
    step = max(1, len(found) // limit)
    return found[::step][:limit]


def measure(chosen: Sequence[Document], rules: RuleSet, scorer: Scorer, rounds: int) -> dict[str, Cost]:
    """The cost of each stage that the documents went through, and of all together.

    One round that is not counted comes first. Of the others each document's fastest counts: what else the
    machine does only ever adds.
    """
    best: dict[str, dict[int, float]] = defaultdict(dict)
    for number in range(rounds + 1):
        for which, document in enumerate(chosen):
            spent = _timed(document, rules, scorer)
            if number:
                for stage, seconds in spent.items():
                    best[stage][which] = min(seconds, best[stage].get(which, seconds))
    return {
        stage: Cost(1000 * median(times.values()), 1000 * fmean(times.values()))
        for stage, times in best.items()
    }


def _timed(document: Document, rules: RuleSet, scorer: Scorer) -> dict[str, float]:
    spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        begin = time.thread_time()
        yield
        spent[name] += time.thread_time() - begin

    begin = time.thread_time()
    clean(document, rules, scorer, stage)
    spent[TOTAL] = time.thread_time() - begin
    return spent
