"""The service as an operator starts it, for a `with` block, and a client that costs little."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[2]
_PATIENCE = 120
_POLL_SECONDS = 0.005
_AT_ONCE = 64 * 1024
_HEAD = re.compile(
    rb"HTTP/1.1 (?P<status>\d+)(?=.*?\r\ncontent-length: (?P<length>\d+)\r\n).*?\r\n\r\n", re.S | re.I
)


class Reply(NamedTuple):
    """The status of an answer, and its body."""

    status: int
    body: bytes


class Client:
    """One connection that stays open.

    A bare socket: what a client takes the workers do not get, and what an HTTP library takes for a call is
    nothing that the service adds.
    """

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str) -> Reply:
        """Ask for something."""
        return self._ask(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())

    def clean(self, content: bytes, media_type: str) -> Reply:
        """Have a document cleaned."""
        head = ("POST /clean HTTP/1.1", "Host: localhost", f"Content-Type: {media_type}")
        return self._ask("\r\n".join((*head, f"Content-Length: {len(content)}", "", "")).encode() + content)

    def _ask(self, request: bytes) -> Reply:
        self._socket.sendall(request)
        received = b""
        while not (head := _HEAD.match(received)):
            received += self._received()
        while len(received) < head.end() + int(head["length"]):
            received += self._received()
        return Reply(int(head["status"]), received[head.end() :])

    def _received(self) -> bytes:
        received = self._socket.recv(_AT_ONCE)
        if not received:
            raise ConnectionError("the service hung up")
        return received


class Running(NamedTuple):
    """A running service: its process, its port, seconds from its start until it was ready."""

    process: psutil.Process
    port: int
    seconds: float

    def client(self) -> Client:
        """A connection of its own."""
        return Client(self.port)

    def workers(self) -> list[psutil.Process]:
        """The worker processes: those whose parent is not the service itself."""
        return [
            child
            for child in self.process.children(recursive=True)
            if child.ppid() != self.process.pid
            and not child.children()
            and "resource_tracker" not in " ".join(child.cmdline())
        ]

    def cpu_seconds(self) -> float:
        """CPU that all its processes have taken."""
        return sum(
            sum(process.cpu_times()[:2]) for process in (self.process, *self.process.children(recursive=True))
        )


def _python() -> str:
    """The interpreter of the service's own environment: that of the peers, which draws, has no web server."""
    own = _ROOT / ".venv" / "bin" / "python"
    return str(own) if own.exists() else sys.executable


@contextmanager
def running(**settings: object) -> Iterator[Running]:
    """The service on a free port, ready. Bytecode is kept, as in an image, whatever this process does."""
    bare = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("CLEANCOPY_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    given = {"LOG_LEVEL": "error", "PORT": 0} | {name.upper(): value for name, value in settings.items()}
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - an interpreter of this folder's
        [_python(), "-m", "app.cli", "serve"],
        cwd=_ROOT,
        env=bare | {f"CLEANCOPY_{name}": str(value) for name, value in given.items()},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if process.stdout is None or not (line := process.stdout.readline()):
            raise RuntimeError("the service did not start")
        port = int(line.rsplit(":", 1)[1])
        client = Client(port)
        while client.get("/readyz").status != HTTPStatus.OK:
            if time.perf_counter() - began > _PATIENCE:
                raise RuntimeError("the service did not become ready")
            time.sleep(_POLL_SECONDS)
        yield Running(psutil.Process(process.pid), port, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(_PATIENCE)
        if process.stdout is not None:
            process.stdout.close()
