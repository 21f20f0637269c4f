"""The processes of a service while it is under load: their memory, and which is which."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from tests.running import RunningService

MEBIBYTE = 1024 * 1024


class Watch:
    """Memory of a service with all its processes, sampled in a thread while the `with` block runs.

    `samples` are (seconds since the start, MiB); shared pages count once (PSS).
    """

    def __init__(self, service: RunningService, every: float = 0.5) -> None:
        self.samples: list[tuple[float, float]] = []
        self._service = service
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def peak(self) -> float:
        """The most memory that was seen, in MiB."""
        return max(mebibytes for _, mebibytes in self.samples)

    def _sample(self) -> None:
        began = time.monotonic()
        while True:
            self.samples.append((time.monotonic() - began, memory(self._service)))
            if self._over.wait(self._every):
                return


def memory(service: RunningService) -> float:
    """Proportional set size of all processes of a service, in MiB. 0 once it is gone."""
    total = 0
    try:
        processes = [psutil.Process(service.process.pid), *service.children()]
    except psutil.NoSuchProcess:
        return 0.0
    for process in processes:
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue  # it has just ended
    return total / MEBIBYTE


def fork_server(service: RunningService) -> psutil.Process:
    """The process that workers are forked from."""
    started = psutil.Process(service.process.pid).children()
    (found,) = (child for child in started if "multiprocessing.forkserver" in " ".join(child.cmdline()))
    return found


def most_absorbed(service: RunningService, seconds: float = 1.0) -> int:
    """The worker that computes without ever waiting: it has one long document while others have many.

    So long does no ordinary page take, on a busy machine either.
    """

    def waits() -> dict[int, tuple[float, int]]:
        found = {}
        for pid in service.worker_pids():
            try:
                process = psutil.Process(pid)
                found[pid] = (process.cpu_times().user, process.num_ctx_switches().voluntary)
            except psutil.Error:
                continue
        return found

    while True:
        before = waits()
        time.sleep(seconds)
        after = waits()
        absorbed = {
            pid: after[pid][1] - waited
            for pid, (worked, waited) in before.items()
            if pid in after and after[pid][0] - worked > seconds / 8
        }
        quiet = [pid for pid, waited in absorbed.items() if waited <= 1]
        if quiet:
            return quiet[0]
