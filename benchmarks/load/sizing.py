"""A service with two workers under more and more clients: pages a second, latency, queue, CPU, memory."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from statistics import fmean, quantiles
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.load.service import Client, Running, running
from benchmarks.load.speed import WORKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import psutil

    from benchmarks.load.documents import Post

QUEUE_LIMIT = 64
"""Places of the queue, as without a setting."""

CLIENTS = (1, 2, 4, 8, 16, 32, 64, 80)
"""Connections of each step, each with one request at a time. The last is more than workers and queue take."""

_LOOK_SECONDS = 0.25
_BACK_OFF_SECONDS = 0.1
_MEGABYTE = 1_000_000
_DEPTH = re.compile(rb"^cleancopy_queue_depth (\S+)$", re.MULTILINE)


class Step(NamedTuple):
    """So many clients for a while.

    `pages`          cleaned a second.
    `p50`, `p99`     milliseconds of the requests that were cleaned, with their wait.
    `waiting`        documents in the queue, mean and most of a look each quarter of a second.
    `worker_cpu`     CPU ms a page of the workers.
    `front_cpu`      CPU ms a page of the process in front.
    `resident`       MB (10^6 bytes) of a worker at the end of the step, the mean over them.
    `own`            of these, what the worker does not share.
    `front`          resident MB of the process in front.
    """

    clients: int
    pages: float
    p50: float
    p99: float
    waiting: tuple[float, float]
    worker_cpu: float
    front_cpu: float
    resident: float
    own: float
    front: float
    cleaned: int
    refused: int
    failed: int


class _Call(NamedTuple):
    status: int
    seconds: float


def sizing(posts: Sequence[Post], seconds: float, advance: Callable[[], None]) -> list[Step]:
    """Each step for so many seconds, after one of the same length that warms and is not counted."""
    with running(workers=WORKERS, queue_limit=QUEUE_LIMIT, recycle_after_documents=1_000_000) as service:
        _step(service, posts, WORKERS, seconds)
        found = []
        for clients in CLIENTS:
            found.append(_step(service, posts, clients, seconds))
            advance()
    return found


def _step(service: Running, posts: Sequence[Post], clients: int, seconds: float) -> Step:
    numbers = count()
    over = Event()

    def send() -> list[_Call]:
        client = service.client()
        calls = []
        while not over.is_set():
            began = time.perf_counter()
            reply = client.clean(*posts[next(numbers) % len(posts)])
            calls.append(_Call(reply.status, time.perf_counter() - began))
            if reply.status == 429:
                over.wait(_BACK_OFF_SECONDS)
        return calls

    workers = service.workers()
    before = [_cpu(process) for process in (service.process, *workers)]
    with ThreadPoolExecutor(clients) as pool:
        began = time.perf_counter()
        senders = [pool.submit(send) for _ in range(clients)]
        depths = _watched(service.client(), began + seconds)
        over.set()
        calls = [call for sender in senders for call in sender.result()]
        took = time.perf_counter() - began
    front_cpu, *worker_cpu = (
        _cpu(process) - earlier for process, earlier in zip((service.process, *workers), before, strict=True)
    )
    times = [1000 * call.seconds for call in calls if call.status == 200]
    refused = sum(call.status == 429 for call in calls)
    memory = [worker.memory_full_info() for worker in workers]
    cuts = quantiles(times, n=100)
    return Step(
        clients=clients,
        pages=len(times) / took,
        p50=cuts[49],
        p99=cuts[98],
        waiting=(fmean(depths), max(depths)),
        worker_cpu=1000 * sum(worker_cpu) / len(times),
        front_cpu=1000 * front_cpu / len(times),
        resident=fmean(one.rss for one in memory) / _MEGABYTE,
        own=fmean(one.uss for one in memory) / _MEGABYTE,
        front=service.process.memory_info().rss / _MEGABYTE,
        cleaned=len(times),
        refused=refused,
        failed=len(calls) - len(times) - refused,
    )


def _watched(client: Client, end: float) -> list[float]:
    """The depth of the queue from time to time, until the end."""
    depths = []
    while time.perf_counter() < end:
        found = _DEPTH.search(client.get("/metrics").body)
        if found is None:
            raise RuntimeError("the service does not tell its queue's depth")
        depths.append(float(found[1]))
        time.sleep(_LOOK_SECONDS)
    return depths


def _cpu(process: psutil.Process) -> float:
    used = process.cpu_times()
    return used.user + used.system
