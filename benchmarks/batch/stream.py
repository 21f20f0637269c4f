"""One batch over one connection: lines are sent while answers are read, and these are counted by id."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

LINE_LIMIT = 64 * 1024 * 1024


@dataclass(slots=True)
class Counts:
    """How often each id came back, and what else than results came."""

    sent: int = 0
    ids: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    bytes_in: int = 0
    bytes_out: int = 0

    def summary(self) -> dict[str, object]:
        """Sent, answered, lost, doubled."""
        return {
            "sent": self.sent,
            "answered": self.ids.total(),
            "lost": self.sent - len(self.ids),
            "doubled": sum(count > 1 for count in self.ids.values()),
            "errors": dict(self.errors),
            "bytes_sent": self.bytes_out,
            "bytes_received": self.bytes_in,
        }


def line(number: int) -> bytes:
    """The line of a short document: what is measured is the way there and back."""
    text = (
        f"Ferry {number} returns to the strait\n\n"
        f"The old ferry sailed again on Monday, with {number} people and one goat on board."
    )
    return json.dumps({"id": f"document-{number}", "text": text}).encode() + b"\n"


async def run(
    url: str, lines: int, *, ordered: bool, compressed: bool, seen: Callable[[int], None]
) -> Counts:
    """Send so many lines, and count what comes back; `seen` is told the number of answers now and then."""
    counts = Counts()
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port, limit=LINE_LIMIT)
    coding = "Content-Encoding: gzip\r\nAccept-Encoding: gzip\r\n" if compressed else ""
    head = (
        f"POST /clean/batch?ordered={str(ordered).lower()} HTTP/1.1\r\nHost: service\r\n{coding}"
        "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode())
    async with asyncio.TaskGroup() as both:
        both.create_task(_send(writer, lines, counts, compressed=compressed))
        last = 0
        async for content in _lines(reader, counts, compressed=compressed):
            answer = json.loads(content)
            if "error" in answer:
                counts.errors[answer["error"]["code"]] += 1
            counts.ids[answer["id"]] += 1
            if ordered and answer["line"] != (last := last + 1):
                raise AssertionError(f"line {answer['line']} came as number {last}")
            if counts.ids.total() % 1000 == 0:
                seen(counts.ids.total())
    writer.close()
    return counts


async def _send(writer: asyncio.StreamWriter, lines: int, counts: Counts, *, compressed: bool) -> None:
    stream = zlib.compressobj(1, wbits=31)
    for start in range(0, lines, 50):
        numbers = range(start, min(start + 50, lines))
        data = b"".join(map(line, numbers))
        if compressed:
            data = stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)
        counts.sent += len(numbers)
        counts.bytes_out += len(data)
        writer.write(b"%x\r\n%s\r\n" % (len(data), data))
        await writer.drain()
    end = stream.flush() if compressed else b""
    writer.write((b"%x\r\n%s\r\n" % (len(end), end) if end else b"") + b"0\r\n\r\n")
    await writer.drain()


async def _lines(reader: asyncio.StreamReader, counts: Counts, *, compressed: bool) -> AsyncIterator[bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise AssertionError(head.decode())
    stream = zlib.decompressobj(31)
    rest = b""
    while size := int(await reader.readline(), 16):
        data = await reader.readexactly(size)
        await reader.readexactly(2)
        counts.bytes_in += size
        *ended, rest = (rest + (stream.decompress(data) if compressed else data)).split(b"\n")
        for content in ended:
            yield content
    if rest:
        raise AssertionError("the answer ends inside a line")
