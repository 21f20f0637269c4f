"""Workers are replaced as planned, by count and by memory, and nobody notices; and none is left behind."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import psutil

from tests.workers.documents import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.running import RunningService

    Start = Callable[..., RunningService]


def test_a_worker_is_replaced_after_so_many_documents(start: Start) -> None:
    service = start(workers=1, recycle_after_documents=3)
    first = service.worker_pids()

    assert [service.clean(text=SHORT).status_code for _ in range(7)] == [200] * 7
    service.wait_for(lambda: service.metric("cleancopy_worker_restarts_total", reason="recycled_count") == 2)
    service.wait_for(lambda: len(service.worker_pids()) == 1)
    assert not first & service.worker_pids()


def test_a_worker_that_holds_too_much_is_replaced(start: Start) -> None:
    service = start(workers=1, recycle_above_mb=128)  # less than any worker holds

    assert service.clean(text=SHORT).status_code == 200
    service.wait_for(lambda: service.metric("cleancopy_worker_restarts_total", reason="recycled_memory") == 1)
    assert service.clean(text=SHORT).status_code == 200


def test_nothing_is_left_when_the_service_ends(start: Start) -> None:
    service = start(workers=2)
    service.clean(text=SHORT)
    children = service.children()

    service.process.send_signal(signal.SIGTERM)

    assert service.process.wait(30) == 0
    assert len(children) >= 4  # two workers, the fork server and multiprocessing's resource tracker
    _, alive = psutil.wait_procs(children, timeout=30)
    assert not alive


def test_nothing_is_left_when_the_service_is_killed(start: Start) -> None:
    service = start(workers=2)
    children = service.children()

    service.process.kill()

    _, alive = psutil.wait_procs(children, timeout=30)
    assert not alive


def test_a_sigterm_to_all_processes_at_once_ends_them_in_order(start: Start) -> None:
    service = start(workers=1)
    children = service.children()

    for process in (*children, psutil.Process(service.process.pid)):
        os.kill(process.pid, signal.SIGTERM)

    assert service.process.wait(30) == 0
    assert "a worker is replaced" not in service.log()
    _, alive = psutil.wait_procs(children, timeout=30)
    assert not alive
