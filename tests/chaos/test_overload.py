"""Five times more documents than the service can clean: it cleans what it can, and turns away the rest."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from tests.chaos.load import Load, for_seconds
from tests.chaos.tally import Tally
from tests.chaos.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.chaos.conftest import Form
    from tests.chaos.pages import Page
    from tests.chaos.report import Report
    from tests.running import RunningService

    Start = Callable[..., RunningService]

WORKERS = 2
QUEUE_LIMIT = 32
TIMES = 5
RECOVERY_SECONDS = 1.0

GROWTH_MIB = 128
"""What overload may add to the memory of all processes: bodies that wait, and what more connections cost."""


def test_overload_is_turned_away_and_what_is_accepted_is_cleaned_in_time(
    start: Start, form: Form, news: list[Page], report: Report
) -> None:
    service = start(workers=WORKERS, queue_limit=QUEUE_LIMIT)
    calm, overload, after = Tally(), Tally(), Tally()

    async def run() -> tuple[float, float, float]:
        async with Load(service.url) as load:
            await load.learn(news)
            began = time.perf_counter()
            with watch_calm:
                await load.in_circle(news, calm, at_once=2 * WORKERS, until=for_seconds(form.of(3, 10)))
            capacity = len(calm.cleaned) / (time.perf_counter() - began)
            busy_before = service.metric("cleancopy_worker_busy_seconds_total")
            with watch:
                loading = await load.at_rate(news, overload, rate=TIMES * capacity, seconds=seconds)
                ended = time.perf_counter()
                while (await load.send(news[0], after)).status != 200:
                    await asyncio.sleep(0.02)
                recovered = time.perf_counter() - ended
                await asyncio.gather(*loading)
            busy = service.metric("cleancopy_worker_busy_seconds_total") - busy_before
            return capacity, busy / (len(overload.cleaned) + 1), recovered

    seconds = form.of(8, 60)
    watch_calm, watch = Watch(service), Watch(service)
    capacity, service_time, recovered = asyncio.run(run())

    log = service.log()
    report.add(f"calm, {capacity:.0f} a second", calm, log=log, memory=watch_calm.peak)
    what = (
        f"overload {TIMES}x for {seconds:g} s, {service_time * 1000:.0f} ms each, recovery {recovered:.2f} s"
    )
    report.add(what, overload, log=log, memory=watch.peak)
    assert calm.codes().keys() == {"ok"}
    assert overload.codes().keys() == {"ok", "busy"}
    assert overload.lost == after.lost == 0
    assert overload.unlike_log(log) == []
    assert all(int(each.retry_after) >= 1 for each in overload.answers if each.code == "busy")
    assert overload.quantile(0.99) < QUEUE_LIMIT * service_time
    assert len(overload.cleaned) > capacity * seconds / 4
    assert watch.peak < watch_calm.peak + GROWTH_MIB
    assert recovered < RECOVERY_SECONDS
