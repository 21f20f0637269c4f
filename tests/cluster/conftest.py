"""A job as a process, what it left behind, and the processes that it runs in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import psutil
import pyarrow.parquet as pq
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 120.0


def bulk(source: str | Path, output: str | Path, *options: str, **settings: object) -> subprocess.Popen[str]:
    """Start `cleancopy bulk`; `settings` are those of the service."""
    variables = {f"CLEANCOPY_{name}".upper(): str(value) for name, value in settings.items()}
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", "bulk", str(source), str(output), *options],
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(job: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a job; its exit code and what it printed."""
    out, err = job.communicate(timeout=PATIENCE)
    return job.returncode, out + err


def column(output: Path, table: str, name: str) -> list[str]:
    """A column of one of the tables that a job wrote, over all files."""
    files = sorted((output / table).glob("*.parquet"))
    return [value for file in files for value in pq.read_table(file)[name].to_pylist()]


def ids(output: Path) -> Counter[str]:
    """How often each id came out, as an article or as a failure."""
    return Counter(column(output, "documents", "id") + column(output, "failures", "id"))


def shards_done(output: Path) -> int:
    """How many shards are done so far."""
    return len(list(output.glob("_done/*")))


def wait_until(holds: Callable[[], object], job: subprocess.Popen[str]) -> None:
    """Wait until something holds, while the job runs."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert job.poll() is None, ended(job)
        assert time.monotonic() < end
        time.sleep(0.1)


def actors(root: psutil.Process) -> list[psutil.Process]:
    """The actors among the processes that a process started."""
    return [each for each in root.children(recursive=True) if _title(each).startswith("ray::MapWorker")]


def workers(actor: psutil.Process) -> list[psutil.Process]:
    """The worker processes of an actor."""
    return [each for child in actor.children() if "forkserver" in _title(child) for each in child.children()]


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


class Nodes:
    """The two nodes of `tests.cluster.nodes`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cluster.nodes"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.root = psutil.Process(self._process.pid)
        self.address = self._line()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def kill_second(self) -> None:
        """Kill every process of the second node."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        assert self._line() == "killed"

    def close(self) -> None:
        """End what is left of them."""
        children = self.root.children(recursive=True)
        self._process.communicate(timeout=60)
        for process in psutil.wait_procs(children, timeout=5)[1]:
            process.kill()


@pytest.fixture
def nodes() -> Iterator[Nodes]:
    """A cluster of two nodes, of which one can be killed."""
    running = Nodes()
    yield running
    running.close()


def write_lines(path: Path, documents: list[dict[str, str]]) -> None:
    """Write documents as JSONL."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(document)}\n" for document in documents), encoding="utf-8")
