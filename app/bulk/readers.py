"""Records from inputs of every form."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.bulk.compression import Inflated, Stored
from app.bulk.inputs import STANDARD_INPUT, Form, Input
from app.bulk.lines import line_records
from app.bulk.record import Flaw, Meter, Reading, Record
from app.bulk.warc import archive_records
from app.clean.model import Document, InputKind
from app.errors import TooLarge, Unreadable
from app.workers.task import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

_MARKUP = re.compile(rb"\s*<[!?a-z]", re.IGNORECASE)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

BEGINNING = 64
"""Bytes that tell what a file holds whose name does not."""


class _Peeked(Inflated):
    """An inflated stream whose beginning is looked at before it is read."""

    def __init__(self, stored: Stored) -> None:
        super().__init__(stored)
        self._beginning = b""

    def beginning(self) -> bytes:
        """The first bytes, which `read` still returns."""
        while len(self._beginning) < BEGINNING and (more := super().read()):
            self._beginning += more
        return self._beginning

    def read(self, size: int = BEGINNING * 1024) -> bytes:
        """Up to `size` bytes."""
        data, self._beginning = self._beginning[:size], self._beginning[size:]
        return data or super().read(size)


def records(inputs: Iterable[Input], reading: Reading, meter: Meter) -> Iterator[Record | Flaw]:
    """The documents of the inputs in their order; what cannot be read is a flaw, and the next goes on."""
    for given in inputs:
        path = printable(given.path)
        try:
            file = _open(given.path)
        except OSError as error:
            yield Flaw(path, path, Unreadable(f"the file cannot be opened: {error.strerror}"))
            continue
        with file:
            yield from in_file(file, path, given.form, reading, meter)


def printable(path: str) -> str:
    """A path as characters that UTF-8 can carry; names of files may hold others."""
    return path.encode("utf-8", "backslashreplace").decode()


def _open(path: str) -> BinaryIO:
    return sys.stdin.buffer if path == STANDARD_INPUT else Path(path).open("rb", buffering=0)


def in_file(
    file: BinaryIO, path: str, form: Form | None, reading: Reading, meter: Meter
) -> Iterator[Record | Flaw]:
    """The documents of an open file, whose form is that of its beginning where `form` does not say."""
    try:
        stream = _Peeked(Stored(file, meter))
    except OSError as error:
        yield Flaw(path, path, Unreadable(f"the file cannot be read: {error.strerror}"))
        return
    form = form or _form_by(stream.beginning())
    if form is Form.WARC:
        yield from archive_records(stream, path, reading, meter)
    elif form is Form.JSONL:
        yield from line_records(stream, path, reading)
    else:
        yield _whole(stream, path, InputKind(form), reading)


def _form_by(beginning: bytes) -> Form:
    start = beginning.removeprefix(BYTE_ORDER_MARK)
    if start.startswith(b"WARC/"):
        return Form.WARC
    if start.lstrip().startswith(b"{"):
        return Form.JSONL
    return Form.HTML if _MARKUP.match(start) else Form.TEXT


def _whole(stream: Inflated, path: str, kind: InputKind, reading: Reading) -> Record | Flaw:
    """A file that is one document."""
    content = bytearray()
    while piece := stream.read():
        content += piece
        if len(content) > reading.max_bytes:
            return Flaw(
                path, path, TooLarge(f"the file is over the limit of {reading.max_bytes} bytes, inflated")
            )
    if stream.error is not None:
        return Flaw(path, path, stream.error)
    fetched_at = reading.fetched_at or datetime.now(UTC)
    document = Document(kind=kind, content=bytes(content), fetched_at=fetched_at, format=reading.format)
    return Record(path, path, Task(document, reading.explain))
