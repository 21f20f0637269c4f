"""Callers that are slow, stall, close half of their connection, hang up or just sit there."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from tests.chaos.pages import Page

EVERY_SECONDS = 1.0


@dataclass(slots=True)
class Callers:
    """Bad callers of one service, on plain sockets; use inside an event loop."""

    url: str
    page: Page
    opened: int = 0
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def add(self, count: int, kind: Callable[[Callers], Coroutine[None, None, None]]) -> None:
        """Let so many callers of a kind begin."""
        self._tasks += (asyncio.create_task(kind(self)) for _ in range(count))

    async def leave(self) -> None:
        """Let all of them hang up."""
        for task in self._tasks:
            task.cancel()
        results = await asyncio.gather(*self._tasks, return_exceptions=True)
        unforeseen = [each for each in results if isinstance(each, Exception)]
        assert not unforeseen, unforeseen

    async def trickle(self) -> None:
        """A byte a second, of the head first, then of the body."""
        async with self._connection() as (_, writer):
            for byte in self._head() + self.page.body:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(EVERY_SECONDS)

    async def stall_in_head(self) -> None:
        """Half a head, and then nothing."""
        async with self._connection() as (_, writer):
            writer.write(self._head()[:20])
            await asyncio.Event().wait()

    async def stall_in_body(self) -> None:
        """The head and half the body, and then nothing."""
        async with self._connection() as (_, writer):
            writer.write(self._head() + self.page.body[: len(self.page.body) // 2])
            await asyncio.Event().wait()

    async def sit(self) -> None:
        """A connection that nothing is ever said on."""
        async with self._connection():
            await asyncio.Event().wait()

    async def hang_up_in_body(self) -> None:
        """Half a body, and a reset, again and again."""
        while True:
            async with self._connection() as (_, writer):
                writer.write(self._head() + self.page.body[: len(self.page.body) // 2])
                await writer.drain()
                await asyncio.sleep(EVERY_SECONDS)
                _reset(writer)

    async def hang_up_in_wait(self) -> None:
        """A whole request, and nobody there to hear the answer, again and again."""
        while True:
            async with self._connection() as (_, writer):
                writer.write(self._head() + self.page.body)
                await writer.drain()
            await asyncio.sleep(EVERY_SECONDS)

    async def close_half(self) -> None:
        """Half a body and the end of what will be sent, with an ear for the answer."""
        async with self._connection() as (reader, writer):
            writer.write(self._head() + self.page.body[: len(self.page.body) // 2])
            writer.write_eof()
            await reader.read()

    async def read_nothing(self) -> None:
        """Request after request without ever reading an answer."""
        async with self._connection() as (reader, writer):
            reader._transport.pause_reading()  # type: ignore[attr-defined]  # noqa: SLF001
            while True:
                writer.write(self._head() + self.page.body)
                await writer.drain()
                await asyncio.sleep(EVERY_SECONDS)

    def _head(self) -> bytes:
        headers = {"Host": "x", "Content-Length": str(len(self.page.body))} | self.page.headers
        lines = (f"POST {self.page.path} HTTP/1.1", *(f"{name}: {text}" for name, text in headers.items()))
        return "\r\n".join((*lines, "", "")).encode()

    @contextlib.asynccontextmanager
    async def _connection(self):
        host, port = self.url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        self.opened += 1
        try:
            with contextlib.suppress(ConnectionError):
                yield reader, writer
        finally:
            writer.transport.abort()


def _reset(writer: asyncio.StreamWriter) -> None:
    no_linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, no_linger)
