"""A service over its life: until it is ready, when a worker is lost, and its memory over many documents."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from statistics import fmean
from threading import local
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.load.documents import TEXT, Post
from benchmarks.load.service import Client, Running, running
from benchmarks.load.speed import WORKERS, Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SHORT = Post(b"The harbour opened again on Thursday, three weeks after the storm had closed it.\n", TEXT)
_MEGABYTE = 1_000_000
_WINDOW = 2000
_STEP = 500


class Start(NamedTuple):
    """Seconds, one of each a round.

    `ready`     from the start of the process to 200 of /readyz.
    `cpu`       of all its processes until every worker was up.
    `replaced`  from the kill of the only worker to the answer of the next document.
    """

    ready: list[float]
    cpu: list[float]
    replaced: list[float]


class Sample(NamedTuple):
    """Memory of the workers after so many documents in MB (10^6 bytes), the mean over them.

    `resident` as `ps` shows it, `share` with what processes have in common divided among them (PSS), `own`
    what goes away with the worker (USS).
    """

    documents: int
    resident: float
    share: float
    own: float


class Memory(NamedTuple):
    """Samples in order, the largest worker of all of them in MB, and what became of the documents."""

    samples: list[Sample]
    largest: float
    counts: Counts

    def before(self, documents: int) -> Sample | None:
        """The mean over the last 2,000 documents before so many: over the life of a worker."""
        window = [one for one in self.samples if documents - _WINDOW < one.documents <= documents]
        if not window or self.samples[-1].documents < documents:
            return None
        return Sample(documents, *(fmean(values) for values in list(zip(*window, strict=True))[1:]))


def start(rounds: int, advance: Callable[[], None]) -> Start:
    """Start the service so often, after once that is not counted, and kill its worker each time."""
    found = Start([], [], [])
    for number in range(rounds + 1):
        with running(workers=WORKERS) as service:
            _all_up(service, WORKERS)
            ready, cpu = service.seconds, service.cpu_seconds()
        with running(workers=1) as service:
            client = service.client()
            (worker,) = service.workers()
            began = time.perf_counter()
            worker.kill()
            if client.clean(*_SHORT).status != 200:
                raise RuntimeError("the replaced worker did not answer")
            replaced = time.perf_counter() - began
        if number:
            found.ready.append(ready)
            found.cpu.append(cpu)
            found.replaced.append(replaced)
        advance()
    return found


def memory(posts: Sequence[Post], number: int, advance: Callable[[int], None]) -> Memory:
    """Send so many documents, those of `posts` over and over, and look after the workers in between."""
    statuses: list[int] = []
    samples: list[Sample] = []
    largest = 0.0
    endless = cycle(posts)
    threads = local()
    with running(workers=WORKERS, queue_limit=100) as service, ThreadPoolExecutor(2 * WORKERS) as pool:

        def send(post: Post) -> int:
            if not hasattr(threads, "client"):
                threads.client = service.client()
            client: Client = threads.client
            return client.clean(*post).status

        while len(statuses) < number:
            statuses.extend(pool.map(send, islice(endless, _STEP)))
            _all_up(service, WORKERS)
            found = [worker.memory_full_info() for worker in service.workers()]
            largest = max(largest, *(one.rss / _MEGABYTE for one in found))
            means = (
                fmean(values) / _MEGABYTE
                for values in zip(*((m.rss, m.pss, m.uss) for m in found), strict=True)
            )
            samples.append(Sample(len(statuses), *means))
            advance(_STEP)
    cleaned = statuses.count(200)
    return Memory(samples, largest, Counts(len(statuses), cleaned, len(statuses) - cleaned))


def _all_up(service: Running, workers: int) -> None:
    client = service.client()
    while f'cleancopy_workers{{state="idle"}} {workers:.1f}'.encode() not in client.get("/metrics").body:
        time.sleep(0.02)
