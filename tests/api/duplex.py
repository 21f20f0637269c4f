"""A batch over one connection, sent and read at the same time, as no simple HTTP client does."""

from __future__ import annotations

import json
import socket
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from tests.running import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

RECEIVE_BUFFER = 64 * 1024
"""Small, so that a test that does not read is noticed soon."""


def line(**fields: object) -> bytes:
    """A line of a batch."""
    return json.dumps(fields).encode() + b"\n"


class Batch:
    """`POST /clean/batch` whose body is sent piece by piece."""

    def __init__(self, url: str, query: str = "", **headers: str) -> None:
        address = urlsplit(url)
        assert address.hostname is not None
        self.socket = socket.socket()
        self.socket.settimeout(PATIENCE)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        self.socket.connect((address.hostname, address.port))
        lines = [
            f"POST /clean/batch{query} HTTP/1.1",
            "Host: service",
            "Content-Type: application/x-ndjson",
            "Transfer-Encoding: chunked",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        ]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self._response: HTTPResponse | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def send(self, data: bytes) -> None:
        """Send a piece of the body."""
        self.socket.sendall(b"%x\r\n%s\r\n" % (len(data), data))

    def end(self) -> None:
        """Send the end of the body."""
        self.socket.sendall(b"0\r\n\r\n")

    @property
    def response(self) -> HTTPResponse:
        """The answer, once its head is there."""
        if self._response is None:
            self._response = HTTPResponse(self.socket, method="POST")
            self._response.begin()
        return self._response

    def answer(self) -> dict[str, Any]:
        """The next line of the answer."""
        found: dict[str, Any] = json.loads(self.response.readline())
        return found

    def answers(self) -> Iterator[dict[str, Any]]:
        """The lines of the answer from here to its end."""
        while content := self.response.readline():
            yield json.loads(content)

    def close(self) -> None:
        """Leave, whatever is still on its way."""
        if self._response is not None:
            self._response.close()
        self.socket.close()
