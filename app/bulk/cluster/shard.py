"""Cleaning one shard: its documents through a pool of workers, what comes of them into its tables."""

from __future__ import annotations

import asyncio
import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from app.bulk.cluster import tables
from app.bulk.cluster.parquet_pages import parquet_records
from app.bulk.cluster.plan import PARQUET
from app.bulk.flow import Flow
from app.bulk.inputs import Form
from app.bulk.readers import in_file
from app.bulk.record import Flaw, Meter, Reading, Record
from app.bulk.rows import article_row, failure_row
from app.clean.site.folder import NO_SITES, SiteFolder
from app.errors import CleancopyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from pyarrow import NativeFile

    from app.bulk.cluster.plan import Shard
    from app.bulk.cluster.storage import Folder
    from app.bulk.rows import Row
    from app.clean.rules import Rule
    from app.workers.pool import WorkerPool
    from app.workers.task import Cleaned, Limits

MOST_BYTES = 64 * 1024 * 1024
"""What the documents that were read and are not cleaned yet hold together, in each actor."""


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

            def write(item: Record | Flaw, outcome: Cleaned | CleancopyError) -> None:
                writing.add(*_row(item, outcome, counts))

            workers = pool.states().total()
            flow = Flow(pool, workers, most_bytes=MOST_BYTES, max_tags=job.max_tags, ordered=True)
            await flow.run(items, asyncio.Event(), write)
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
