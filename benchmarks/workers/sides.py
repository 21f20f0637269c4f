"""The two sides: the service's own pool, and one pebble pool a worker. Both clean with the same function."""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import asynccontextmanager
from itertools import cycle
from multiprocessing import forkserver
from typing import TYPE_CHECKING, Protocol

import psutil
from pebble import ProcessPool

from app.errors import DeadlineExceeded
from app.workers.pool import WorkerPool
from app.workers.slot import State
from app.workers.task import Cleaned, Limits, Reply, Task
from app.workers.worker import PRELOAD
from benchmarks.workers import peer
from benchmarks.workers.documents import SHORT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from app.clean.rules import Rule

_POLL_SECONDS = 0.005


def start_fork_server() -> None:
    """Start the one fork server of this process, from which the workers of both sides are forked."""
    multiprocessing.set_forkserver_preload([peer.__name__, *PRELOAD])
    forkserver.ensure_running()


class Side(Protocol):
    """Some worker processes, from the event loop."""

    def __init__(self, workers: int, limits: Limits, rules: tuple[Rule, ...]) -> None: ...

    async def open(self) -> None:
        """Start the workers, and wait until each has cleaned its probe documents."""

    async def clean(self, task: Task) -> Cleaned:
        """Clean one document. Raises DeadlineExceeded."""

    def pids(self) -> tuple[int, ...]:
        """Process ids of the workers."""

    async def close(self) -> None:
        """End the workers."""


class Ours:
    """`app.workers.pool.WorkerPool`: a socket a worker."""

    def __init__(self, workers: int, limits: Limits, rules: tuple[Rule, ...]) -> None:
        self._workers = workers
        self._pool = WorkerPool(workers, queue_limit=workers, limits=limits, rules=rules)

    async def open(self) -> None:
        """Start, and wait until all workers are idle."""
        self._pool.start()
        while self._pool.states()[State.IDLE] < self._workers:
            await asyncio.sleep(_POLL_SECONDS)

    async def clean(self, task: Task) -> Cleaned:
        """As the service does it."""
        cleaned, _ = await self._pool.clean(task)
        return cleaned

    def pids(self) -> tuple[int, ...]:
        """As the pool knows them."""
        return self._pool.pids()

    async def close(self) -> None:
        """Close the pool."""
        await self._pool.close()


class Pebble:
    """One `pebble.ProcessPool(max_workers=1)` a worker, asked in turn."""

    def __init__(self, workers: int, limits: Limits, rules: tuple[Rule, ...]) -> None:
        context = multiprocessing.get_context("forkserver")
        self._deadline = limits.deadline
        self._pools = [
            ProcessPool(max_workers=1, initializer=peer.prepare, initargs=(limits, rules), context=context)
            for _ in range(workers)
        ]
        self._turns = cycle(self._pools)
        self._known = self._children()

    async def open(self) -> None:
        """pebble starts a worker with the first document of its pool."""
        await asyncio.gather(*(self.clean(SHORT) for _ in self._pools))

    async def clean(self, task: Task) -> Cleaned:
        """Hand the document to the pool whose turn it is."""
        future = next(self._turns).schedule(peer.reply, args=(task,), timeout=self._deadline)
        try:
            reply: Reply = await asyncio.wrap_future(future)
        except TimeoutError:
            raise DeadlineExceeded(f"longer than {self._deadline:g} seconds") from None
        if not isinstance(reply, Cleaned):
            raise TypeError(f"no cleaned document but {reply!r}")
        return reply

    def pids(self) -> tuple[int, ...]:
        """pebble does not tell, so: the processes that came since this side was made."""
        return tuple(self._children() - self._known)

    async def close(self) -> None:
        """Stop all pools."""
        for pool in self._pools:
            pool.stop()  # type: ignore[no-untyped-call]
        for pool in self._pools:
            await asyncio.to_thread(pool.join)

    def _children(self) -> set[int]:
        return {process.pid for child in psutil.Process().children() for process in child.children()}


OURS = "a socket a worker"
PEBBLE = "a pebble pool a worker"
SIDES: dict[str, type[Side]] = {OURS: Ours, PEBBLE: Pebble}
"""What each side is called in the table -> what it is."""


@asynccontextmanager
async def opened(name: str, workers: int, limits: Limits, rules: tuple[Rule, ...]) -> AsyncIterator[Side]:
    """A side whose workers are up; they are ended when the block is left."""
    side = SIDES[name](workers, limits, rules)
    try:
        await side.open()
        yield side
    finally:
        await side.close()
