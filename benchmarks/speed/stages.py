"""Documents of one size, and the CPU of each stage of the pipeline on them."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from math import fsum
from statistics import fmean, median
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.clean.model import Document, InputKind
from app.clean.pipeline import clean
from benchmarks.accuracy.data import ARTICLE, read, set_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from app.clean.rules import RuleSet
    from app.clean.score import Scorer
    from benchmarks.speed.peers import Peer

FETCHED_AT = datetime(2025, 1, 1, tzinfo=UTC)
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds of a stage, of each document's fastest round.

    `median` and `mean` are over the documents that went through it, `share` is the mean over all documents.
    """

    median: float
    mean: float
    share: float


def documents(data: Path, kind: InputKind, sizes: range, limit: int) -> list[Document]:
    """At most `limit` articles whose bytes are in `sizes`, evenly from all sets."""
    found: list[Document] = []
    for name in set_names(data):
        if name.startswith("text/") is not (kind is InputKind.TEXT):
            continue
        for sample in read(data, name):
            if sample.page_type != ARTICLE:
                continue
            content = sample.content()
            size = len(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
            if size in sizes:
                found.append(Document(kind, content, FETCHED_AT, url=sample.url))
    step = max(1, len(found) // limit)
    return found[::step][:limit]


def measure(
    chosen: Sequence[Document],
    rules: RuleSet,
    scorer: Scorer,
    rounds: int,
    beside: Mapping[str, Peer] = MappingProxyType({}),
) -> dict[str, Cost]:
    """The cost of each stage that the documents went through, of all together, and of what is `beside`.

    One round that is not counted comes first. Of the others each document's fastest counts: what else the
    machine does only ever adds. Each document is given to all in turn, so that all meet the same machine.
    """
    best: dict[str, dict[int, float]] = defaultdict(dict)
    for number in range(rounds + 1):
        for which, document in enumerate(chosen):
            spent = _timed(document, rules, scorer)
            for name, peer in beside.items():
                begin = time.thread_time()
                peer(document.content if isinstance(document.content, bytes) else document.content.encode())
                spent[name] = time.thread_time() - begin
            if number:
                for stage, seconds in spent.items():
                    best[stage][which] = min(seconds, best[stage].get(which, seconds))
    return {
        stage: Cost(
            median=1000 * median(times.values()),
            mean=1000 * fmean(times.values()),
            share=1000 * fsum(times.values()) / len(chosen),
        )
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
