"""CPU against size: documents of one structure, ever larger, each in a worker that may be killed."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.clean.rules import load_rules
from app.workers.task import Cleaned, Limits, Task
from app.workers.worker import Worker, WorkerDied
from benchmarks.load import documents
from benchmarks.load.documents import HTML, TEXT, Post

if TYPE_CHECKING:
    from collections.abc import Callable

DEADLINE = 10.0
"""Seconds, as the service has it by default."""

REFERENCE = 100_000
"""Bytes of the document that the larger ones are held against."""

_SPENT_ENOUGH = 0.4
_MOST_CALLS = 40
_NANOSECONDS = 1e9


class Point(NamedTuple):
    """A document of a series. `seconds` of CPU; None where `error` names how it ended."""

    size: int
    bytes: int
    seconds: float | None
    error: str = ""

    @property
    def per_kilobyte(self) -> float | None:
        """CPU milliseconds a KB."""
        return None if self.seconds is None else 1e6 * self.seconds / self.bytes


Series = dict[str, list[Point]]
"""By name: what grows, and in which kind of document."""


def all_series() -> dict[str, list[tuple[int, Post]]]:
    """The documents of every series, by what their size counts."""
    sizes = (10_000, 30_000, REFERENCE, 300_000, 1_000_000, 3_000_000, 10_000_000)
    numbers = (1, 10, 100, 1_000, 3_000, 10_000, 30_000, 100_000)
    depths = (10, 30, 100, 300, 1_000, 3_000, 5_000)
    return {
        "page, bytes": [(size, documents.page(size)) for size in sizes],
        "text, bytes": [(size, documents.text(size)) for size in sizes],
        "page, short paragraphs": [(number, documents.paragraphs(number, HTML)) for number in numbers],
        "text, short paragraphs": [(number, documents.paragraphs(number, TEXT)) for number in numbers],
        "page, nested divisions": [(depth, documents.nested(depth)) for depth in depths],
    }


def growth(chosen: dict[str, list[tuple[int, Post]]], advance: Callable[[], None]) -> Series:
    """Measure every document of every series."""
    found: Series = {}
    with_workers = _Workers()
    try:
        for name, posts in chosen.items():
            found[name] = []
            for size, post in posts:
                seconds, error = with_workers.cpu(post)
                found[name].append(Point(size, len(post.content), seconds, error))
                advance()
    finally:
        with_workers.close()
    return found


def excess(points: list[Point]) -> float | None:
    """CPU a KB of the largest that was answered, as a multiple of that of the one nearest to 100 KB."""
    answered = [point for point in points if point.per_kilobyte is not None]
    reference = min(answered, key=lambda point: abs(point.bytes - REFERENCE))
    last = answered[-1].per_kilobyte
    if last is None or not reference.per_kilobyte:
        return None
    return last / reference.per_kilobyte


class _Workers:
    """One worker at a time, as the service would have it; a new one after each that ended."""

    def __init__(self) -> None:
        self._rules = load_rules(None).rules
        self._limits = Limits(deadline=DEADLINE)
        self._worker: Worker | None = None

    def cpu(self, post: Post) -> tuple[float | None, str]:
        """CPU seconds of a document, the least of several calls if they are short; or how it ended."""
        task = Task(post.document)
        least = None
        spent = 0.0
        for _ in range(_MOST_CALLS):
            worker = self._worker = self._worker or Worker.start(self._limits, self._rules)
            began = _cpu(worker.pid)
            timer = threading.Timer(DEADLINE, worker.kill)
            timer.start()
            try:
                reply = asyncio.run(worker.clean(task))
            except WorkerDied:
                self.close()
                return None, "deadline_exceeded" if worker.killed else "worker_lost"
            finally:
                timer.cancel()
            if not isinstance(reply, Cleaned):
                self.close()
                return None, type(reply).__name__
            seconds = _cpu(worker.pid) - began
            least = seconds if least is None else min(least, seconds)
            spent += seconds
            if spent > _SPENT_ENOUGH:
                break
        return least, ""

    def close(self) -> None:
        if self._worker is not None:
            self._worker.close()
        self._worker = None


def _cpu(pid: int) -> float:
    """Seconds on a processor so far, to the nanosecond: /proc/<pid>/stat counts in hundredths."""
    return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / _NANOSECONDS
