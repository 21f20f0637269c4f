"""The real service, started as an operator starts it, on a free port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil
from prometheus_client.parser import text_string_to_metric_families

if TYPE_CHECKING:
    import ssl
    from types import TracebackType

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
"""Seconds to wait for what will happen, on a machine that has other things to do."""


def environment(settings: dict[str, object]) -> dict[str, str]:
    """The environment of this process without its own settings of Cleancopy, and with these."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("CLEANCOPY_")}
    return bare | {f"CLEANCOPY_{name.upper()}": str(value) for name, value in settings.items()}


def run_cli(*arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a command of the command line to its end."""
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments],
        cwd=ROOT,
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def run_lines(script: str, folder: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run lines of a shell, with the command `cleancopy` in reach, in a folder of their own."""
    program = folder / "cleancopy"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m app.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    known = environment(settings)
    return subprocess.run(
        ["sh", "-ec", script],
        cwd=folder,
        env=known | {"PATH": f"{folder}:{known['PATH']}"},
        capture_output=True,
        text=True,
        timeout=4 * PATIENCE,
        check=False,
    )


class RunningService:
    """`cleancopy serve` with some settings; ended, if it still runs, when the `with` block is left.

    `verify` is what the client holds a certificate of the service to. `port` is for one that takes another's
    place.
    """

    def __init__(
        self,
        log: Path,
        *,
        wait: bool = True,
        verify: ssl.SSLContext | None = None,
        port: int = 0,
        **settings: object,
    ) -> None:
        self._log = log
        with log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.cli", "serve", "--port", str(port)],
                cwd=ROOT,
                env=environment(settings),
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Cleancopy listens on "), line + self.log()
        self.url = line.removeprefix("Cleancopy listens on ").rstrip("\n")
        self.client = self._client(verify)
        if wait:
            self.wait_until_ready()

    def _client(self, verify: ssl.SSLContext | None) -> httpx.Client:
        if self.url.startswith("unix:"):
            transport = httpx.HTTPTransport(uds=self.url.removeprefix("unix:"))
            return httpx.Client(transport=transport, base_url="http://localhost", timeout=PATIENCE)
        return httpx.Client(base_url=self.url, timeout=PATIENCE, verify=verify or True)

    def __enter__(self) -> RunningService:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def log(self) -> str:
        """Everything written to standard error so far."""
        return self._log.read_text(encoding="utf-8")

    def wait_until_ready(self) -> None:
        """Return when `GET /readyz` says so."""
        self.wait_for(lambda: self.client.get("/readyz").status_code == httpx.codes.OK)

    def wait_for(self, condition: Any) -> None:
        """Return when the condition holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, self.log()
            time.sleep(0.02)

    def clean(self, **document: object) -> httpx.Response:
        """`POST /clean` with a JSON body."""
        return self.client.post("/clean", json=document)

    def children(self) -> list[psutil.Process]:
        """Every process that the service has started and that still runs."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def worker_pids(self) -> set[int]:
        """The processes of the workers: those the fork server has forked."""
        service = self.process.pid
        return {child.pid for child in self.children() if child.ppid() != service}

    def metric(self, name: str, **labels: str) -> float:
        """The sum of a metric's samples that have these labels."""
        text = self.client.get("/metrics").text
        return sum(
            sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )
