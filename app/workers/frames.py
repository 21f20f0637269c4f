"""Messages between the service and a worker process, over a stream socket, each in a frame of its own.

A frame is two lengths, a pickle, and the bytes of a document where the message holds one: these stand beside
the pickle (PEP 574), and are copied neither into it nor out of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import socket
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.workers.task import Ready, Refused, Reply, Task

_LENGTHS = struct.Struct("!QQ")
_AT_ONCE = 64 * 1024


def send(channel: socket.socket, message: Ready | Refused | Reply) -> None:
    """Send a message, and wait until all of it is on its way. Raises OSError."""
    for part in _frame(message):
        channel.sendall(part)


def receive(channel: socket.socket) -> Any:
    """Wait for a message. Raises EOFError or OSError if the other side is gone."""
    packed, beside = _LENGTHS.unpack(_exactly(channel, _LENGTHS.size))
    return pickle.loads(_exactly(channel, packed), buffers=[_exactly(channel, beside)])  # noqa: S301 - our own


async def ask(channel: socket.socket, task: Task) -> Any:
    """Send a task and wait for the reply to it, on an event loop; the socket must not block.

    Raises EOFError or OSError if the other side is gone.
    """
    loop = asyncio.get_running_loop()
    # A worker whose memory does not hold the document says so without having read it all.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for part in _frame(task):
            await loop.sock_sendall(channel, part)
    received = bytearray()
    size = _LENGTHS.size
    while len(received) < size:
        some = await loop.sock_recv(channel, _AT_ONCE)
        if not some:
            raise EOFError
        received += some
        if size == _LENGTHS.size <= len(received):
            size += sum(_LENGTHS.unpack_from(received))
    return pickle.loads(memoryview(received)[_LENGTHS.size :])  # noqa: S301 - a worker's; no reply holds a document


def _frame(message: object) -> list[memoryview]:
    """What is to be sent one after the other."""
    documents: list[pickle.PickleBuffer] = []
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL, buffer_callback=documents.append)
    beside = [document.raw() for document in documents]
    lengths = _LENGTHS.pack(len(packed), sum(content.nbytes for content in beside))
    return [memoryview(lengths + packed), *beside]


def _exactly(channel: socket.socket, size: int) -> bytes:
    received = channel.recv(size, socket.MSG_WAITALL)
    while len(received) < size:  # a signal came
        some = channel.recv(size - len(received), socket.MSG_WAITALL)
        if not some:
            raise EOFError
        received += some
    return received
