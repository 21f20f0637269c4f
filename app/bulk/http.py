"""The body of an HTTP response as an archive keeps it: transfer and content encodings undone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fastwarc.stream_io import ChunkedReader

from app.api.inflate import Chain
from app.errors import MalformedBody

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap

MAGIC = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
"""How these begin. Crawlers that store what they decoded often leave the header that said it was encoded."""


def decoded(content: bytes, headers: HeaderMap, limit: int) -> bytes:
    """The page itself. Raises MalformedBody, UnsupportedMediaType, and TooLarge above `limit` bytes."""
    if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        content = _joined(content)
    chain = Chain(headers.get("Content-Encoding") or "", limit)
    if not chain.encodings or not content.startswith(MAGIC.get(chain.encodings[-1], b"")):
        return content
    pieces = list(chain.feed(content))
    chain.finish()
    return b"".join(pieces)


def _joined(content: bytes) -> bytes:
    size = content.partition(b"\r\n")[0].partition(b";")[0].strip()
    if not size or not all(digit in b"0123456789abcdefABCDEF" for digit in size):
        return content  # was put together by whoever stored it
    try:
        return bytes(ChunkedReader(io.BytesIO(content)).read())
    except OSError:
        raise MalformedBody("the chunks of the response are broken") from None
