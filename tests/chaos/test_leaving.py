"""SIGTERM under load: what was accepted is answered, and callers that keep coming do not hold up the end."""

from __future__ import annotations

import asyncio
import signal
import time
from typing import TYPE_CHECKING

from tests.chaos.load import Load
from tests.chaos.tally import Answer, Tally, replaced
from tests.chaos.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.chaos.conftest import Form
    from tests.chaos.pages import Page
    from tests.chaos.report import Report
    from tests.running import RunningService

    Start = Callable[..., RunningService]

GRACE_SECONDS = 25.0
AT_ONCE = 16


def leave_under_load(
    service: RunningService, news: list[Page], until: Callable[[Answer], bool]
) -> tuple[Tally, Tally, float]:
    """Counts of what was sent before SIGTERM and after it, and the seconds until the process ended."""
    tally = Tally()

    async def run() -> tuple[float, float]:
        async with Load(service.url) as load:
            await load.learn(news)
            loading = asyncio.create_task(load.in_circle(news, tally, at_once=AT_ONCE, until=until))
            await asyncio.sleep(1.5)
            told = time.perf_counter()
            service.process.send_signal(signal.SIGTERM)
            assert await asyncio.to_thread(service.process.wait, GRACE_SECONDS + 10) == 0
            left = time.perf_counter()
            await loading
            return told, left

    told, left = asyncio.run(run())
    before = Tally(answers=[answer for answer in tally.answers if answer.began < told])
    before.sent = len(before.answers)
    after = Tally(tally.sent - before.sent, [answer for answer in tally.answers if answer.began >= told])
    return before, after, left - told


def test_what_was_accepted_before_sigterm_is_cleaned(
    start: Start, form: Form, news: list[Page], report: Report
) -> None:
    for _ in range(int(form.of(1, 5))):
        service = start(workers=2, shutdown_grace_seconds=GRACE_SECONDS)
        with Watch(service) as watch:
            before, after, seconds = leave_under_load(service, news, lambda answer: answer.status != 200)

        log = service.log()
        after.excuse(log)
        report.add("SIGTERM: sent before", before, log=log, memory=watch.peak)
        report.add(f"SIGTERM: sent after, left in {seconds:.1f} s", after, log=log)
        # What was on its way when the signal came may be refused, but it is told so.
        assert before.codes().keys() <= {"ok", "shutting_down"}
        assert len(before.cleaned) >= before.sent - AT_ONCE
        assert after.codes().keys() <= {"ok", "shutting_down", "refused", "not_taken"}
        assert before.unlike_log(log) == after.unlike_log(log) == []
        assert not replaced(log)


def test_callers_that_keep_coming_do_not_hold_up_the_end(
    start: Start, news: list[Page], report: Report
) -> None:
    service = start(workers=2, shutdown_grace_seconds=GRACE_SECONDS)

    before, after, seconds = leave_under_load(service, news, lambda answer: answer.status == 0)

    log = service.log()
    after.excuse(log)
    report.add("SIGTERM, callers do not heed it: sent before", before, log=log)
    report.add(f"SIGTERM, callers do not heed it: sent after, left in {seconds:.1f} s", after, log=log)
    assert before.codes().keys() <= {"ok", "shutting_down"}
    assert after.codes()["shutting_down"] > 0
    assert before.unlike_log(log) == after.unlike_log(log) == []
    assert after.lost == 0
    assert after.codes()["not_taken"] <= AT_ONCE
    assert seconds < GRACE_SECONDS / 2
