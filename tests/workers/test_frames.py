"""Messages between the service and a worker arrive as they were sent."""

from __future__ import annotations

import asyncio
import socket
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from app.clean.model import BodyFormat, Document, InputKind
from app.workers.frames import ask, receive, send
from app.workers.task import Failed, OverMemory, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AT = datetime(2024, 5, 3, 12, tzinfo=UTC)

DOCUMENTS = {
    "bytes": Document(InputKind.HTML, b"<p>Owls \xff</p>", AT, "https://example.org/", "utf-8"),
    "more bytes than a socket takes at once": Document(InputKind.HTML, b"owls " * 1_000_000, AT),
    "an hour of elsewhere": Document(InputKind.TEXT, b"Owls", AT.astimezone(timezone(timedelta(hours=5.5)))),
    "no bytes": Document(InputKind.HTML, b"", AT),
    "characters": Document(InputKind.TEXT, "Owls \ud800 \U0001f989", AT, format=BodyFormat.MARKDOWN),
}


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[socket.socket]:
    """One end of a channel, whose other end is answered in a thread and then closed."""

    def answered() -> None:
        with theirs:
            answer(theirs)

    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with ours:
        thread = Thread(target=answered)
        thread.start()
        yield ours
        thread.join()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_task_arrives_with_all_that_it_says(name: str) -> None:
    task = Task(DOCUMENTS[name], explain=True)
    arrived: list[Task] = []

    def answer(channel: socket.socket) -> None:
        arrived.append(receive(channel))
        send(channel, OverMemory())

    with answering(answer) as channel:
        reply = asyncio.run(ask(channel, task))

    assert (arrived, reply) == ([task], OverMemory())


def test_a_long_reply_arrives_whole() -> None:
    failed = Failed("E" * 1_000_000, ("pipeline.py:1 clean",))

    def answer(channel: socket.socket) -> None:
        receive(channel)
        send(channel, failed)

    with answering(answer) as channel:
        assert asyncio.run(ask(channel, Task(DOCUMENTS["bytes"]))) == failed


def test_a_reply_that_comes_before_the_document_was_read_is_heard() -> None:
    def answer(channel: socket.socket) -> None:
        channel.recv(1)
        send(channel, OverMemory())

    with answering(answer) as channel:
        assert (
            asyncio.run(ask(channel, Task(DOCUMENTS["more bytes than a socket takes at once"])))
            == OverMemory()
        )


def test_a_reply_that_breaks_off_is_no_reply() -> None:
    def answer(channel: socket.socket) -> None:
        receive(channel)
        channel.sendall(b"\0\0\0")

    with answering(answer) as channel, pytest.raises(EOFError):
        asyncio.run(ask(channel, Task(DOCUMENTS["bytes"])))


def test_a_task_that_breaks_off_is_no_task() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(b"\0\0\0")
        ours.shutdown(socket.SHUT_WR)
        with pytest.raises(EOFError):
            receive(theirs)
