"""Pages that hang, exhaust memory or lose their worker get their own error; others get their answer."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

from tests.chaos import broken
from tests.chaos.load import Load
from tests.chaos.tally import Tally, replaced
from tests.chaos.watch import Watch, most_absorbed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.chaos.conftest import Form
    from tests.chaos.pages import Page
    from tests.chaos.report import Report
    from tests.running import RunningService

    Start = Callable[..., RunningService]


def send_amid_others(
    service: RunningService,
    bad: Sequence[Page],
    news: list[Page],
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[Tally, Tally]:
    """Counts of the bad pages, sent one after the other, and of the others that came and went meanwhile."""
    tally, others = Tally(), Tally()
    over = False

    async def run() -> None:
        nonlocal over
        async with Load(service.url) as load:
            await load.learn(news)
            around = asyncio.create_task(load.in_circle(news, others, at_once=3, until=lambda _: over))
            await asyncio.sleep(0.5)
            for page in bad:
                sending = asyncio.create_task(load.send(page, tally))
                await asyncio.to_thread(meanwhile)
                await sending
            await asyncio.sleep(0.5)
            over = True
            await around

    asyncio.run(run())
    return tally, others


def test_pages_that_hang_get_their_deadline(
    start: Start, form: Form, news: list[Page], report: Report
) -> None:
    deadline = form.of(1.5, 10)
    service = start(workers=2, deadline_seconds=deadline, worker_memory_mb=2048)
    bad = broken.hanging()[: int(form.of(3, 100))]

    with Watch(service) as watch:
        tally, others = send_amid_others(service, bad, news)

    log = service.log()
    report.add(f"pages that hang, deadline {deadline:g} s", tally, log=log, memory=watch.peak)
    report.add("... and others meanwhile", others, log=log)
    assert {answer.page: answer.code for answer in tally.answers} == {
        page.name: "deadline_exceeded" for page in bad
    }
    assert others.codes().keys() == {"ok"}
    assert others.lost == 0
    assert others.unlike_log(log) == []
    assert replaced(log) == {"deadline": len(bad)}


def test_memory_bombs_get_their_cap(start: Start, form: Form, news: list[Page], report: Report) -> None:
    service = start(workers=2, deadline_seconds=60, worker_memory_mb=512)
    bad = broken.bombs() * int(form.of(1, 5))

    with Watch(service) as watch:
        tally, others = send_amid_others(service, bad, news)

    log = service.log()
    report.add("memory bombs, cap 512 MiB", tally, log=log, memory=watch.peak)
    report.add("... and others meanwhile", others, log=log)
    assert {answer.page: answer.code for answer in tally.answers} == {
        page.name: "out_of_memory" for page in bad
    }
    assert others.codes().keys() == {"ok"}
    assert others.lost == 0
    assert others.unlike_log(log) == []
    assert replaced(log) == {"memory_cap": len(bad)}
    assert watch.peak < 2 * 512 + 512


def test_a_page_that_takes_its_workers_along_is_given_up(
    start: Start, news: list[Page], report: Report
) -> None:
    """No page was found that crashes a worker by itself, so a signal does what a crash would."""
    service = start(workers=2, deadline_seconds=60)

    signals = iter((signal.SIGSEGV, signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL))

    def crash_twice() -> None:
        for _ in range(2):
            os.kill(most_absorbed(service), next(signals))

    with Watch(service) as watch:
        tally, others = send_amid_others(service, broken.hanging()[:2], news, crash_twice)

    log = service.log()
    report.add("pages whose workers die by SIGSEGV, SIGABRT, SIGKILL", tally, log=log, memory=watch.peak)
    report.add("... and others meanwhile", others, log=log)
    assert tally.codes() == {"worker_lost": 2}
    assert others.codes().keys() == {"ok"}
    assert others.lost == 0
    assert others.unlike_log(log) == []
    assert replaced(log) == {"lost": 4}
