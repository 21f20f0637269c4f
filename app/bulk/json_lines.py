"""Rows as lines of JSON, plain or compressed, in a file that can be gone on with after any end.

A plain file gets each row at once. A compressed one gets gzip members or zstd frames of whole lines, so that
what an end in the middle leaves behind is cut off without touching a row before it.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import sys
from typing import TYPE_CHECKING, BinaryIO

from app.bulk.members import whole_members
from app.errors import SettingsError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.bulk.rows import Row

MEMBER_BYTES = 256 * 1024
"""Of JSON that one member or frame holds: what is done again after a kill, at most."""


def compressor(path: Path) -> Callable[[bytes], bytes] | None:
    """What compresses for a file of this name; None if it is plain."""
    compressors: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstd.compress}
    return compressors.get(path.suffix.lower())


class LinesTo:
    """Writes rows to a stream that is open already, each as it comes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, row: Row) -> None:
        """Add a row. Raises OSError."""
        self._stream.write(line_of(row))
        self._stream.flush()

    def close(self, *, complete: bool) -> None:
        """Nothing is held back."""


class LinesFile:
    """Writes rows to a file that nobody else may write to meanwhile. Raises SettingsError and OSError."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b", buffering=0)
        self._compress = compressor(path)
        self._held = bytearray()
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise SettingsError(f"{path}: another run writes to it") from None

    @property
    def there(self) -> bool:
        """Whether a run before this one has left anything."""
        return self._file.seek(0, 2) > 0

    def empty(self) -> None:
        """Begin anew."""
        self._file.truncate(0)

    def recover(self) -> Iterator[str]:
        """The sources of the rows that are there; what follows the last whole one is cut off at the end."""
        self._file.seek(0)
        end = 0
        parts = self._file if self._compress is None else None
        for content, after in _lines(parts) if parts is not None else whole_members(self._file):
            try:
                sources = [json.loads(line)["source"] for line in content.split(b"\n") if line]
            except (ValueError, KeyError, TypeError):
                break
            yield from sources
            end = after
        self._file.truncate(end)

    def write(self, row: Row) -> None:
        """Add a row. Raises OSError."""
        self._held += line_of(row)
        if self._compress is None or len(self._held) >= MEMBER_BYTES:
            self._put()

    def close(self, *, complete: bool) -> None:
        """Write what is held back. `complete` or not, the file is whole."""
        self._put()
        self._file.close()

    def _put(self) -> None:
        if not self._held:
            return
        data = bytes(self._held) if self._compress is None else self._compress(bytes(self._held))
        self._held.clear()
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) :]


def line_of(row: Row) -> bytes:
    """A row as a line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Each line that has its end, and the position behind it."""
    rest, position = b"", 0
    while more := file.read(MEMBER_BYTES):
        *lines, rest = (rest + more).split(b"\n")
        for line in lines:
            position += len(line) + 1
            yield line, position
