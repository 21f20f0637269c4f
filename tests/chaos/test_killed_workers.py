"""A worker is killed every half second: its document is tried once more, and no request is lost."""

from __future__ import annotations

import asyncio
import os
import signal
from random import Random
from typing import TYPE_CHECKING

from tests.chaos.load import Load
from tests.chaos.tally import Tally, replaced
from tests.chaos.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.chaos.conftest import Form
    from tests.chaos.pages import Page
    from tests.chaos.report import Report
    from tests.running import RunningService

    Start = Callable[..., RunningService]

EVERY_SECONDS = 0.5


def test_killed_workers_lose_no_request(start: Start, form: Form, news: list[Page], report: Report) -> None:
    service = start(workers=2)
    tally = Tally()
    kills = 0

    async def kill_one_and_another() -> None:
        nonlocal kills
        random = Random(5)  # noqa: S311
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            pids = sorted(service.worker_pids())
            if pids:
                os.kill(random.choice(pids), signal.SIGKILL)
                kills += 1

    async def run() -> None:
        async with Load(service.url) as load:
            await load.learn(news)
            killing = asyncio.create_task(kill_one_and_another())
            await load.number(news, tally, at_once=6, count=int(form.of(500, 5000)))
            killing.cancel()

    with Watch(service) as watch:
        asyncio.run(run())
    service.wait_for(lambda: service.metric("cleancopy_workers", state="idle") == 2)

    log = service.log()
    report.add(f"{kills} workers killed", tally, log=log, memory=watch.peak)
    assert tally.codes().keys() <= {"ok", "worker_lost"}
    assert tally.lost == 0
    assert tally.unlike_log(log) == []
    # Some hit a worker that was just starting, and some documents lose both their workers.
    assert 0 < replaced(log)["lost"] <= kills
    assert tally.codes()["worker_lost"] <= kills // 2
    assert (
        service.metric("cleancopy_document_errors_total", code="worker_lost") == tally.codes()["worker_lost"]
    )
