"""The actor that cleans shards: it reads and writes, and has worker processes for what may break."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.bulk.cluster.plan import Shard
from app.bulk.cluster.shard import Job, clean_shard
from app.bulk.cluster.storage import Folder
from app.clean.rules import load_rules
from app.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from app.bulk.cluster.tables import Counts

START_SECONDS = 120.0
"""A machine on which no worker process is up by then is not going to clean anything."""


class Cleaning:
    """Cleans the shards that it is called with, one after the other, with `workers` processes.

    It stays while the job runs, so rules and models are loaded once. If it is killed, its workers notice that
    whoever feeds them has gone.
    """

    def __init__(self, job: Job, workers: int) -> None:
        # Whatever starts a process the way of multiprocessing runs the main module again in it. Here that is
        # Ray's, and a worker process, whose memory is capped, has no use for it.
        vars(sys.modules["__main__"]).pop("__file__", None)
        self._job = job
        self._source, self._output = Folder(job.source), Folder(job.output)
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="cleaning", daemon=True).start()
        self._pool = self._run(self._started(workers))

    def __call__(self, row: dict[str, Any]) -> dict[str, str]:
        """Clean the shard that `row` holds; its name, and what was in it as JSON."""
        shard = Shard(**row)
        counts: Counts = self._run(clean_shard(shard, self._job, self._source, self._output, self._pool))
        return {"name": shard.name, "counts": json.dumps(asdict(counts))}

    async def _started(self, workers: int) -> WorkerPool:
        rules = load_rules(None).rules + self._job.own_rules
        pool = WorkerPool(workers, 0, self._job.limits, rules, self._job.sites)
        pool.start()
        end = time.monotonic() + START_SECONDS
        while not pool.ready:
            if time.monotonic() > end:
                raise TimeoutError("no worker process came up")
            await asyncio.sleep(0.05)
        return pool

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
