"""What the service is sent: all sorts of documents, so that every panel has something to show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.workers.documents import ENDLESS

if TYPE_CHECKING:
    from tests.running import RunningService

SLOW = "the-slow-one"
"""The id of the request whose document runs into the deadline."""

DEADLINE_SECONDS = 1.5

_PAGES = Path(__file__).parents[1] / "pages"
_TYPES = {"source.html": "text/html", "source.txt": "text/plain", "source.md": "text/markdown"}
_SAMPLE = 4
_BATCH = b'{"text": "The old ferry sailed again on Monday."}\nnot JSON\n'


def load(service: RunningService) -> None:
    """Send a sample of the fixture pages, a document that breaks its worker, what is refused, and a batch."""
    for folder in sorted(_PAGES.iterdir())[::_SAMPLE]:
        for name, media_type in _TYPES.items():
            if (folder / name).exists():
                content = (folder / name).read_bytes()
                service.client.post("/clean", content=content, headers={"Content-Type": media_type})
    service.client.post("/clean", json={"text": ENDLESS}, headers={"X-Request-ID": SLOW})
    service.client.post("/clean", content=b"GIF89a", headers={"Content-Type": "image/gif"})
    service.client.post("/clean", json={"html": 1})
    service.client.post("/clean/batch", content=_BATCH, headers={"Content-Type": "application/x-ndjson"})
