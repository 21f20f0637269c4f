"""Callers that misbehave, a thousand connections of them, change nothing for the others."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import psutil

from tests.chaos.callers import Callers
from tests.chaos.load import Load, for_seconds
from tests.chaos.tally import Tally, replaced
from tests.chaos.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.chaos.conftest import Form
    from tests.chaos.pages import Page
    from tests.chaos.report import Report
    from tests.running import RunningService

    Start = Callable[..., RunningService]

IDLE = 1000
OF_EACH = 20

MEDIAN = (1.5, 0.02)
LONGEST = (3.0, 0.1)
"""By which factor, and how many seconds on top, others may wait longer: by the median, and in one of 100.
Two of the bad callers do send a document a second, and a machine has other things to do."""


def test_bad_callers_change_nothing_for_others(
    start: Start, form: Form, news: list[Page], report: Report
) -> None:
    service = start(workers=2)
    calm, beside, after = Tally(), Tally(), Tally()
    callers = Callers(service.url, news[0])
    front = psutil.Process(service.process.pid)

    async def run() -> int:
        async with Load(service.url) as load:
            await load.learn(news)
            seconds = form.of(3, 30)
            await load.in_circle(news, calm, at_once=2, until=for_seconds(seconds))
            files = front.num_fds()
            callers.add(IDLE, Callers.sit)
            for kind in (
                Callers.trickle,
                Callers.stall_in_head,
                Callers.stall_in_body,
                Callers.hang_up_in_body,
                Callers.close_half,
            ):
                callers.add(OF_EACH, kind)
            callers.add(1, Callers.hang_up_in_wait)
            callers.add(1, Callers.read_nothing)
            while callers.opened < IDLE + 5 * OF_EACH:
                await asyncio.sleep(0.1)
            await asyncio.sleep(1)
            await load.in_circle(news, beside, at_once=2, until=for_seconds(seconds))
            await callers.leave()
            await load.in_circle(news, after, at_once=2, until=for_seconds(seconds))
            return files

    with Watch(service) as watch:
        files = asyncio.run(run())

    log = service.log()
    report.add("before the bad callers", calm, log=log, memory=watch.peak)
    report.add(f"beside bad callers on {callers.opened} connections", beside, log=log)
    report.add("after the bad callers", after, log=log)
    assert calm.codes().keys() == beside.codes().keys() == after.codes().keys() == {"ok"}
    assert calm.lost == beside.lost == after.lost == 0
    assert beside.unlike_log(log) == []
    for share, (factor, seconds) in ((0.5, MEDIAN), (0.99, LONGEST)):
        # The slower of the two: what else the machine does is not theirs.
        usual = max(calm.quantile(share), after.quantile(share))
        assert beside.quantile(share) < usual * factor + seconds
    # Nothing of them is left behind.
    service.wait_for(lambda: front.num_fds() <= files + 1)
    service.wait_for(lambda: service.metric("cleancopy_http_requests_in_flight") == 1)
    assert replaced(log).keys() <= {"recycled_count"}
