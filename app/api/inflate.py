"""Content-Encoding: compressed bytes in, the body out, in steps that never hold more than one piece.

A decoder yields pieces of at most PIECE bytes, so whoever adds them up can stop at a limit, however small the
input was that a bomb was made of.
"""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, Protocol

import brotli

from app.errors import MalformedBody, TooLarge, UnsupportedMediaType

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PIECE = 256 * 1024

# Two is what happens by accident, a proxy that compresses what is compressed; more is an attack.
MAX_ENCODINGS = 3

# Each member of a gzip stream, or frame of one of zstd, costs some microseconds even if it is empty.
# Tools that write many put 64 KiB or more into each.
MAX_MEMBERS = 2000

# RFC 9659: a zstd window for Content-Encoding is 8 MiB at most.
ZSTD_WINDOW_LOG = 23

RAW_DEFLATE, ZLIB, GZIP = -15, 15, 31


class Decoder(Protocol):
    """One content encoding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The pieces that `data` completes. Raises MalformedBody."""

    def finish(self) -> None:
        """Raise MalformedBody if the stream is not at its end."""


class _Gzip:
    """RFC 1952: one member or several, and zeros that pad the last."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(GZIP)
        self._members = 1

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._stream.eof:
                data = data.lstrip(b"\0")
                if not data:
                    return
                self._stream = zlib.decompressobj(GZIP)
                self._members += 1
                if self._members > MAX_MEMBERS:
                    raise _parted("gzip")
            try:
                piece = self._stream.decompress(data, PIECE)
            except zlib.error:
                raise _broken("gzip") from None
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            if piece:
                yield piece

    def finish(self) -> None:
        if not self._stream.eof:
            raise _truncated("gzip")


class _Deflate:
    """RFC 9110 means zlib's format; senders that send the raw one are taken too, as browsers do."""

    def __init__(self) -> None:
        self._head = b""
        self._stream: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None:
            data = self._head = self._head + data
            if len(data) < 2:
                return
            zlib_header = data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
            self._stream = zlib.decompressobj(ZLIB if zlib_header else RAW_DEFLATE)
        while data:
            if self._stream.eof:
                raise _broken("deflate")
            try:
                piece = self._stream.decompress(data, PIECE)
            except zlib.error:
                raise _broken("deflate") from None
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            if piece:
                yield piece

    def finish(self) -> None:
        if self._stream is None or not self._stream.eof:
            raise _truncated("deflate")


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        while True:
            try:
                piece = self._stream.process(data, output_buffer_limit=PIECE)
            except brotli.error:
                raise _broken("br") from None
            if piece:
                yield piece
            elif self._stream.can_accept_more_data():
                return
            data = b""

    def finish(self) -> None:
        if not self._stream.is_finished():
            raise _truncated("br")


class _Zstd:
    """RFC 8878: one frame or several."""

    def __init__(self) -> None:
        self._stream = self._frame()
        self._frames = 1

    @staticmethod
    def _frame() -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG})

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data or not self._stream.needs_input:
            if self._stream.eof:
                if not data:
                    return
                self._stream = self._frame()
                self._frames += 1
                if self._frames > MAX_MEMBERS:
                    raise _parted("zstd")
            try:
                piece = self._stream.decompress(data, PIECE)
            except zstd.ZstdError:
                raise _broken("zstd") from None
            data = self._stream.unused_data if self._stream.eof else b""
            if piece:
                yield piece

    def finish(self) -> None:
        if not self._stream.eof:
            raise _truncated("zstd")


DECODERS: dict[str, Callable[[], Decoder]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}


class Chain:
    """The decoders of a whole Content-Encoding header; what was applied last is undone first.

    `encodings` are the names taken from it. Raises UnsupportedMediaType.
    """

    def __init__(self, content_encoding: str, limit: int) -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        self.encodings = tuple(name for name in names if name not in {"", "identity"})
        if len(self.encodings) > MAX_ENCODINGS or not DECODERS.keys() >= set(self.encodings):
            taken = ", ".join(DECODERS)
            raise UnsupportedMediaType(
                f"Content-Encoding: taken are identity, {taken}; at most {MAX_ENCODINGS} at once"
            )
        self._limit = limit
        self._decoders = [DECODERS[name]() for name in reversed(self.encodings)]
        self._produced = [0] * len(self._decoders)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The pieces of the body that `data` completes.

        Raises MalformedBody, and TooLarge when any decoder has put out more than the limit: not the last one
        alone, for a bomb may burst on the way.
        """
        pieces: Iterator[bytes] = iter((data,))
        for stage in range(len(self._decoders)):
            pieces = self._through(stage, pieces)
        return pieces

    def finish(self) -> None:
        """Raise MalformedBody if any stream is not at its end."""
        for decoder in self._decoders:
            decoder.finish()

    def _through(self, stage: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for data in pieces:
            for piece in self._decoders[stage].feed(data):
                self._produced[stage] += len(piece)
                if self._produced[stage] > self._limit:
                    raise TooLarge(f"the inflated body is over the limit of {self._limit} bytes")
                yield piece


def _broken(encoding: str) -> MalformedBody:
    return MalformedBody(f"the body is no {encoding} stream, or a broken one, or something follows its end")


def _truncated(encoding: str) -> MalformedBody:
    return MalformedBody(f"the {encoding} stream of the body ends too early")


def _parted(encoding: str) -> MalformedBody:
    return MalformedBody(f"the {encoding} stream of the body has more than {MAX_MEMBERS} parts")
