"""WARC, JSONL and Parquet in one folder, in several parts, through a file system of fsspec."""

from __future__ import annotations

import gzip
from collections import Counter
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from tests.cluster.conftest import bulk, column, ended, ids, write_lines
from tests.cluster.documents import made

if TYPE_CHECKING:
    from pathlib import Path


def archived(document: dict[str, str]) -> bytes:
    """A record of a WARC file, compressed by itself."""
    text = "text" in document
    kind = "text/plain" if text else "text/html"
    page = document["text" if text else "html"]
    content = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{page}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <{document['id']}>\r\n"
        "WARC-Date: 2024-05-03T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + content + b"\r\n\r\n")


def test_every_form_is_read_in_parts_and_each_document_comes_out_once(tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    lines, records, rows = made(150, "line"), made(150, "record"), made(150, "row")
    write_lines(source / "deep" / "pages.jsonl", lines)
    (source / "crawl.warc.gz").write_bytes(b"".join(map(archived, records)))
    table = {name: [row.get(name) for row in rows] for name in ("id", "html", "text", "fetched_at")}
    pq.write_table(
        pa.table(table | {"html": [page and page.encode() for page in table["html"]]}), source / "p.parquet"
    )

    code, told = ended(bulk(f"fsspec+file://{source}", f"fsspec+file://{output}", "--split-mb", "1"))

    assert code == 0, told
    assert ids(output) == Counter(document["id"] for document in (*lines, *records, *rows))
    parts = {file.name.rsplit("-", 1)[0] for file in output.glob("documents/pages.jsonl-*")}
    assert len(parts) > 1
    assert len(set(column(output, "documents", "source"))) == 450
