"""A document that hangs, exhausts memory or loses its worker gets its error; those beside it are answered."""

from __future__ import annotations

import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.api.contract import assert_problem
from tests.workers.documents import ENDLESS, HUNGRY, LONG, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    import httpx

    from tests.running import RunningService

    Start = Callable[..., RunningService]


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    """Where requests run while the test does something else."""
    with ThreadPoolExecutor(4) as threads:
        yield threads


def statuses_until(service: RunningService, done: Future[httpx.Response]) -> set[int]:
    """The statuses of short documents, sent one after the other until another request is answered."""
    seen = {service.clean(text=SHORT).status_code}
    while not done.done():
        seen.add(service.clean(text=SHORT).status_code)
    return seen


def busy_worker(service: RunningService) -> int:
    """The process id of the worker that works."""

    def work() -> dict[int, float]:
        return {pid: psutil.Process(pid).cpu_times().user for pid in service.worker_pids()}

    before: dict[int, float] = {}
    while True:
        worked = {pid: seconds - before.setdefault(pid, seconds) for pid, seconds in work().items()}
        for pid, seconds in worked.items():
            if seconds > 0.1:
                return pid
        time.sleep(0.05)


def leave(service: RunningService) -> None:
    """Send a long document, and hang up once it is sent."""
    host, port = service.url.removeprefix("http://").split(":")
    body = LONG.encode()
    head = ("POST /clean HTTP/1.1", "Host: x", "Content-Type: text/plain", f"Content-Length: {len(body)}")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall("\r\n".join((*head, "", "")).encode() + body)
        time.sleep(0.3)


def test_a_document_that_takes_too_long_disturbs_no_other(start: Start, beside: ThreadPoolExecutor) -> None:
    service = start(workers=2, deadline_seconds=0.5)

    slow = beside.submit(service.clean, text=ENDLESS)
    others = statuses_until(service, slow)

    detail = "cleaning the document took longer than 0.5 seconds"
    assert_problem(slow.result(), 422, "deadline_exceeded", detail)
    assert others == {200}
    assert service.metric("cleancopy_worker_restarts_total", reason="deadline") == 1
    assert service.metric("cleancopy_document_errors_total", code="deadline_exceeded") == 1


def test_every_worker_comes_back_after_its_deadline(start: Start, beside: ThreadPoolExecutor) -> None:
    service = start(workers=2, deadline_seconds=0.5)
    before = service.worker_pids()

    slow = [beside.submit(service.clean, text=ENDLESS) for _ in range(2)]

    assert {response.result().json()["code"] for response in slow} == {"deadline_exceeded"}
    assert service.clean(text=SHORT).status_code == 200
    service.wait_for(lambda: service.metric("cleancopy_workers", state="idle") == 2)
    assert not before & service.worker_pids()


def test_a_document_that_needs_too_much_memory_disturbs_no_other(
    start: Start, beside: ThreadPoolExecutor
) -> None:
    service = start(workers=2, worker_memory_mb=512, deadline_seconds=60, max_tags=10_000_000)

    hungry = beside.submit(service.clean, html=HUNGRY)
    others = statuses_until(service, hungry)

    detail = "cleaning the document needs more than the 512 MB of a worker"
    assert_problem(hungry.result(), 422, "out_of_memory", detail)
    assert others == {200}
    assert service.metric("cleancopy_worker_restarts_total", reason="memory_cap") == 1


def test_a_document_whose_worker_dies_is_tried_again(start: Start, beside: ThreadPoolExecutor) -> None:
    service = start(workers=2, deadline_seconds=60)

    unlucky = beside.submit(service.clean, text=LONG)
    os.kill(busy_worker(service), signal.SIGKILL)
    others = statuses_until(service, unlucky)

    assert unlucky.result().status_code == 200
    assert others == {200}
    assert service.metric("cleancopy_worker_restarts_total", reason="lost") == 1


def test_a_document_whose_worker_dies_twice_is_given_up(start: Start, beside: ThreadPoolExecutor) -> None:
    service = start(workers=1, deadline_seconds=60)

    deadly = beside.submit(service.clean, text=ENDLESS)
    for _ in range(2):
        os.kill(busy_worker(service), signal.SIGKILL)

    detail = "the worker process died, 2 times, while it cleaned the document"
    assert_problem(deadly.result(), 422, "worker_lost", detail)
    assert service.clean(text=SHORT).status_code == 200


def test_an_idle_worker_that_dies_is_not_noticed(start: Start) -> None:
    service = start(workers=1)
    (worker,) = service.worker_pids()

    os.kill(worker, signal.SIGKILL)

    assert service.clean(text=SHORT).status_code == 200


def test_the_fork_server_may_die_too(start: Start) -> None:
    service = start(workers=1, recycle_after_documents=1)
    (worker,) = service.worker_pids()

    os.kill(psutil.Process(worker).ppid(), signal.SIGKILL)

    assert [service.clean(text=SHORT).status_code for _ in range(3)] == [200, 200, 200]


def test_a_full_queue_turns_away_what_comes_next(start: Start, beside: ThreadPoolExecutor) -> None:
    service = start(workers=1, queue_limit=1, deadline_seconds=60)
    taken = [beside.submit(service.clean, text=LONG)]
    service.wait_for(lambda: service.metric("cleancopy_workers", state="busy") == 1)
    taken.append(beside.submit(service.clean, text=SHORT))
    service.wait_for(lambda: service.metric("cleancopy_queue_depth") == 1)

    turned_away = service.clean(text=SHORT)

    assert_problem(turned_away, 429, "busy", "the queue is full: its limit is 1 waiting documents")
    assert turned_away.headers["retry-after"] == "1"
    ready = service.client.get("/readyz")
    assert (ready.status_code, ready.json()["code"]) == (503, "busy")
    assert {response.result().status_code for response in taken} == {200}


def test_a_document_that_waits_for_a_sender_who_left_is_dropped(
    start: Start, beside: ThreadPoolExecutor
) -> None:
    service = start(workers=1, deadline_seconds=60)
    running = beside.submit(service.clean, text=LONG)
    service.wait_for(lambda: service.metric("cleancopy_workers", state="busy") == 1)

    leave(service)
    service.wait_for(lambda: service.metric("cleancopy_http_requests_total", status="499") == 1)

    assert service.metric("cleancopy_queue_depth") == 0
    assert running.result().status_code == 200
    assert service.metric("cleancopy_verdicts_total") == 1


def test_a_sender_who_leaves_does_not_cost_a_worker(start: Start) -> None:
    service = start(workers=1, deadline_seconds=60)
    before = service.worker_pids()

    leave(service)
    service.wait_for(lambda: service.metric("cleancopy_http_requests_total", status="499") == 1)

    assert service.clean(text=SHORT).status_code == 200
    assert service.worker_pids() == before
    assert service.metric("cleancopy_worker_restarts_total") == 0
