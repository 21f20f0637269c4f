"""A service that has had all sorts of documents, and the Prometheus that has looked on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.observability.prometheus import Prometheus
from tests.running import RunningService
from tests.workers.documents import ENDLESS

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = Path(__file__).parents[1] / "pages"
TYPES = {"source.html": "text/html", "source.txt": "text/plain", "source.md": "text/markdown"}
SLOW = "the-slow-one"
"""The id of the request whose document runs into the deadline."""
BATCH = b'{"text": "The old ferry sailed again on Monday."}\nnot JSON\n'
ROUNDS = 2
SAMPLE = 4


def load(service: RunningService) -> None:
    """Send a sample of the fixture pages, a document that breaks its worker, what is refused, and a batch."""
    for folder in sorted(PAGES.iterdir())[::SAMPLE]:
        for name, media_type in TYPES.items():
            if (folder / name).exists():
                content = (folder / name).read_bytes()
                service.client.post("/clean", content=content, headers={"Content-Type": media_type})
    service.client.post("/clean", json={"text": ENDLESS}, headers={"X-Request-ID": SLOW})
    service.client.post("/clean", content=b"GIF89a", headers={"Content-Type": "image/gif"})
    service.client.post("/clean", json={"html": 1})
    service.client.post("/clean/batch", content=BATCH, headers={"Content-Type": "application/x-ndjson"})


@pytest.fixture(scope="session")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """Has scraped the service before, during and after the load."""
    folder = tmp_path_factory.mktemp("prometheus")
    with (
        RunningService(folder / "log", workers=2, deadline_seconds=1.5) as service,
        Prometheus(folder, service.url.removeprefix("http://")) as running,
    ):
        running.wait_for("cleancopy_build_info")
        for number in range(1, ROUNDS + 1):
            load(service)
            running.wait_for(f'cleancopy_document_errors_total{{code="deadline_exceeded"}} >= {number}')
        running.wait_for("job:cleancopy_verdicts:ratio_rate1h")
        yield running
