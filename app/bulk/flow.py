"""Documents through the pool: a bounded number between what is read and what is written."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from app.api.cleaning import check_tags
from app.bulk.record import Flaw, Record
from app.errors import CleancopyError, NotReady

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.workers.pool import WorkerPool
    from app.workers.task import Cleaned

Item = Record | Flaw

PLACES_PER_WORKER = 8
"""Documents read and not yet written, for each worker: the others go on while one takes its time."""

READY_SECONDS = 120.0
"""Until the first worker is up; a healthy one takes two seconds."""

POLL_SECONDS = 0.02


class Flow:
    """One run through a pool that has been started.

    `most_bytes`  that documents in their places hold together, unless one alone is larger.
    `max_tags`    of a page, as the service has it.
    """

    def __init__(
        self, pool: WorkerPool, workers: int, *, most_bytes: int, max_tags: int, ordered: bool
    ) -> None:
        self._pool = pool
        self._places = PLACES_PER_WORKER * workers
        self._most_bytes = most_bytes
        self._max_tags = max_tags
        self._ordered = ordered
        self._held = 0
        self._open: deque[asyncio.Task[tuple[Item, Cleaned | CleancopyError]]] = deque()

    async def run(
        self,
        items: Iterator[Item],
        stop: asyncio.Event,
        write: Callable[[Item, Cleaned | CleancopyError], None],
    ) -> None:
        """Clean what comes and `write` what came of it, until all is done or `stop` is set.

        What is not done when it is set is given up. Raises NotReady if no worker comes up.
        """
        await self._until_ready(stop)
        threads = ThreadPoolExecutor(1, thread_name_prefix="reading")
        loop = asyncio.get_running_loop()
        stopping = asyncio.create_task(stop.wait())
        reading: asyncio.Future[Item | None] | None = loop.run_in_executor(threads, next, items, None)
        try:
            while (reading or self._open) and not stop.is_set():
                heads = [self._open[0]] if self._ordered and self._open else list(self._open)
                room = reading is not None and self._room()
                awaited = {stopping, *heads} | ({reading} if room and reading else set())
                await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
                for item, result in self._due():
                    write(item, result)
                if room and reading is not None and reading.done():
                    item_read = reading.result()
                    reading = None
                    if item_read is not None:
                        self._held += _size(item_read)
                        self._open.append(asyncio.create_task(self._clean(item_read)))
                        reading = loop.run_in_executor(threads, next, items, None)
        finally:
            for task in (stopping, *self._open):
                task.cancel()
            threads.shutdown(wait=False, cancel_futures=True)

    async def _until_ready(self, stop: asyncio.Event) -> None:
        end = asyncio.get_running_loop().time() + READY_SECONDS
        while not (self._pool.ready or stop.is_set()):
            if asyncio.get_running_loop().time() > end:
                raise NotReady(f"no worker came up within {READY_SECONDS:.0f} seconds")
            await asyncio.sleep(POLL_SECONDS)

    def _room(self) -> bool:
        return len(self._open) < self._places and (self._held < self._most_bytes or not self._open)

    def _due(self) -> list[tuple[Item, Cleaned | CleancopyError]]:
        due = []
        if self._ordered:
            while self._open and self._open[0].done():
                due.append(self._open.popleft())
        else:
            due = [task for task in self._open if task.done()]
            self._open = deque(task for task in self._open if not task.done())
        results = [task.result() for task in due]
        self._held -= sum(_size(item) for item, _ in results)
        return results

    async def _clean(self, item: Item) -> tuple[Item, Cleaned | CleancopyError]:
        if isinstance(item, Flaw):
            return item, item.error
        document = item.task.document
        try:
            check_tags(document, self._max_tags)
            cleaned, _ = await self._pool.clean(item.task, patient=True)
        except CleancopyError as error:
            return item, error
        return item, cleaned


def _size(item: Item) -> int:
    return 0 if isinstance(item, Flaw) else len(item.task.document.content)
