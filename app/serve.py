"""The server process: uvicorn, with a way out that leaves nobody without an answer."""

from __future__ import annotations

import logging
import socket
import time
import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app import unix_socket
from app.api.problems import MEDIA_TYPE, problem_for
from app.api.security_headers import headers_of
from app.errors import CleancopyError, MalformedBody, TooLarge
from app.logs import configure_logging
from app.main import create_app
from app.tls import ServerTls
from app.workers.worker import start_fork_server

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from types import FrameType

    from app.api.service import Service
    from app.settings import Settings

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 1
"""Time to send the last answers once the workers are gone. Whole seconds: uvicorn counts in them."""


KEEP_ALIVE_SECONDS = 75
"""Longer than clients keep a connection that they do not use: it must be theirs to close it, or a request
crosses the end of its connection and fails."""


HEAD_BYTES = 128 * 1024
"""Bytes that may come without any of a body: request line, header fields, trailers, extensions of chunks. The
server reads some hundred kilobytes at once, and that is the most that a request may be over it."""


class ProblemProtocol(HttpToolsProtocol):
    """HTTP whose answer to what is no HTTP, or breaks off in a chunk, is a problem like all others.

    A connection on which no request comes, or not all of its head, is closed like one that is kept: uvicorn
    waits for ever, and callers that left without a word would take up files until there are none.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, for so long."""
        super().connection_made(transport)
        self._head = 0
        self._expect_request()

    def data_received(self, data: bytes) -> None:
        """Take what came; if it was no whole head, go on waiting."""
        self._head += len(data)
        super().data_received(data)
        if self._head > HEAD_BYTES and not self.transport.is_closing():
            self._answer(431, TooLarge(f"the head of the request is over the limit of {HEAD_BYTES} bytes"))
        if self.cycle is None or self.cycle.response_complete:
            self._expect_request()

    def on_message_begin(self) -> None:
        """Count the bytes of a head anew."""
        super().on_message_begin()
        self._head = 0

    def on_body(self, body: bytes) -> None:
        """Take some of the body."""
        super().on_body(body)
        self._head = 0

    def _expect_request(self) -> None:
        if self.timeout_keep_alive_task is None and not self.transport.is_closing():
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def send_400_response(self, msg: str) -> None:
        """Answer and hang up; `msg` is uvicorn's."""
        self._answer(400, MalformedBody("the request is not valid HTTP"))

    def _answer(self, status: int, error: CleancopyError) -> None:
        body = problem_for(error, uuid.uuid4().hex, status=status)
        content = body.model_dump_json().encode()
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
            f"content-type: {MEDIA_TYPE}",
            f"content-length: {len(content)}",
            f"x-request-id: {body.request_id}",
            "connection: close",
            *(f"{name.decode()}: {value.decode()}" for name, value in headers_of(tls=self.config.is_ssl)),
        )
        self.transport.write("\r\n".join((*head, "", "")).encode() + content)
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell a request that neither reads nor notices that nobody hears it: see `app.api.batch`."""
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        gone = None if self.cycle is None else self.cycle.scope["state"].get("gone")
        if gone is not None:
            gone.set()


def address(listener: socket.socket, *, tls: bool) -> str:
    """Where a socket listens, as a person would write it."""
    if listener.family == socket.AF_UNIX:
        return f"unix:{listener.getsockname()}"
    host, port = listener.getsockname()[:2]
    return f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"


class DrainingServer(uvicorn.Server):
    """A server that drains before it stops.

    uvicorn closes its socket at the first SIGTERM, so that a new request would see a refused connection. This
    one keeps it open while it finishes what it has accepted, and answers the rest with `shutting_down`. When
    the last answer is out, or the grace time nearly is, it lets uvicorn stop. A second signal ends the grace
    time.
    """

    def __init__(self, config: uvicorn.Config, service: Service, announce: Callable[[str], None]) -> None:
        super().__init__(config)
        self._service = service
        self._announce = announce
        self._leave_by = 0.0

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and say where."""
        await super().startup(sockets)
        for server in self.servers:
            for listener in server.sockets:
                self._announce(address(listener, tls=self.config.is_ssl))

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to drain. uvicorn would also raise the signal again at the end: leaving is no failure."""
        if self._service.draining:
            self._leave_by = 0.0
            return
        grace = self._service.settings.shutdown_grace_seconds
        self._leave_by = time.monotonic() + grace - min(FLUSH_SECONDS + 0.5, grace / 2)
        self._service.drain()

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: see whether the drain is over."""
        service = self._service
        if service.draining and not self.should_exit:
            out_of_time = time.monotonic() > self._leave_by
            if out_of_time:
                logger.warning("the grace time is over", extra={"cut_short": service.in_flight})
                await service.pool.close()
            self.should_exit = out_of_time or service.in_flight == 0
        return await super().on_tick(counter)


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until a signal ends it; `announce` gets each address once it listens there.

    Raises SettingsError and RulePackError before it listens.
    """
    configure_logging(settings.log_level, settings.log_format)
    start_fork_server()  # it has more to load than this process
    app = create_app(settings)
    service: Service = app.state.service
    tls = None if settings.tls_cert_file is None else ServerTls(settings)
    if tls is not None:
        service.watched.append(tls.watched)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        http=ProblemProtocol,
        ws="none",
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=FLUSH_SECONDS,
        ssl_context_factory=None if tls is None else lambda *_: tls.context,
    )
    server = DrainingServer(config, service, announce)
    if settings.unix_socket is None:
        server.run()
        return
    listener = unix_socket.bind(settings.unix_socket, int(settings.unix_socket_mode, 8))
    try:
        server.run([listener])
    finally:
        settings.unix_socket.unlink(missing_ok=True)
