"""`cleancopy clean`, from the files it was given to the way it ends."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from app.bulk.done import Done
from app.bulk.flow import Flow
from app.bulk.json_lines import LinesFile, LinesTo
from app.bulk.progress import Progress
from app.bulk.readers import records
from app.bulk.record import Meter, Reading
from app.bulk.rows import article_row, failure_row
from app.bulk.tally import Tally, table
from app.clean.model import BodyFormat
from app.clean.rules import load_rules
from app.clean.site.folder import load_sites
from app.errors import CleancopyError, SettingsError
from app.settings import MEBIBYTE
from app.workers.pool import WorkerPool
from app.workers.task import Limits
from app.workers.worker import start_fork_server

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from app.bulk.inputs import Input
    from app.bulk.record import Flaw, Record
    from app.bulk.rows import Row
    from app.settings import Settings
    from app.workers.task import Cleaned

PARQUET_SUFFIX = ".parquet"


class Output(Protocol):
    """Where rows go."""

    def write(self, row: Row) -> None:
        """Add a row. Raises OSError."""

    def close(self, *, complete: bool) -> None:
        """Write what is held back; `complete` if nothing is to follow. Raises OSError."""


class Resumable(Output, Protocol):
    """An output that a run before this one may have left."""

    @property
    def there(self) -> bool:
        """Whether a run before this one has left anything."""

    def empty(self) -> None:
        """Begin anew."""

    def recover(self) -> Iterable[str]:
        """The sources of the rows that are there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for.

    `output`  None is standard output.
    `errors`  None is beside the output if that is a file, else standard error.
    """

    inputs: list[Input]
    output: Path | None = None
    errors: Path | None = None
    parquet: bool = False
    resume: bool = False
    overwrite: bool = False
    ordered: bool = True
    explain: bool = False
    format: BodyFormat = BodyFormat.TEXT
    quiet: bool = False


def errors_beside(output: Path) -> Path:
    """Where the errors go of an output that is a file: `news.jsonl.gz` has `news.errors.jsonl` beside it."""
    stem = output.name
    for suffix in (".gz", ".zst", ".jsonl", ".ndjson", ".json", PARQUET_SUFFIX):
        stem = stem.removesuffix(suffix)
    return output.with_name(f"{stem or output.name}.errors.jsonl")


class Job:
    """One run. Raises SettingsError, RulePackError and OSError before anything is written."""

    def __init__(self, plan: Plan, settings: Settings) -> None:
        self.tally = Tally()
        self._plan = plan
        self._settings = settings
        self._meter = Meter()
        self._done = Done()
        self._failed_before = 0
        self._interrupted: signal.Signals | None = None
        rules, sites = load_rules(settings.rules_dir), load_sites(settings.site_config_dir)
        limits = Limits(
            deadline=settings.deadline_seconds,
            memory=settings.worker_memory_mb * MEBIBYTE,
            recycle_after=settings.recycle_after_documents,
            recycle_above=settings.recycle_above_mb * MEBIBYTE,
        )
        self._pool = WorkerPool(settings.workers, 0, limits, rules.rules, sites)
        self._articles, self._failures = self._outputs()

    def run(self) -> int:
        """Clean everything and return the exit code: 0, 1 if documents failed, also before, 128 + a signal.

        Raises OSError if an output cannot be written, CleancopyError if no worker comes up.
        """
        start_fork_server()
        started = time.perf_counter()
        self._progress = Progress(self._plan.inputs, quiet=self._plan.quiet)
        finished = False
        try:
            asyncio.run(self._run())
            finished = self._interrupted is None
        finally:
            self._progress.close()
            for output in (self._articles, self._failures):
                output.close(complete=finished)
        if not self._plan.quiet:
            seconds = time.perf_counter() - started
            sys.stderr.write(table(self.tally, self._meter, seconds) + "\n")
            sys.stderr.flush()
        if self._interrupted is not None:
            return 128 + self._interrupted
        return 1 if self.tally.failures or self._failed_before else 0

    async def _run(self) -> None:
        stop = asyncio.Event()

        def leave(number: signal.Signals) -> None:
            self._interrupted = number
            stop.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, leave, number)
        settings = self._settings
        flow = Flow(
            self._pool,
            settings.workers,
            most_bytes=2 * settings.max_inflated_bytes,
            max_tags=settings.max_tags,
            ordered=self._plan.ordered,
        )
        self._pool.start()
        try:
            await flow.run(self._items(), stop, self._write)
        finally:
            await self._pool.close()

    def _items(self) -> Iterator[Record | Flaw]:
        plan, settings = self._plan, self._settings
        reading = Reading(
            explain=plan.explain,
            fetched_at=datetime.now(UTC),
            max_bytes=settings.max_inflated_bytes,
            max_line=settings.max_batch_line_bytes,
            format=plan.format,
        )
        for item in records(plan.inputs, reading, self._meter):
            if item.source in self._done:
                self.tally.resumed += 1
            else:
                yield item

    def _write(self, item: Record | Flaw, result: Cleaned | CleancopyError) -> None:
        if isinstance(result, CleancopyError):
            row = failure_row(item, result)
            self._failures.write(row)
        else:
            row = article_row(item, result)  # type: ignore[arg-type] # a flaw has no result
            self._articles.write(row)
        self.tally.count(row)
        self._progress.show(self.tally, self._meter)

    def _outputs(self) -> tuple[Output, Output]:
        plan = self._plan
        if plan.output is None:
            return LinesTo(sys.stdout.buffer), self._error_lines(plan.errors)
        failures = self._error_lines(plan.errors or errors_beside(plan.output))
        self._failed_before = len(self._done)
        articles = self._parquet(plan.output) if plan.parquet else LinesFile(plan.output)
        self._begin(articles, plan.output)
        return articles, failures

    def _error_lines(self, path: Path | None) -> Output:
        if path is None:
            return LinesTo(sys.stderr.buffer)
        lines = LinesFile(path)
        self._begin(lines, path)
        return lines

    @staticmethod
    def _parquet(path: Path) -> Resumable:
        try:
            from app.bulk.parquet import ParquetFile  # noqa: PLC0415 (pyarrow is heavy, and an extra)
        except ImportError:
            raise SettingsError("Parquet needs pyarrow: pip install 'cleancopy[bulk]'") from None
        return ParquetFile(path)

    def _begin(self, output: Resumable, path: Path) -> None:
        """Go on with an output, or begin it anew."""
        if self._plan.resume:
            self._done.add(output.recover())
        elif output.there and not self._plan.overwrite:
            message = f"{path}: is there already; --resume goes on with it, --overwrite replaces it"
            raise SettingsError(message)
        else:
            output.empty()
