"""Compressed files as streams of what they hold, that say where they are broken and go on behind it.

An archive is compressed record by record: a broken one costs that record, and the next starts at the next
member of gzip (RFC 1952) or frame of zstd (RFC 8878), which are found by how they begin.
"""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, BinaryIO

from app.errors import Unreadable

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.bulk.record import Meter

GZIP, ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"

DICTIONARY = b"\x5d\x2a\x4d\x18"
"""How an archive begins whose frames need the dictionary that follows: IIPC, WARC with Zstandard 1.0."""

WINDOW_LOG = 27
"""Largest zstd window, 128 MiB: what the zstd program takes without being told."""

PIECE = 64 * 1024

LONGEST_MAGIC = 4


class Stored:
    """A file as it is stored: counted while it is read, with a look at how it begins."""

    def __init__(self, file: BinaryIO, meter: Meter) -> None:
        self._file = file
        self._meter = meter
        self._ahead = b""

    def read(self, size: int = PIECE) -> bytes:
        """Up to `size` bytes; none at the end. Raises OSError."""
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        if not data:
            data = self._file.read(size)
            self._meter.bytes += len(data)
        return data

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end, which `read` still returns."""
        while len(self._ahead) < size and (more := self._file.read(size - len(self._ahead))):
            self._meter.bytes += len(more)
            self._ahead += more
        return self._ahead[:size]


class Inflated:
    """What a stored file holds, inflated if it begins like gzip or zstd.

    At a broken place the stream ends, and `error` says so; `resume` opens it again behind it.
    """

    def __init__(self, stored: Stored) -> None:
        self.error: Unreadable | None = None
        self._stored = stored
        self._pending = b""
        self._ended = False
        self._begun = self._opening = False
        head = stored.peek(LONGEST_MAGIC)
        self._magic = GZIP if head.startswith(GZIP) else ZSTD if head in {ZSTD, DICTIONARY} else b""
        dictionary = self._dictionary() if head == DICTIONARY else None
        self._new = decompressors(self._magic, dictionary)
        self._start_member()

    def read(self, size: int = PIECE) -> bytes:
        """Up to `size` bytes; none at the end and at a broken place."""
        if not self._magic:
            return self._take(size)
        while not self._ended:
            if self._stream.needs_input and not self._pending and not self._fill():
                break
            if self._stream.needs_input:
                data = self._fed = self._pending
                self._pending = b""
                self._opening, self._begun = not self._begun, True
            else:
                data = b""
            try:
                piece = self._stream.decompress(data, size)
            except (zlib.error, zstd.ZstdError):
                self._break()
                break
            if self._stream.eof:
                self._pending = self._stream.unused_data
                self._start_member()
            if piece:
                return piece
        return b""

    def resume(self) -> bool:
        """Go on behind the broken place; false if nothing more can be read."""
        self.error = None
        return not self._ended

    def _start_member(self) -> None:
        """Make ready for the next member. `_fed` is the last that it got, `_opening` whether its start."""
        self._stream = self._new()
        self._fed = b""
        self._begun = self._opening = False
        if self._magic == GZIP:
            self._pending = self._pending.lstrip(b"\0")  # what pads the last member

    def _take(self, size: int) -> bytes:
        try:
            data = self._stored.read(size)
            self._ended = not self._magic and not data
            return data
        except OSError as error:
            self._ended = True
            self.error = Unreadable(f"the file cannot be read any further: {error.strerror}")
            return b""

    def _fill(self) -> bool:
        self._pending = self._take(PIECE)
        if self._pending:
            return True
        if self._begun and self.error is None:
            self.error = Unreadable("the compressed file ends too early")
        self._ended = True
        return False

    def _break(self) -> None:
        """Find where the next member begins: behind the start of the one that broke."""
        self.error = Unreadable("the compression of the file is broken here")
        data = self._fed[1:] if self._opening else self._fed
        while (start := data.find(self._magic)) < 0:
            more = self._take(PIECE)
            if not more:
                self._ended = True
                return
            data = data[-(LONGEST_MAGIC - 1) :] + more
        self._pending = data[start:]
        self._start_member()

    def _dictionary(self) -> zstd.ZstdDict:
        size = int.from_bytes(self._stored.peek(8)[4:], "little")
        frame = b""
        while len(frame) < 8 + size and (more := self._stored.read(8 + size - len(frame))):
            frame += more
        content = frame[8:]
        return zstd.ZstdDict(zstd.decompress(content) if content.startswith(ZSTD) else content)


class _GzipMember:
    """zlib's decompressor of one member with the interface of zstd's."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, size: int) -> bytes:
        piece = self._stream.decompress(self._stream.unconsumed_tail + data, max(size, 0))
        # A piece of full size may not be all that zlib has in hand, even with no input left.
        self.needs_input = size < 0 or (not self._stream.unconsumed_tail and len(piece) < size)
        return piece


def decompressors(
    magic: bytes, dictionary: zstd.ZstdDict | None = None
) -> Callable[[], _GzipMember | zstd.ZstdDecompressor]:
    """What makes a decompressor for each member of a file that begins with `magic`."""
    if magic != ZSTD:
        return _GzipMember
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: WINDOW_LOG}
    return lambda: zstd.ZstdDecompressor(zstd_dict=dictionary, options=options)
