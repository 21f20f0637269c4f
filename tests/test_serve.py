"""SIGTERM: what was accepted is finished, what is new is refused, and the process leaves in time."""

from __future__ import annotations

import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.api.contract import assert_problem
from tests.workers.documents import ENDLESS, LONG, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.running import RunningService

    Start = Callable[..., RunningService]

GOING = "the service is shutting down; another instance may take the document"


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    """Where requests run while the test does something else."""
    with ThreadPoolExecutor(4) as threads:
        yield threads


def begin_to_drain(service: RunningService) -> None:
    """Send SIGTERM, and wait until the service has taken notice."""
    service.process.send_signal(signal.SIGTERM)
    service.wait_for(lambda: service.metric("cleancopy_draining") == 1)


def test_a_document_in_flight_is_finished(start: Start, beside: ThreadPoolExecutor) -> None:
    service = start(workers=1, deadline_seconds=60)
    running = beside.submit(service.clean, text=LONG)
    service.wait_for(lambda: service.metric("cleancopy_workers", state="busy") == 1)
    waiting = beside.submit(service.clean, text=SHORT)
    service.wait_for(lambda: service.metric("cleancopy_queue_depth") == 1)

    begin_to_drain(service)

    assert (running.result().status_code, waiting.result().status_code) == (200, 200)
    assert running.result().headers["connection"] == "close"
    assert service.process.wait(30) == 0


def test_a_new_document_is_refused_on_old_and_new_connections(
    start: Start, beside: ThreadPoolExecutor
) -> None:
    service = start(workers=1, deadline_seconds=60)
    running = beside.submit(service.clean, text=LONG)
    service.wait_for(lambda: service.metric("cleancopy_workers", state="busy") == 1)
    with httpx.Client(base_url=service.url, timeout=60) as kept:
        kept.get("/healthz")
        service.process.send_signal(signal.SIGTERM)
        service.wait_for(lambda: service.client.get("/readyz").status_code == 503)

        on_kept = kept.post("/clean", json={"text": "x" * 5_000_000})

    for response in (on_kept, httpx.post(f"{service.url}/clean", json={"text": SHORT}, timeout=60)):
        assert_problem(response, 503, "shutting_down", GOING)
        assert response.headers["connection"] == "close"
        assert response.headers["retry-after"] == "1"
    assert running.result().status_code == 200


def test_readiness_ends_at_once_and_health_does_not(start: Start, beside: ThreadPoolExecutor) -> None:
    service = start(workers=1, deadline_seconds=60)
    running = beside.submit(service.clean, text=LONG)
    service.wait_for(lambda: service.metric("cleancopy_workers", state="busy") == 1)

    begin_to_drain(service)

    assert_problem(service.client.get("/readyz"), 503, "shutting_down", GOING)
    assert service.client.get("/healthz").status_code == 200
    assert running.result().status_code == 200


def test_the_process_leaves_within_its_grace_time(start: Start, beside: ThreadPoolExecutor) -> None:
    service = start(workers=1, deadline_seconds=600, shutdown_grace_seconds=2)
    endless = beside.submit(service.clean, text=ENDLESS)
    service.wait_for(lambda: service.metric("cleancopy_workers", state="busy") == 1)

    began = time.monotonic()
    service.process.send_signal(signal.SIGTERM)

    detail = "the service had to leave before the document was done"
    assert_problem(endless.result(), 503, "shutting_down", detail)
    assert service.process.wait(30) == 0
    assert time.monotonic() - began < 10  # the document alone takes longer, and its deadline is far away


def test_an_idle_service_leaves_at_once(start: Start) -> None:
    service = start(workers=1)

    service.process.send_signal(signal.SIGINT)

    assert service.process.wait(30) == 0
    assert "Traceback" not in service.log()


def test_a_second_signal_does_not_wait(start: Start, beside: ThreadPoolExecutor) -> None:
    service = start(workers=1, deadline_seconds=600, shutdown_grace_seconds=600)
    endless = beside.submit(service.clean, text=ENDLESS)
    service.wait_for(lambda: service.metric("cleancopy_workers", state="busy") == 1)
    begin_to_drain(service)

    service.process.send_signal(signal.SIGTERM)

    assert endless.result().json()["code"] == "shutting_down"
    assert service.process.wait(30) == 0


def test_a_body_that_does_not_come_does_not_hold_up_the_end(start: Start) -> None:
    service = start(workers=1, shutdown_grace_seconds=2)
    host, port = service.url.removeprefix("http://").split(":")
    head = ("POST /clean HTTP/1.1", "Host: x", "Content-Type: text/plain", "Content-Length: 1000", "", "half")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall("\r\n".join(head).encode())
        service.wait_for(lambda: service.metric("cleancopy_http_requests_in_flight") == 2)
        service.process.send_signal(signal.SIGTERM)
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()

    assert answer.startswith("HTTP/1.1 503 ")
    assert '"code":"shutting_down"' in answer
    assert service.process.wait(30) == 0
    assert "Traceback" not in service.log()
