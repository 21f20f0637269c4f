"""The memory of processes, and of those of the running service."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROOT = Path(__file__).parents[2]
_MEBIBYTE = 1024 * 1024
_START_SECONDS = 60
_STOP_SECONDS = 30


Post = tuple[bytes, str]
"""The body of a request and its media type."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process takes, in MiB.

    `resident`       in memory now, what it shares with others included.
    `own`            of it what no other process shares (USS).
    `address_space`  now.
    `peak`           the most address space it ever had; 0 where there is no /proc to ask.
    """

    resident: float
    own: float
    address_space: float
    peak: float

    @classmethod
    def of(cls, pid: int) -> Memory:
        """The memory of a process of this user."""
        info = psutil.Process(pid).memory_full_info()
        return cls(info.rss / _MEBIBYTE, info.uss / _MEBIBYTE, info.vms / _MEBIBYTE, _peak(pid))


@dataclass(frozen=True, slots=True)
class ServiceMemory:
    """The running service: each worker fresh, after all documents, and after the large one; the front process
    at the first two of these moments."""

    fresh: tuple[Memory, ...]
    used: tuple[Memory, ...]
    after_large: tuple[Memory, ...]
    front_fresh: Memory
    front_used: Memory


def of_service(posts: Sequence[Post], large: Post, workers: int) -> ServiceMemory:
    """Start the service with so many workers, send it what to send, and look after each part."""
    with _service(workers) as (process, client):
        front_fresh, fresh = Memory.of(process.pid), _of_workers(process)
        with ThreadPoolExecutor(workers) as threads:
            sent = [threads.submit(_post, client, *post) for post in posts]
        for future in sent:
            future.result()
        front_used, used = Memory.of(process.pid), _of_workers(process)
        _post(client, *large)
        return ServiceMemory(fresh, used, _of_workers(process), front_fresh, front_used)


def _post(client: httpx.Client, content: bytes, media_type: str) -> None:
    client.post("/clean", content=content, headers={"Content-Type": media_type}).raise_for_status()


def _peak(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmPeak:"))


def _of_workers(process: subprocess.Popen[str]) -> tuple[Memory, ...]:
    """The workers are the children of the fork server, and that is a child of the service."""
    children = psutil.Process(process.pid).children()
    return tuple(Memory.of(worker.pid) for child in children for worker in child.children())


@contextmanager
def _service(workers: int) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    settings = {"PORT": "0", "WORKERS": str(workers), "DEADLINE_SECONDS": "60", "LOG_LEVEL": "error"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLEANCOPY_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve"],
        cwd=_ROOT,
        env=environment | {f"CLEANCOPY_{name}": value for name, value in settings.items()},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if process.stdout is None or not (line := process.stdout.readline()):
            raise RuntimeError("the service did not start")
        with httpx.Client(base_url=line.split()[-1], timeout=120) as client:
            _wait_for_workers(client, workers)
            yield process, client
    finally:
        process.terminate()
        process.wait(_STOP_SECONDS)
        if process.stdout is not None:
            process.stdout.close()


def _wait_for_workers(client: httpx.Client, workers: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while f'cleancopy_workers{{state="idle"}} {workers:.1f}' not in client.get("/metrics").text:
        if time.monotonic() > end:
            raise RuntimeError("the workers did not come up")
        time.sleep(0.2)
