"""Archives of crawls, written with FastWARC."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fastwarc.stream_io import GzipWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType

if TYPE_CHECKING:
    from collections.abc import Iterable

WRITERS = {".gz": GzipWriter, ".zst": ZstdWriter}


def page(number: int) -> str:
    return (
        f"<html><head><title>Ferry {number} returns</title></head><body>"
        f"<article><h1>Ferry {number} returns</h1>"
        f"<p>The old ferry number {number} sailed again on Monday, with two hundred people and one goat.</p>"
        "<p>The bridge that was to replace it will open in spring, said the mayor of the town.</p>"
        "</article></body></html>"
    )


def record(kind: WarcRecordType, number: int, content: bytes, media_type: str) -> WarcRecord:
    made = WarcRecord()
    made.init_headers(kind, f"<urn:uuid:00000000-0000-0000-0000-{number:012d}>".encode())
    made.headers["WARC-Record-ID"] = f"<urn:uuid:00000000-0000-0000-0000-{number:012d}>"
    made.headers["WARC-Target-URI"] = f"https://quaypost.example/{number}"
    made.headers["WARC-Date"] = "2024-05-03T10:00:00Z"
    made.headers["Content-Type"] = media_type
    made.set_bytes_content(content)
    return made


def response(number: int, body: bytes, *fields: str, media_type: str = "text/html") -> WarcRecord:
    head = "\r\n".join(("HTTP/1.1 200 OK", f"Content-Type: {media_type}", *fields, "", "")).encode()
    return record(WarcRecordType.response, number, head + body, "application/http; msgtype=response")


def conversion(number: int, text: str) -> WarcRecord:
    return record(WarcRecordType.conversion, number, text.encode(), "text/plain")


def responses(count: int) -> list[WarcRecord]:
    return [response(number, page(number).encode()) for number in range(1, count + 1)]


def parts(records: Iterable[WarcRecord], suffix: str = "") -> list[bytes]:
    """Each record as it stands in an archive."""
    return [_part(made, suffix) for made in records]


def _part(made: WarcRecord, suffix: str) -> bytes:
    part = io.BytesIO()
    if not suffix:
        made.write(part)
        return part.getvalue()
    writer = WRITERS[suffix](part)
    made.write(writer)
    writer.finish()
    writer.flush()
    return part.getvalue()
