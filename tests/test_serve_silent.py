"""Connections on which nothing is said, or not enough, are closed."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
import uvicorn

from app.serve import ProblemProtocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Receive, Scope, Send

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def slow(_: Scope, receive: Receive, send: Send) -> None:
    """An application that needs longer than a connection may be silent."""
    await receive()
    await asyncio.sleep(1.5)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Of a server whose connections may be silent for a second."""
    config = uvicorn.Config(
        slow, port=0, http=ProblemProtocol, lifespan="off", log_config=None, timeout_keep_alive=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        pass
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def said_before_the_end(port: int, sent: bytes) -> bytes:
    """What the server says to this until it closes the connection, which stays open at this end."""

    async def listen() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        said = await reader.read()
        writer.close()
        return said

    return asyncio.run(asyncio.wait_for(listen(), 30))


@pytest.mark.parametrize("sent", [b"", HEAD[:10]], ids=["nothing", "half a head"])
def test_a_connection_without_a_request_is_closed(port: int, sent: bytes) -> None:
    assert said_before_the_end(port, sent) == b""


def test_half_a_second_request_is_not_waited_for(port: int) -> None:
    assert said_before_the_end(port, HEAD + HEAD[:10]).endswith(b"ok")


def test_a_request_that_takes_longer_is_answered(port: int) -> None:
    assert said_before_the_end(port, HEAD).endswith(b"ok")
