"""An archive of the pages of the sets as crawlers write them: WARC, each record compressed by itself."""

from __future__ import annotations

import gzip
import uuid
from itertools import chain, cycle, islice, zip_longest
from typing import TYPE_CHECKING

from benchmarks.accuracy import data

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, sets: Path, pages: int, files: int) -> None:
    """Write `pages` records in `files` files: those of all sets in turn, over again where they are fewer."""
    names = [name for name in data.set_names(sets) if not name.startswith("text/")]
    in_turn = chain.from_iterable(zip_longest(*(data.read(sets, name) for name in names)))
    stored = [page.stored() for page in in_turn if page is not None]
    folder.mkdir(parents=True)
    for number in range(files):
        with (folder / f"crawl-{number:03}.warc.gz").open("wb") as file:
            for page in islice(cycle(stored), number, pages, files):
                file.write(gzip.compress(_record(gzip.decompress(page)), 6))


def _record(page: bytes) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\n"
        "WARC-Date: 2024-05-03T12:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"
