"""The worker processes and the documents that wait for them, on the event loop.

Each worker has a slot: a task that takes the next waiting document, hands it to the worker, and replaces the
worker when it was killed, was lost, or is due. Two workers share nothing, so what happens
to one is not noticed by the others.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, repeat
from typing import TYPE_CHECKING

from app.clean.site.folder import NO_SITES, SiteFolder
from app.errors import Busy, DeadlineExceeded, InternalError, NotReady, OutOfMemory, ShuttingDown, WorkerLost
from app.workers.slot import Job, Restart, Slot, State
from app.workers.task import Cleaned, Failed, Limits, OverMemory, Task
from app.workers.worker import Worker, WorkerDied, WorkerUnavailable

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from app.clean.rules import Rule

logger = logging.getLogger(__name__)

ATTEMPTS = 2
"""A document whose worker died is tried once more, on a fresh one."""

RESTART_PAUSES = (0.1, 0.5, 2.0, 5.0)
"""Seconds until a worker that did not come up is tried again; the last one from then on."""

PEAK_SHARE = 0.75
"""A worker whose address space was ever above this share of its cap is replaced: what it still holds of it
is fragmented, and the next document would be taken for one that needs too much."""

PATIENT_TURN = 4
"""Where documents of both kinds wait, every fourth that a worker takes is a patient one: neither starves."""


class WorkerPool:
    """`workers` processes with at most `queue_limit` documents waiting for them.

    Patient documents, those of batches, wait beside the queue and take no room in it: whoever sends them
    bounds their number, and they are never turned away for want of room.
    """

    def __init__(
        self,
        workers: int,
        queue_limit: int,
        limits: Limits,
        rules: tuple[Rule, ...],
        sites: SiteFolder = NO_SITES,
    ) -> None:
        self.limits = limits
        self.queue_limit = queue_limit
        self.restarts: Counter[Restart] = Counter()
        self._busy_seconds = 0.0
        self._rules = rules
        self._sites = sites
        self._slots = tuple(Slot() for _ in range(workers))
        self._waiting: deque[Job] = deque()
        self._patient: deque[Job] = deque()
        self._turn = 0
        self._sleepers: deque[asyncio.Future[None]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._was_ready = False
        self._closed = False
        # No document ever waits for a process that starts or ends.
        self._replacing = ThreadPoolExecutor(workers, thread_name_prefix="replacing")

    def start(self) -> None:
        """Begin to start the workers, and return at once; `ready` tells when one of them is there."""
        for slot in self._slots:
            self._spawn(self._run(slot))

    @property
    def ready(self) -> bool:
        """Whether a worker has cleaned its probe documents."""
        return self._was_ready and not self._closed

    @property
    def waiting(self) -> int:
        """Number of documents in the queue: those that no worker has taken yet, without the patient ones."""
        return len(self._waiting)

    def states(self) -> Counter[State]:
        """Number of workers in each state."""
        return Counter(slot.state for slot in self._slots)

    def busy_seconds(self) -> float:
        """Seconds that all workers together have had documents so far. Never falls."""
        now = time.perf_counter()
        running = (now - slot.busy_since for slot in self._slots if slot.busy_since is not None)
        return self._busy_seconds + sum(running)

    def resident(self) -> int:
        """Resident memory of all workers as they last told, in bytes; what they share counts each time."""
        return sum(slot.worker.resident for slot in self._slots if slot.worker is not None)

    def pids(self) -> tuple[int, ...]:
        """Process ids of the workers that are up."""
        return tuple(slot.worker.pid for slot in self._slots if slot.worker is not None)

    def check_open(self) -> None:
        """Raise ShuttingDown or NotReady if no document can be taken now, not even a patient one."""
        if self._closed:
            raise ShuttingDown("the service is shutting down; another instance may take the document")
        if not self._was_ready:
            raise NotReady("no worker has come up yet; try again in a moment")

    def check_room(self) -> None:
        """Raise ShuttingDown, NotReady or Busy if a document that came now would be turned away."""
        self.check_open()
        if len(self._waiting) < self.queue_limit:
            return
        # A worker that has a patient document is as good as idle: the next turn may be that of the queue.
        lent = sum(slot.job is not None and slot.job.patient for slot in self._slots)
        if len(self._waiting) >= self.queue_limit + self.states()[State.IDLE] + lent:
            raise Busy(f"the queue is full: its limit is {self.queue_limit} waiting documents")

    async def clean(self, task: Task, *, patient: bool = False) -> tuple[Cleaned, float]:
        """Clean one document: the result, and the seconds it waited for a worker.

        A `patient` one waits beside the queue, and never raises Busy. Cancelling takes a waiting document out
        again; one that a worker has is finished all the same, for nobody.

        Raises the CapacityErrors, the DocumentErrors and InternalError.
        """
        (self.check_open if patient else self.check_room)()
        line = self._patient if patient else self._waiting
        job = Job(task, asyncio.get_running_loop().create_future(), patient)
        line.append(job)
        self._wake_one()
        try:
            return await job.result, job.waited or 0.0
        finally:
            if job in line:
                line.remove(job)

    async def close(self) -> None:
        """End every worker now. Whoever still waits for a document gets ShuttingDown."""
        self._closed = True
        unfinished = [
            *self._waiting,
            *self._patient,
            *(slot.job for slot in self._slots if slot.job is not None),
        ]
        self._waiting.clear()
        self._patient.clear()
        for job in unfinished:
            job.fail(ShuttingDown("the service had to leave before the document was done"))
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        workers = [slot.worker for slot in self._slots if slot.worker is not None]
        for worker in workers:
            worker.kill()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(self._replacing.shutdown)
        for worker in workers:
            await asyncio.to_thread(worker.close)

    def _spawn(self, coroutine: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _wake_one(self) -> None:
        if self._sleepers:
            self._sleepers.popleft().set_result(None)

    async def _next(self) -> Job:
        while not (self._waiting or self._patient):
            sleeper = asyncio.get_running_loop().create_future()
            self._sleepers.append(sleeper)
            await sleeper
        if self._waiting and self._patient:
            self._turn = (self._turn + 1) % PATIENT_TURN
            return (self._waiting if self._turn else self._patient).popleft()
        return (self._waiting or self._patient).popleft()

    async def _run(self, slot: Slot) -> None:
        """The life of a slot: one document after the other, one worker after the other."""
        slot.worker = await self._fresh()
        while True:
            self._was_ready = True
            slot.state = State.IDLE
            slot.job = await self._next()
            slot.state = State.BUSY
            while not slot.job.result.done():
                with self._busy(slot):
                    reason = await self._serve(slot.worker, slot.job)
                if reason is not None:
                    slot.state = State.STARTING
                    slot.worker = await self._replacement(slot.worker, reason)
                    slot.state = State.BUSY
            slot.job = None

    @contextlib.contextmanager
    def _busy(self, slot: Slot) -> Iterator[None]:
        slot.busy_since = start = time.perf_counter()
        try:
            yield
        finally:
            slot.busy_since = None
            self._busy_seconds += time.perf_counter() - start

    async def _serve(self, worker: Worker, job: Job) -> Restart | None:
        """Clean a document and say why the worker must be replaced. An unsettled job is to be tried again."""
        if job.waited is None:
            job.waited = time.perf_counter() - job.submitted
        job.attempts += 1
        deadline = asyncio.get_running_loop().call_later(self.limits.deadline, worker.kill)
        try:
            reply = await worker.clean(job.task)
        except WorkerDied:
            return self._died(worker, job)
        finally:
            deadline.cancel()
        match reply:
            case Cleaned():
                if not job.result.done():
                    job.result.set_result(reply)
                return self._due(worker, reply)
            case OverMemory():
                megabytes = self.limits.memory // 2**20
                job.fail(OutOfMemory(f"cleaning the document needs more than the {megabytes} MB of a worker"))
                return Restart.MEMORY_CAP
            case Failed(error, trace):
                logger.error("the pipeline failed", extra={"error": error, "at": " > ".join(trace)})
                job.fail(
                    InternalError("the document could not be cleaned, and that is a fault of the service")
                )
                return None

    def _died(self, worker: Worker, job: Job) -> Restart:
        if worker.killed:
            seconds = self.limits.deadline
            job.fail(DeadlineExceeded(f"cleaning the document took longer than {seconds:g} seconds"))
            return Restart.DEADLINE
        if job.attempts >= ATTEMPTS:
            job.fail(WorkerLost(f"the worker process died, {ATTEMPTS} times, while it cleaned the document"))
        return Restart.LOST

    def _due(self, worker: Worker, reply: Cleaned) -> Restart | None:
        if worker.killed:  # the deadline came while the answer was on its way
            return Restart.DEADLINE
        if worker.documents >= self.limits.recycle_after:
            return Restart.RECYCLED_COUNT
        if reply.resident > self.limits.recycle_above or reply.peak > PEAK_SHARE * self.limits.memory:
            return Restart.RECYCLED_MEMORY
        return None

    async def _replacement(self, worker: Worker, reason: Restart) -> Worker:
        """A fresh worker; the old one is closed once that is there."""
        self.restarts[reason] += 1
        level = (
            logging.INFO if reason in {Restart.RECYCLED_COUNT, Restart.RECYCLED_MEMORY} else logging.WARNING
        )
        logger.log(level, "a worker is replaced", extra={"pid": worker.pid, "reason": reason})
        fresh = await self._fresh()
        self._spawn(self._retire(worker))
        return fresh

    async def _retire(self, worker: Worker) -> None:
        await asyncio.get_running_loop().run_in_executor(self._replacing, worker.close)

    async def _fresh(self) -> Worker:
        """A worker that is ready, however often it takes."""
        loop = asyncio.get_running_loop()
        for pause in chain(RESTART_PAUSES, repeat(RESTART_PAUSES[-1])):
            try:
                return await loop.run_in_executor(self._replacing, self._start_worker)
            except WorkerUnavailable as error:
                if self._closed:
                    break
                logger.error("a worker does not come up", extra={"why": str(error), "pause": pause})
            await asyncio.sleep(pause)
        raise asyncio.CancelledError

    def _start_worker(self) -> Worker:
        worker = Worker.start(self.limits, self._rules, lambda: self._closed, self._sites)
        if self._closed:  # just now
            worker.close()
        return worker
