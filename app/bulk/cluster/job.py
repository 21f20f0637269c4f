"""The job: shards to actors, what they say added up."""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from app.bulk.cluster.actor import Cleaning
from app.bulk.cluster.plan import shards_of
from app.bulk.cluster.storage import Folder
from app.bulk.cluster.tables import Counts, done, noted
from app.errors import SettingsError, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.bulk.cluster.plan import Shard
    from app.bulk.cluster.shard import Job

OBJECT_STORE_BYTES = 80 * 1024 * 1024
"""Near the least that Ray takes: the documents themselves do not go through it."""

TASK_RETRIES = 8
"""A shard whose actor is lost so often breaks it; it is left, and the others go on."""

BROKEN_SHARDS = 16
"""More shards than so many that raise are no accident, and end the job."""

PLAN = "_job.json"


@dataclass(frozen=True, slots=True)
class Fleet:
    """Where a job runs. `address` of a cluster, None for this machine alone; `actors` is their number, None
    takes one for every `workers` cores that there are; `workers` is the worker processes of each."""

    address: str | None = None
    actors: int | None = None
    workers: int = 1


@dataclass(slots=True)
class Total:
    """What came of a job. `finished` shards in this run, of `planned` in all, of which `before` were done."""

    planned: int
    before: int = 0
    finished: int = 0
    articles: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    error: str | None = None

    @property
    def unfinished(self) -> int:
        """Shards that are left for another run."""
        return self.planned - self.before - self.finished

    def add(self, counts: Counts) -> None:
        """Add what was in a shard."""
        self.articles += counts.articles
        self.failures.update(counts.failures)
        self.skipped.update(counts.skipped)


def run(job: Job, fleet: Fleet, split_bytes: int, heard: Callable[[Total], None]) -> Total:
    """Clean every shard that is not done yet; `heard` is called after each.

    Raises Unreadable where there is nothing to read, SettingsError where the output is another job's.
    """
    shards = shards_of(Folder(job.source).files(), split_bytes)
    if not shards:
        raise Unreadable(f"{job.source}: no WARC, JSONL or Parquet in it")
    output = Folder(job.output)
    _check_plan(output, job, split_bytes)
    known = done(output)
    total = Total(len(shards))
    for shard in shards:
        if shard.name in known and (counts := noted(output, shard.name)) is not None:
            total.before += 1
            total.add(counts)
    heard(total)
    todo = [shard for shard in shards if shard.name not in known]
    for counts in _cleaned(todo, job, fleet, total):
        total.finished += 1
        total.add(counts)
        heard(total)
    if not total.unfinished:
        output.sweep()
    return total


def _check_plan(output: Folder, job: Job, split_bytes: int) -> None:
    """Hold a job that goes on to what it began with: other parts, or options, would double and mix."""
    reading = job.reading
    plan = {
        "input": job.source,
        "split_bytes": split_bytes,
        "format": reading.format,
        "explain": reading.explain,
    }
    written = json.dumps(plan, indent=1).encode()
    before = output.read(PLAN)
    if before is None:
        with output.written(PLAN) as file:
            file.write(written)
    elif before != written:
        raise SettingsError(f"{job.output} holds another job, as its {PLAN} says; take another folder")


def _cleaned(shards: list[Shard], job: Job, fleet: Fleet, total: Total) -> Iterator[Counts]:
    """What was in each shard, as they finish."""
    if not shards:
        return
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is reported to anybody; read when Ray starts
    # On this machine actors have the priority of the command; by itself Ray gives them a lower one.
    os.environ.setdefault("RAY_worker_niceness", "0")
    # Ray tells of each lost actor and node, and of more; what matters of it is in the total.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    import ray  # noqa: PLC0415 (where nothing is left to do, it is not needed)
    import ray.data  # noqa: PLC0415

    # Of max_task_retries, which goes by 2.64; until then no other parameter bounds them.
    warnings.filterwarnings("ignore", "`ray_remote_args` is deprecated")

    _connect(ray, fleet)
    try:
        yield from _streamed(ray, shards, job, fleet, total)
    finally:
        ray.shutdown()


def _connect(ray: Any, fleet: Fleet) -> None:
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if fleet.address is not None:
        ray.init(fleet.address, **options)
        return
    cores = None if fleet.actors is None else fleet.actors * fleet.workers
    options |= {"num_cpus": cores, "include_dashboard": False, "object_store_memory": OBJECT_STORE_BYTES}
    ray.init("local", **options)


def _streamed(ray: Any, shards: list[Shard], job: Job, fleet: Fleet, total: Total) -> Iterator[Counts]:
    data = ray.data
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = BROKEN_SHARDS
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    cores = int(ray.cluster_resources().get("CPU", 1))
    actors = min(len(shards), fleet.actors or max(1, cores // fleet.workers))
    results = data.from_items([asdict(shard) for shard in shards], override_num_blocks=len(shards)).map(
        Cleaning,
        fn_constructor_args=(job, fleet.workers),
        # One shard at a time: one that waits for a busy actor could be with an idle one.
        compute=data.ActorPoolStrategy(size=actors, max_tasks_in_flight_per_actor=1),
        num_cpus=fleet.workers,
        max_task_retries=TASK_RETRIES,
    )
    try:
        for row in results.iter_rows():
            yield Counts(**json.loads(row["counts"]))
    except ray.exceptions.RayError as error:
        total.error = str(error).strip().splitlines()[-1]
