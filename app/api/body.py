"""The body of a request: its media type, and its bytes within the limits."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from app.api.bodies import STALL_SECONDS
from app.api.inflate import Chain
from app.errors import MalformedBody, TooLarge, UnsupportedMediaType

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

_CHARSET = re.compile(r';\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]*))', re.I)


class MediaType(StrEnum):
    """What `POST /clean` takes."""

    JSON = "application/json"
    HTML = "text/html"
    XHTML = "application/xhtml+xml"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"


_MEDIA_TYPES = {str(media_type): media_type for media_type in MediaType}


@dataclass(frozen=True, slots=True)
class ContentType:
    """A Content-Type header, read. `charset` is as the sender wrote it."""

    media_type: MediaType
    charset: str | None


def content_type(request: Request) -> ContentType:
    """What the Content-Type header says. Raises UnsupportedMediaType."""
    media_type = _MEDIA_TYPES.get(named_type(request))
    if media_type is None:
        raise UnsupportedMediaType(f"Content-Type: taken are {', '.join(MediaType)}")
    # Not read with email.message, whose continued parameters (RFC 2231) are not HTTP's and end in exceptions.
    charset = _CHARSET.search(request.headers["content-type"])
    return ContentType(media_type, (charset[1] or charset[2]).lower() or None if charset else None)


def named_type(request: Request) -> str:
    """The media type that the Content-Type header names, in lower case; empty without one."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_body(request: Request, *, max_bytes: int, max_inflated: int) -> bytes:
    """The body with its content encodings undone, while it streams in.

    Raises TooLarge, MalformedBody, UnsupportedMediaType; Busy if all bodies together take too much;
    ClientDisconnect if the sender leaves.
    """
    chain = Chain(request.headers.get("content-encoding", ""), max_inflated)
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > max_bytes:
        raise _too_large(max_bytes)
    received = 0
    body: bytes | bytearray = b""
    async for chunk in unless_stalled(request):
        received += len(chunk)
        if received > max_bytes:
            raise _too_large(max_bytes)
        for piece in chain.feed(chunk):
            request.state.hold.add(len(piece))
            if body:
                body = bytearray(body) if isinstance(body, bytes) else body
                body += piece
            else:  # most bodies come as one piece, which is not copied
                body = piece
    chain.finish()
    if len(body) > max_inflated:
        raise TooLarge(f"the body is over the limit of {max_inflated} bytes")
    return bytes(body)


async def unless_stalled(request: Request) -> AsyncIterator[bytes]:
    """The body as it streams in.

    Raises MalformedBody if nothing of it comes for too long; ClientDisconnect if the sender leaves.
    """
    more = True
    while more:
        try:
            async with asyncio.timeout(STALL_SECONDS):
                message = await request.receive()
        except TimeoutError:
            request.state.stalled = True
            raise MalformedBody(
                f"the body broke off: nothing of it came for {STALL_SECONDS:g} seconds"
            ) from None
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        more = message.get("more_body", False)
        if body := message.get("body"):
            yield body


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"the body is over the limit of {limit} bytes")
