"""Seconds from the start of service and Prometheus until the dashboard is filled: `make dashboard-time`.

As compose does it: the service, then, once it is ready, Debian's Prometheus with the configuration that
compose gives it. All sorts of documents are sent from then on, and each query of the dashboard is asked again
until it finds something. Grafana itself is left out: it asks the same queries.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

import httpx

from tests.observability.load import DEADLINE_SECONDS, load
from tests.observability.prometheus import Prometheus, deployed
from tests.observability.queries import dashboard_queries
from tests.running import RunningService

PATIENCE = 180.0
_LOOK_SECONDS = 0.5


def measure(folder: Path) -> list[str]:
    """What `make dashboard-time` prints, one line each."""
    began = time.monotonic()
    with RunningService(folder / "log", workers=2, deadline_seconds=DEADLINE_SECONDS) as service:
        ready = time.monotonic() - began
        over = Event()
        sender = Thread(target=_keep_sending, args=(service, over))
        sender.start()
        try:
            with Prometheus(folder, deployed(service.url.removeprefix("http://"))) as prometheus:
                filled = _filled(prometheus, began)
        finally:
            over.set()
            sender.join()
    last = sorted(filled, key=filled.__getitem__)[-3:]
    return [
        f"service ready, Prometheus and documents started: {ready:.1f} s",
        f"first of {len(filled)} queries with data: {min(filled.values()):.1f} s",
        f"half of them: {sorted(filled.values())[len(filled) // 2]:.1f} s",
        f"all of them: {max(filled.values()):.1f} s; last were {', '.join(last)}",
    ]


def _keep_sending(service: RunningService, over: Event) -> None:
    while not over.is_set():
        load(service)


def _filled(prometheus: Prometheus, began: float) -> dict[str, float]:
    """Seconds since then until each query found something."""
    waiting = dashboard_queries()
    found: dict[str, float] = {}
    while waiting:
        for panel, query in list(waiting.items()):
            if _has_data(prometheus, query):
                found[panel] = time.monotonic() - began
                del waiting[panel]
        if time.monotonic() - began > PATIENCE:
            raise TimeoutError(f"no data after {PATIENCE:.0f} s: {', '.join(waiting)}")
        time.sleep(_LOOK_SECONDS)
    return found


def _has_data(prometheus: Prometheus, query: str) -> bool:
    try:
        return bool(prometheus.query(query))
    except httpx.TransportError:  # not up yet
        return False


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        lines = measure(Path(scratch))
    sys.stdout.write("\n".join(lines) + "\n")
