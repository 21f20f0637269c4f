"""Documents from archives of crawls: responses of WARC, conversions of WET.

ISO 28500 (WARC 1.0 and 1.1). A broken record is a flaw and costs itself alone, where the next can be found.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from fastwarc.warc import ArchiveIterator, WarcRecordType
from pydantic import TypeAdapter, ValidationError

from app.api.schema import Address, Moment
from app.bulk.http import decoded
from app.bulk.record import Flaw, Meter, Reading, Record
from app.clean.model import Document, InputKind
from app.errors import CleancopyError, MalformedBody, TooLarge, Unreadable
from app.workers.task import Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastwarc.warc import WarcRecord

    from app.bulk.compression import Inflated

KINDS = {
    "text/html": InputKind.HTML,
    "application/xhtml+xml": InputKind.HTML,
    "text/plain": InputKind.TEXT,
    "text/markdown": InputKind.TEXT,
}

RESPONSE, CONVERSION = int(WarcRecordType.response), int(WarcRecordType.conversion)

# Not of FastWARC's type: that has no hash, and a value of its own for a type that it could not read.
OTHERS = {
    int(kind): name
    for name, kind in {
        "warcinfo": WarcRecordType.warcinfo,
        "resource": WarcRecordType.resource,
        "request": WarcRecordType.request,
        "metadata": WarcRecordType.metadata,
        "revisit": WarcRecordType.revisit,
        "continuation": WarcRecordType.continuation,
        "other types": WarcRecordType.unknown,
    }.items()
}

NEXT_RECORD = b"\r\n\r\nWARC/1."
"""How one record ends and the next begins. In a text it would need four line ends of this kind in a row."""

REMEMBERED = 256 * 1024
"""Bytes in which the next record is looked for when a header is broken: FastWARC reads 64 KiB ahead."""

T = TypeVar("T")

_addresses: TypeAdapter[str] = TypeAdapter(Address)
_moments: TypeAdapter[datetime] = TypeAdapter(Moment)


class _Remembering:
    """A stream that can be put back to a record that begins in what was read last."""

    def __init__(self, stream: Inflated) -> None:
        self._stream = stream
        self._past = bytearray()
        self._again = b""
        self._position = 0

    def tell(self) -> int:
        """Bytes read so far."""
        return self._position

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, as FastWARC asks for them."""
        size = size if size > 0 else 64 * 1024
        data, self._again = self._again[:size], self._again[size:]
        data = data or self._stream.read(size)
        self._position += len(data)
        self._past += data
        del self._past[:-REMEMBERED]
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Not taken: a pipe cannot either."""
        raise OSError

    def close(self) -> None:
        """Nothing to do: whoever opened the file closes it."""

    def find_next(self, after: int) -> bool:
        """Go on at the first record that begins behind the position `after`; false if there is none."""
        first = self._position - len(self._past)
        known = bytes(self._past[max(0, after - first) :]) + self._again
        end = self._position + len(self._again)
        while (start := known.find(NEXT_RECORD)) < 0:
            more = self._stream.read()
            if not more:
                return False
            end += len(more)
            known = known[1 - len(NEXT_RECORD) :] + more
        self._again = known[start + len(b"\r\n\r\n") :]
        self._position = end - len(self._again)
        self._past.clear()
        return True


def archive_records(stream: Inflated, path: str, reading: Reading, meter: Meter) -> Iterator[Record | Flaw]:
    """A record for each page or text of an archive, a flaw for each that is broken; others are counted."""
    number = 0
    while True:
        found: Record | Flaw | None = None
        for item in _items(_Remembering(stream)):
            number += 1
            source = f"{path}#{number}"
            if isinstance(item, Unreadable):
                found = Flaw(None, source, item)
            else:
                found = _record(item, source, reading, meter)
            if found is not None:
                yield found
        # A record that the broken place cuts short has said so itself.
        if stream.error is not None and not isinstance(found, Flaw):
            number += 1
            yield Flaw(None, f"{path}#{number}", stream.error)
        if not stream.resume():
            return


def _items(stream: _Remembering) -> Iterator[WarcRecord | Unreadable]:
    """The records of a stream in their order, and an error where there should be one."""
    after = 0
    while True:
        try:
            for item in ArchiveIterator(stream, parse_http=False):
                after = item.stream_pos + item.content_length
                yield item
        except OSError:
            yield Unreadable("there is no record of an archive here")
            if not stream.find_next(after):
                return
        else:
            return


def _record(item: WarcRecord, source: str, reading: Reading, meter: Meter) -> Record | Flaw | None:
    kind = int(item.record_type)
    if not _whole_header(item):
        return Flaw(_label(item), source, Unreadable("the header of the record is broken"))
    if kind in OTHERS:
        meter.skipped[OTHERS[kind]] += 1
        return None
    try:
        document = _document(item, reading)
    except CleancopyError as error:
        return Flaw(_label(item), source, error)
    if document is None:
        meter.skipped["other media types"] += 1
        return None
    return Record(_label(item), source, Task(document, reading.explain))


def _document(item: WarcRecord, reading: Reading) -> Document | None:
    size = item.content_length
    of_http = int(item.record_type) == RESPONSE
    if size > reading.max_bytes:
        raise TooLarge(f"the record has {size} bytes, over the limit of {reading.max_bytes}")
    item.freeze()
    if item.content_length < size:
        raise Unreadable("the archive ends in the middle of the record")
    if of_http and not item.is_http:
        return None
    charset: str | None = "utf-8"
    if of_http:
        try:
            item.parse_http()
        except OSError:
            raise MalformedBody("the record holds no HTTP response") from None
        media_type, charset = item.http_content_type, item.http_charset
    else:
        media_type = item.headers.get("Content-Type")
    media_type = (media_type or item.headers.get("WARC-Identified-Payload-Type") or "").partition(";")[0]
    document_kind = KINDS.get(media_type.strip().lower())
    if document_kind is None:
        return None
    content = item.reader.read()
    if of_http:
        content = decoded(content, item.http_headers, reading.max_bytes)
    return Document(
        kind=document_kind,
        content=content,
        fetched_at=_valid(_moments, item.headers.get("WARC-Date")) or reading.fetched_at or datetime.now(UTC),
        url=_valid(_addresses, (item.headers.get("WARC-Target-URI") or "").strip("<> ")),
        charset=charset,
        format=reading.format,
    )


def _whole_header(item: WarcRecord) -> bool:
    """Whether the header says what and how long the record is. FastWARC takes one that breaks off."""
    kind = item.headers.get("WARC-Type") or ""
    return kind.isascii() and kind.isalpha() and item.headers.get("Content-Length") is not None


def _label(item: WarcRecord) -> str | None:
    label = item.headers.get("WARC-Record-ID")
    return None if label is None else label.strip("<> ") or None


def _valid(adapter: TypeAdapter[T], value: object) -> T | None:
    try:
        return adapter.validate_python(value)
    except ValidationError:
        return None
