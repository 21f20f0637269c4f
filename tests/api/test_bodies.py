"""What bodies take is bounded for all callers together, and one that stands still is given up."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest
from starlette.requests import Request

from app.api.bodies import Bodies, Hold
from app.api.body import read_body
from app.errors import Busy, MalformedBody
from tests.api.contract import assert_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Message

    from tests.running import RunningService

PLAIN = {"Content-Type": "text/plain"}


def test_what_is_released_can_be_held_again() -> None:
    bodies = Bodies(limit=10)
    one, other = Hold(bodies), Hold(bodies)
    one.add(6)

    with pytest.raises(Busy):
        other.add(5)
    one.release()
    other.add(10)

    assert bodies.held == 10


def test_what_open_requests_hold_leaves_less_for_others(start: Callable[..., RunningService]) -> None:
    service = start(workers=1, queue_limit=0, max_inflated_bytes=5000)
    host, port = service.url.removeprefix("http://").split(":")
    head = ("POST /clean HTTP/1.1", "Host: x", "Content-Type: text/plain", "Content-Length: 4500", "", "")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall("\r\n".join(head).encode() + b"x" * 4000)
        service.wait_for(lambda: service.metric("cleancopy_http_requests_in_flight") == 2)
        refused = service.client.post("/clean", content=b"x" * 2000, headers=PLAIN)
        small = service.client.post("/clean", content=b"x" * 500, headers=PLAIN)
    service.wait_for(lambda: service.metric("cleancopy_http_requests_in_flight") == 1)

    assert_problem(refused, 429, "busy", "the bodies of open requests take all of their 5000 bytes")
    assert small.status_code == 200
    assert service.client.post("/clean", content=b"x" * 5000, headers=PLAIN).status_code == 200


def test_a_body_that_stands_still_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.body.STALL_SECONDS", 0.05)
    came: list[Message] = [{"type": "http.request", "body": b"half", "more_body": True}]

    async def receive() -> Message:
        if came:
            return came.pop()
        return await asyncio.get_running_loop().create_future()

    scope = {"type": "http", "headers": [], "state": {"hold": Hold(Bodies(limit=100)), "stalled": False}}
    request = Request(scope, receive)

    with pytest.raises(MalformedBody, match=r"nothing of it came for 0\.05 seconds"):
        asyncio.run(read_body(request, max_bytes=100, max_inflated=100))
    assert request.state.stalled
