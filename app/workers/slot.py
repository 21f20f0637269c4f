"""A worker's place in the pool, what it does, and the document it does it with."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

    from app.errors import CleancopyError
    from app.workers.task import Cleaned, Task
    from app.workers.worker import Worker


class State(StrEnum):
    """What a worker does."""

    STARTING = "starting"
    IDLE = "idle"
    BUSY = "busy"


class Restart(StrEnum):
    """Why a worker was replaced."""

    DEADLINE = "deadline"
    MEMORY_CAP = "memory_cap"
    LOST = "lost"
    RECYCLED_COUNT = "recycled_count"
    RECYCLED_MEMORY = "recycled_memory"


@dataclass(slots=True, eq=False)
class Job:
    """A document that waits or is being cleaned, and whoever waits for it; `patient` if it is of a batch."""

    task: Task
    result: asyncio.Future[Cleaned]
    patient: bool = False
    submitted: float = field(default_factory=time.perf_counter)
    waited: float | None = None
    attempts: int = 0

    def fail(self, error: CleancopyError) -> None:
        """Give the error to whoever still waits."""
        if not self.result.done():
            self.result.set_exception(error)


@dataclass(slots=True, eq=False)
class Slot:
    """The place of one worker among the others.

    `busy_since` is when its worker got the document that it has now, on the clock of `time.perf_counter`.
    """

    state: State = State.STARTING
    worker: Worker | None = None
    job: Job | None = None
    busy_since: float | None = None
