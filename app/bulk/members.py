"""The whole members of a compressed file, and where each ends."""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, BinaryIO

from app.bulk.compression import PIECE, ZSTD, decompressors

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Iterator


def whole_members(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The content of each gzip member or zstd frame up to the first that is not whole, and the position
    behind it."""
    pending = file.read(PIECE)
    new = decompressors(pending[: len(ZSTD)])
    stream, content, position = new(), bytearray(), 0
    while pending:
        position += len(pending)
        try:
            content += stream.decompress(pending, -1)
        except (zlib.error, zstd.ZstdError):
            return
        pending = b""
        if stream.eof:
            pending = stream.unused_data
            position -= len(pending)
            yield bytes(content), position
            stream, content = new(), bytearray()
        pending = pending or file.read(PIECE)
