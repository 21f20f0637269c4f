"""What `cleancopy bulk` does: settings and options to a job, its progress and its table to the terminal."""

from __future__ import annotations

import sys
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tqdm import tqdm

from app.bulk.cluster.job import Fleet, Total, run
from app.bulk.cluster.shard import Job
from app.bulk.record import Reading
from app.clean.model import BodyFormat
from app.clean.rules import load_rules
from app.clean.site.folder import NO_SITES, load_sites
from app.settings import MEBIBYTE, load_settings
from app.workers.task import Limits

if TYPE_CHECKING:
    from pathlib import Path

if find_spec("ray") is None:
    raise ModuleNotFoundError("the extra ray is not installed", name="ray")


def job_of(
    source: str,
    output: str,
    rules_dir: Path | None = None,
    *,
    body: str = BodyFormat.TEXT,
    explain: bool = False,
) -> Job:
    """A job with the settings of the environment. Raises SettingsError and RulePackError.

    Rules are read and checked here and go to the actors, which need not see the folder.
    """
    settings = load_settings(rules_dir=rules_dir)
    sites = settings.site_config_dir
    return Job(
        source,
        output,
        Reading(explain=explain, format=BodyFormat(body), max_bytes=settings.max_inflated_bytes),
        Limits(
            deadline=settings.deadline_seconds,
            memory=settings.worker_memory_mb * MEBIBYTE,
            recycle_after=settings.recycle_after_documents,
            recycle_above=settings.recycle_above_mb * MEBIBYTE,
        ),
        load_rules(settings.rules_dir).rules[len(load_rules(None).rules) :],
        settings.max_tags,
        NO_SITES if sites is None else load_sites(sites),
    )


def run_job(job: Job, fleet: Fleet, split_mb: int) -> tuple[Total, float]:
    """Run a job with a bar of its shards on the terminal; what came of it, and how many seconds it took."""
    start = time.perf_counter()
    with tqdm(unit="shard", file=sys.stderr, disable=not sys.stderr.isatty(), dynamic_ncols=True) as bar:

        def show(total: Total) -> None:
            bar.total, bar.n = total.planned, total.before + total.finished
            bar.set_postfix(articles=total.articles, failures=total.failures.total())

        total = run(job, fleet, split_mb * MEBIBYTE, show)
    return total, time.perf_counter() - start


def table(total: Total, seconds: float) -> str:
    """What came of a job, a line each."""
    rows = [
        ("shards", f"{total.finished + total.before} of {total.planned}, {total.before} of them before"),
        ("articles", f"{total.articles}"),
        ("failures", f"{total.failures.total()}"),
        *((f"  {code}", f"{number}") for code, number in sorted(total.failures.items())),
        *((f"passed over: {what}", f"{number}") for what, number in sorted(total.skipped.items())),
        ("seconds", f"{seconds:.1f}"),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:{width}}  {value}" for name, value in rows)
