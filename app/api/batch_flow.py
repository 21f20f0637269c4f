"""The flow of a batch: a bounded number of lines between what is read and what is written.

Whoever reads the answers slowly is read slowly: a line has its place until its answer is handed to the
connection, and no line is read without a place.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from app.errors import Busy, RequestError, ShuttingDown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from app.api.batch_line import LineAnswerer
    from app.api.batch_lines import Line
    from app.api.service import Service
    from app.errors import CleancopyError

LINES_PER_WORKER = 4
"""Enough that no worker waits for a line while the others are at long ones."""

LEAST_PLACES = 16
"""So many lines can be sent before an answer is read; clients that cannot do both at once rely on it."""


def places(workers: int) -> int:
    """How many lines of one batch may have been read and not yet been answered."""
    return max(LEAST_PLACES, LINES_PER_WORKER * workers)


class Flow:
    """One batch.

    `outcomes`   counts its answered lines.
    `uncleaned`  bytes of the lines that wait for a worker or are with one.
    `end`        why no more lines are read, once that is so: `complete`, `shutting_down`, `busy` if bodies
                 take too much in all, or the code of what is wrong with the body.
    """

    def __init__(self, service: Service, answerer: LineAnswerer, *, ordered: bool) -> None:
        self.outcomes: Counter[str] = Counter()
        self.end: str | None = None
        self._service = service
        self._answerer = answerer
        self._ordered = ordered
        self._places = places(service.settings.workers)
        self._most_bytes = service.settings.max_batch_line_bytes
        self._taken = 0
        self.uncleaned = 0
        self._next_number = 1
        self._open: deque[asyncio.Task[tuple[str, bytes]]] = deque()
        self._last_words: list[bytes] = []
        self._room = asyncio.Event()
        self._news = asyncio.Event()

    async def run(
        self, lines: AsyncIterator[Line], gone: asyncio.Event, write: Callable[[bytes], Awaitable[None]]
    ) -> None:
        """Answer the lines through `write`. Raises ClientDisconnect when `gone` is set or `lines` raises it:
        then what waits for a worker is given up."""
        try:
            async with asyncio.TaskGroup() as group:
                reading = group.create_task(self._read(lines, group))
                watching = [
                    group.create_task(self._stop_at_drain(reading)),
                    group.create_task(_raise_once(gone)),
                ]
                await self._write_all(write)
                for task in (reading, *watching):
                    task.cancel()
        except ExceptionGroup as errors:
            if errors.subgroup(ClientDisconnect) is None:
                raise
            raise ClientDisconnect from None
        finally:
            self._service.batch_lines -= self._taken
            self._taken = 0

    async def _read(self, lines: AsyncIterator[Line], group: asyncio.TaskGroup) -> None:
        try:
            async for line in lines:
                size = len(line.content or b"")
                while self._taken >= self._places or self.uncleaned + size > max(self._most_bytes, size):
                    self._room.clear()
                    await self._room.wait()
                self._take(line, size, group)
        except (RequestError, Busy) as error:
            self._stop(error.code, error)
        else:
            self._stop("complete")

    def _take(self, line: Line, size: int, group: asyncio.TaskGroup) -> None:
        self._taken += 1
        self._service.batch_lines += 1
        self.uncleaned += size
        self._next_number = line.number + 1
        task = group.create_task(self._answerer.answer(line))

        def answered(_: object) -> None:
            self.uncleaned -= size
            self._room.set()
            self._news.set()

        task.add_done_callback(answered)
        self._open.append(task)

    async def _stop_at_drain(self, reading: asyncio.Task[None]) -> None:
        await self._service.leaving.wait()
        if self.end is None:
            reading.cancel()
            await asyncio.wait((reading,))
        if self.end is None:
            message = "the service is shutting down; this line and those after it were not taken"
            self._stop(ShuttingDown.code, ShuttingDown(message))

    def _stop(self, end: str, error: CleancopyError | None = None) -> None:
        """No more lines are taken; if that is for an error, it is the answer to the next one."""
        self.end = end
        if error is not None:
            self._last_words.append(self._answerer.refusal(self._next_number, None, error)[1])
        self._news.set()

    async def _write_all(self, write: Callable[[bytes], Awaitable[None]]) -> None:
        while True:
            due = self._due()
            if due:
                await write(b"".join(content for _, content in due))
                self._written(due)
            elif self.end is not None and not self._open:
                break
            else:
                self._news.clear()
                await self._news.wait()
        for words in self._last_words:
            await write(words)

    def _due(self) -> list[tuple[str, bytes]]:
        """What can be written now; each keeps its place until it is."""
        if not self._ordered:
            done = [task for task in self._open if task.done()]
            self._open = deque(task for task in self._open if not task.done())
            return [task.result() for task in done]
        due = []
        while self._open and self._open[0].done():
            due.append(self._open.popleft().result())
        return due

    def _written(self, answers: list[tuple[str, bytes]]) -> None:
        self._taken -= len(answers)
        self._service.batch_lines -= len(answers)
        self._room.set()
        for outcome, _ in answers:
            self.outcomes[outcome] += 1
            self._service.metrics.batch_line(outcome)


async def _raise_once(gone: asyncio.Event) -> None:
    await gone.wait()
    raise ClientDisconnect
