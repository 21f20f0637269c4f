"""The service beside the pipeline in this process: pages a second, and what a single call costs more."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import local
from typing import TYPE_CHECKING, NamedTuple

from app.clean.pipeline import clean
from app.clean.rules import load_rules
from app.clean.score import load_scorer
from benchmarks.load.service import Client, running

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.load.documents import Post

WORKERS = 2
_CONNECTIONS = 2 * WORKERS


class Counts(NamedTuple):
    """Documents sent, answered with 200, and answered with something else."""

    sent: int
    cleaned: int
    refused: int


class Throughput(NamedTuple):
    """Pages a second of each round, in process and through the service."""

    in_process: list[float]
    service: list[float]
    counts: Counts

    @property
    def ratio(self) -> float:
        """The median over rounds of what the service does to what one process does."""
        pairs = zip(self.service, self.in_process, strict=True)
        return median(service / alone for service, alone in pairs)


class Latency(NamedTuple):
    """Milliseconds of single calls: in process, through the service, and the difference pair by pair."""

    in_process: list[float]
    service: list[float]

    @property
    def added(self) -> float:
        """The median of the differences."""
        pairs = zip(self.service, self.in_process, strict=True)
        return median(service - alone for service, alone in pairs)


def throughput(posts: Sequence[Post], rounds: int, advance: Callable[[], None]) -> Throughput:
    """Both sides on the same documents in turns; every other round begins with the other side."""
    alone = in_process()
    statuses: list[int] = []
    found: dict[str, list[float]] = {"in process": [], "service": []}
    with running(workers=WORKERS, queue_limit=100) as service:
        threads = local()

        def send(post: Post) -> int:
            if not hasattr(threads, "client"):
                threads.client = service.client()
            client: Client = threads.client
            return client.clean(*post).status

        def all_sent() -> None:
            with ThreadPoolExecutor(_CONNECTIONS) as pool:
                statuses.extend(pool.map(send, posts))

        def all_alone() -> None:
            for post in posts:
                alone(post)

        sides = [("in process", all_alone), ("service", all_sent)]
        for number in range(rounds + 1):
            for name, run in sides if number % 2 else sides[::-1]:
                began = time.perf_counter()
                run()
                if number:  # the first round warms
                    found[name].append(len(posts) / (time.perf_counter() - began))
                advance()
    cleaned = statuses.count(200)
    counts = Counts(len(statuses), cleaned, len(statuses) - cleaned)
    return Throughput(found["in process"], found["service"], counts)


def latency(post: Post, calls: int, advance: Callable[[int], None]) -> Latency:
    """One document, in process and through a service with one worker: a run of calls each, in turns.

    One call after the other, and several of one side in a row, as whoever has chosen a side makes them. The
    sides work on the same cores: a call behind one of the other side finds the caches full of what that left.
    """
    alone = in_process()
    found = Latency([], [])
    with running(workers=1) as service:
        client = service.client()
        sides = ((lambda: alone(post), found.in_process), (lambda: client.clean(*post), found.service))
        while len(found.service) < _WARM + calls:
            for run, times in sides:
                for _ in range(_RUN):
                    began = time.perf_counter()
                    run()
                    times.append(1000 * (time.perf_counter() - began))
            advance(_RUN)
    return Latency(*(times[_WARM : _WARM + calls] for times in found))


_WARM = _RUN = 10


def in_process() -> Callable[[Post], None]:
    """The pipeline as a worker calls it."""
    rules, scorer = load_rules(None), load_scorer()
    rules.prepare()

    def run(post: Post) -> None:
        clean(post.document, rules, scorer)

    return run
