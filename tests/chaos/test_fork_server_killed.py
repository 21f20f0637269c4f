"""The process that workers are forked from is killed: the service makes another and loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import TYPE_CHECKING

import httpx
import psutil

from tests.chaos import broken
from tests.chaos.load import Load
from tests.chaos.tally import Tally, replaced
from tests.chaos.watch import Watch, fork_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.chaos.conftest import Form
    from tests.chaos.pages import Page
    from tests.chaos.report import Report
    from tests.running import RunningService

    Start = Callable[..., RunningService]


def test_the_fork_server_killed_under_load_loses_no_request(
    start: Start, form: Form, news: list[Page], report: Report
) -> None:
    service = start(workers=2, recycle_after_documents=50)
    tally = Tally()
    kills = int(form.of(1, 5))

    def all_up() -> bool:
        return service.metric("cleancopy_workers", state="starting") == 0

    async def run() -> None:
        over = False
        async with Load(service.url) as load:
            await load.learn(news)
            loading = asyncio.create_task(load.in_circle(news, tally, at_once=6, until=lambda _: over))
            for _ in range(kills):
                await asyncio.sleep(2)
                await asyncio.to_thread(service.wait_for, all_up)
                server, workers = fork_server(service), service.worker_pids()
                server.kill()
                await asyncio.sleep(0.2)
                for pid in workers:  # all at once, so that not one is left
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
            await asyncio.to_thread(service.wait_for, all_up)
            await asyncio.sleep(1)
            over = True
            await loading

    with Watch(service) as watch:
        asyncio.run(run())
    service.wait_for(lambda: service.metric("cleancopy_workers", state="idle") == 2)

    log = service.log()
    report.add(f"fork server and all workers killed {kills} times", tally, log=log, memory=watch.peak)
    assert tally.codes().keys() == {"ok"}
    assert tally.lost == 0
    assert tally.unlike_log(log) == []
    # Some were just then replaced as planned, or not up yet.
    assert replaced(log).keys() <= {"lost", "recycled_count"}
    assert replaced(log)["lost"] > 0


def test_a_deadline_holds_when_the_fork_server_is_gone(start: Start, report: Report) -> None:
    service = start(workers=1, deadline_seconds=1)
    tally = Tally()
    server = fork_server(service)
    (worker,) = service.worker_pids()

    server.kill()
    service.wait_for(lambda: server.status() == psutil.STATUS_ZOMBIE)

    async def run() -> None:
        async with Load(service.url) as load:
            await load.send(broken.hanging()[0], tally)

    asyncio.run(run())

    report.add("a hanging document, its fork server killed", tally, log=service.log())
    (answer,) = tally.answers
    assert answer.code == "deadline_exceeded"
    assert answer.seconds < 4  # the worker itself gives up five seconds after its deadline
    service.wait_for(lambda: not psutil.pid_exists(worker))
    assert service.client.get("/readyz").status_code == httpx.codes.OK
