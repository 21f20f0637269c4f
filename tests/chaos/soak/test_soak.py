"""Hours of ordinary work in minutes: memory stays flat, and workers are replaced only as planned."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import numpy as np

from tests.chaos.load import Load
from tests.chaos.tally import Tally, replaced
from tests.chaos.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.chaos.pages import Page
    from tests.chaos.report import Report
    from tests.chaos.tally import Answer
    from tests.running import RunningService

    Start = Callable[..., RunningService]

RECYCLE_AFTER = 2000
WARM_UP = 0.2
"""Share of the run in which memory may still rise: every kind of page is new, and caches fill."""

GROWTH = 0.05
"""By how much the line through memory may rise over the rest of the run, as a share of its level."""


def growth(samples: list[tuple[float, float]]) -> float:
    """Rise of the line (least squares) through (time, memory) after the warm-up, as a share of its start."""
    seconds, mebibytes = np.array(samples[int(len(samples) * WARM_UP) :]).T
    slope, level = np.polyfit(seconds - seconds[0], mebibytes, 1)
    return float(slope * (seconds[-1] - seconds[0]) / level)


def test_memory_stays_flat(
    start: Start, news: list[Page], report: Report, pytestconfig: pytest.Config
) -> None:
    count, minutes = pytestconfig.getoption("--requests"), pytestconfig.getoption("--minutes")
    service = start(workers=2, recycle_after_documents=RECYCLE_AFTER, deadline_seconds=60)
    tally = Tally()
    end = time.perf_counter() + minutes * 60

    def enough(_: Answer) -> bool:
        return tally.sent >= count or time.perf_counter() > end

    async def run() -> None:
        async with Load(service.url) as load:
            await load.learn(news)
            await load.in_circle(news, tally, at_once=4, until=enough)

    with Watch(service, every=2.0) as watch:
        asyncio.run(run())

    log = service.log()
    risen = growth(watch.samples)
    report.add(f"soak of {len(news)} pages, growth {risen:+.1%}", tally, log=log, memory=watch.peak)
    assert tally.codes().keys() == {"ok"}
    assert tally.lost == 0
    assert tally.unlike_log(log) == []
    assert replaced(log).keys() <= {"recycled_count", "recycled_memory"}
    assert abs(replaced(log)["recycled_count"] - (tally.sent + len(news)) / RECYCLE_AFTER) <= 2
    assert risen < GROWTH
