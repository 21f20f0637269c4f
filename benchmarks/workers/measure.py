"""What is measured on a side whose workers are up. Times in milliseconds."""

from __future__ import annotations

import asyncio
import time
from statistics import median
from typing import TYPE_CHECKING

from app.errors import DeadlineExceeded

if TYPE_CHECKING:
    from app.workers.task import Task
    from benchmarks.workers.sides import Side


async def calls(side: Side, task: Task, count: int) -> tuple[float, float]:
    """One document after the other: median of a call, and of what a call takes beside the pipeline's stages.

    The second is what the processes cost: packing, pipe, threads, and the way back.
    """
    whole: list[float] = []
    beside: list[float] = []
    for _ in range(count):
        start = time.perf_counter()
        cleaned = await side.clean(task)
        seconds = time.perf_counter() - start
        whole.append(1000 * seconds)
        beside.append(1000 * (seconds - sum(cleaned.stages.values())))
    return median(whole), median(beside)


async def overrun(side: Side, slow: Task, short: Task, deadline: float) -> tuple[float, float]:
    """A document that runs into the deadline of `deadline` seconds on a side with one worker.

    How late its answer comes, and how long it then takes until the replaced worker has answered the next.
    """
    start = time.perf_counter()
    try:
        await side.clean(slow)
    except DeadlineExceeded:
        answered = time.perf_counter()
    else:
        raise RuntimeError(f"the slow document was cleaned within {deadline:g} s: it must be longer")
    await side.clean(short)
    back = time.perf_counter()
    return 1000 * (answered - start - deadline), 1000 * (back - answered)


async def idle(seconds: float) -> float:
    """CPU of this process, in ms a second, while nobody asks for anything.

    The workers are left out: on both sides they sleep in a read.
    """
    start, cpu = time.perf_counter(), time.process_time()
    await asyncio.sleep(seconds)
    return 1000 * (time.process_time() - cpu) / (time.perf_counter() - start)
