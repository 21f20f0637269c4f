"""The service as an operator starts it, for a `with` block, and a client that costs little."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[2]
_PATIENCE = 120
_POLL_SECONDS = 0.005


class Reply(NamedTuple):
    """The status of an answer, and its body."""

    status: int
    body: bytes


class Client:
    """One connection that stays open; http.client, since what the client takes the workers do not get."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)

    def get(self, path: str) -> Reply:
        """Ask for something."""
        return self._ask("GET", path, None, {})

    def clean(self, content: bytes, media_type: str) -> Reply:
        """Have a document cleaned."""
        return self._ask("POST", "/clean", content, {"Content-Type": media_type})

    def _ask(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> Reply:
        self._connection.request(method, path, content, headers)
        response = self._connection.getresponse()
        return Reply(response.status, response.read())


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
        while client.get("/readyz").status != http.client.OK:
            if time.perf_counter() - began > _PATIENCE:
                raise RuntimeError("the service did not become ready")
            time.sleep(_POLL_SECONDS)
        yield Running(psutil.Process(process.pid), port, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(_PATIENCE)
        if process.stdout is not None:
            process.stdout.close()
