"""Cleaning one shard: its documents through a pool of workers, what comes of them into its tables."""

from __future__ import annotations

import asyncio
import io
import time
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast

from app.api.cleaning import check_tags
from app.bulk.cluster import tables
from app.bulk.cluster.parquet_pages import parquet_records
from app.bulk.cluster.plan import PARQUET
from app.bulk.inputs import Form
from app.bulk.readers import in_file
from app.bulk.record import Flaw, Meter, Reading, Record
from app.bulk.rows import article_row, failure_row
from app.clean.site.folder import NO_SITES, SiteFolder
from app.errors import CapacityError, CleancopyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import BinaryIO

    from pyarrow import NativeFile

    from app.bulk.cluster.plan import Shard
    from app.bulk.cluster.storage import Folder
    from app.bulk.rows import Row
    from app.clean.rules import Rule
    from app.workers.pool import WorkerPool
    from app.workers.task import Cleaned, Limits

AHEAD = 16
"""Documents that are read before a worker asks for them, for each worker: one that takes up to the deadline
does not keep it waiting for the next."""

MOST_BYTES = 64 * 1024 * 1024
"""But no more bytes of documents than so many are read ahead."""

TAKEN = 8
"""Documents that are read at a time, in a thread: the loop must be there for the workers."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all shards of a job: where from, where to, and how to clean.

    `own_rules` are those beside the packaged ones, which every node has.
    """

    source: str
    output: str
    reading: Reading
    limits: Limits
    own_rules: tuple[Rule, ...]
    max_tags: int
    sites: SiteFolder = NO_SITES


class Watched(io.RawIOBase):
    """A file that remembers that it could not be read. Readers take that for the end of a broken file; where
    it is the network that broke, the shard is to be cleaned again."""

    def __init__(self, file: NativeFile) -> None:
        super().__init__()
        self.error: OSError | None = None
        self._file = file

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """Whether any part of it can be read."""
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go on at another place."""
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        """Where it is."""
        return int(self._file.tell())

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes. Raises OSError."""
        try:
            return bytes(self._file.read(None if size < 0 else size))
        except OSError as error:
            self.error = error
            raise


async def clean_shard(
    shard: Shard, job: Job, source: Folder, output: Folder, pool: WorkerPool
) -> tables.Counts:
    """Clean what is in the shard, unless that is done already, and say what was in it. Raises OSError."""
    if (before := await asyncio.to_thread(tables.noted, output, shard.name)) is not None:
        return before
    start = time.perf_counter()
    meter, counts = Meter(), tables.Counts()
    with source.open(shard.path, seekable=shard.form == PARQUET) as stored:
        file = Watched(stored)
        items = shard.own(_items(shard, job, file, meter))
        with tables.tables(output, shard.name) as writing:
            async for item, outcome in _outcomes(items, job, pool):
                row, failed = _row(item, outcome, counts)
                await asyncio.to_thread(writing.add, row, failed=failed)
            if file.error is not None:
                raise file.error
    counts.stored_bytes = meter.bytes
    counts.seconds = time.perf_counter() - start
    if shard.part == 0:  # the others see the same ones
        counts.skipped = dict(meter.skipped)
    await asyncio.to_thread(tables.note, output, shard.name, counts)
    return counts


def _items(shard: Shard, job: Job, file: Watched, meter: Meter) -> Iterator[Record | Flaw]:
    path = job.source if shard.path == "." else f"{job.source.rstrip('/')}/{shard.path}"
    readable = cast("BinaryIO", file)
    if shard.form == PARQUET:
        return parquet_records(readable, path, job.reading)
    return in_file(readable, path, Form(shard.form), job.reading, meter)


def _row(item: Record | Flaw, outcome: Cleaned | CleancopyError, counts: tables.Counts) -> tuple[Row, bool]:
    """The row, and whether it is one of a failure."""
    if isinstance(outcome, CleancopyError):
        counts.failures[outcome.code] = counts.failures.get(outcome.code, 0) + 1
        return failure_row(item, outcome), True
    counts.articles += 1
    return article_row(cast("Record", item), outcome), False


async def _outcomes(
    items: Iterator[Record | Flaw], job: Job, pool: WorkerPool
) -> AsyncIterator[tuple[Record | Flaw, Cleaned | CleancopyError]]:
    """What comes of each item, in their order."""
    places = AHEAD * pool.states().total()
    waiting: deque[tuple[Record | Flaw, asyncio.Task[Cleaned | CleancopyError]]] = deque()
    held = 0
    try:
        while taken := await asyncio.to_thread(_take, items):
            for item in taken:
                waiting.append((item, asyncio.create_task(_outcome(item, job, pool))))
                held += _size(item)
            while len(waiting) > places or held > MOST_BYTES:
                item, task = waiting.popleft()
                held -= _size(item)
                yield item, await task
        while waiting:
            item, task = waiting.popleft()
            yield item, await task
    finally:
        for _, task in waiting:
            task.cancel()


def _take(items: Iterator[Record | Flaw]) -> list[Record | Flaw]:
    return list(islice(items, TAKEN))


def _size(item: Record | Flaw) -> int:
    return len(item.task.document.content) if isinstance(item, Record) else 0


async def _outcome(item: Record | Flaw, job: Job, pool: WorkerPool) -> Cleaned | CleancopyError:
    if isinstance(item, Flaw):
        return item.error
    try:
        check_tags(item.task.document, job.max_tags)
        return (await pool.clean(item.task, patient=True))[0]
    except CapacityError:
        raise  # says nothing of the document
    except CleancopyError as error:
        return error
