"""Content-Encoding of an answer that goes out while it comes about: what is written can be read at once."""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable

GZIP, ZLIB = 31, 15
BROTLI_QUALITY = 4
"""About as fast as gzip's usual level; the library's own, 11, takes fifty times as long."""


class Encoder(Protocol):
    """One content encoding."""

    def write(self, data: bytes) -> bytes:
        """What to send so that the other side can read all of `data`."""

    def finish(self) -> bytes:
        """The end of the stream."""


class _Identity:
    def write(self, data: bytes) -> bytes:
        return data

    def finish(self) -> bytes:
        return b""


class _Zlib:
    def __init__(self, wbits: int) -> None:
        self._stream = zlib.compressobj(wbits=wbits)

    def write(self, data: bytes) -> bytes:
        return self._stream.compress(data) + self._stream.flush(zlib.Z_SYNC_FLUSH)

    def finish(self) -> bytes:
        return self._stream.flush()


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Compressor(quality=BROTLI_QUALITY)

    def write(self, data: bytes) -> bytes:
        written: bytes = self._stream.process(data) + self._stream.flush()
        return written

    def finish(self) -> bytes:
        end: bytes = self._stream.finish()
        return end


class _Zstd:
    def __init__(self) -> None:
        self._stream = zstd.ZstdCompressor()

    def write(self, data: bytes) -> bytes:
        return self._stream.compress(data, zstd.ZstdCompressor.FLUSH_BLOCK)

    def finish(self) -> bytes:
        return self._stream.flush()


IDENTITY = "identity"

ENCODERS: dict[str, Callable[[], Encoder]] = {
    "zstd": _Zstd,
    "br": _Brotli,
    "gzip": lambda: _Zlib(GZIP),
    "deflate": lambda: _Zlib(ZLIB),
    IDENTITY: _Identity,
}
"""The best first, for a caller that takes several alike."""


def accepted(header: str | None) -> str:
    """The name of the encoder that an Accept-Encoding header likes best (RFC 9110, section 12.5.3).

    One that takes none of ours, or that cannot be read, gets identity.
    """
    weights = dict(map(_weight, (header or "").lower().split(",")))
    default = weights.get("*", 0.0)
    liked = {name: weights.get(name, default) for name in ENCODERS if name != IDENTITY}
    best = max(liked, key=lambda name: liked[name])
    return best if liked[best] > weights.get(IDENTITY, 0.0) or liked[best] >= 1 else IDENTITY


def _weight(item: str) -> tuple[str, float]:
    name, _, parameter = item.partition(";")
    key, _, value = parameter.partition("=")
    try:
        weight = float(value) if key.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    name = name.strip()
    return "gzip" if name == "x-gzip" else name, weight
