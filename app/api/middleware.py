"""Around every request: its id, its place in the count of those in flight, its metrics, and the last net
under it, so that no exception reaches the caller or, with what it quotes, the log."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request

from app import tracing
from app.api import caller
from app.api.bodies import Hold
from app.api.metrics import METHODS, Answered
from app.api.problems import problem_response
from app.errors import DocumentError, InternalError, ShuttingDown
from app.logs import places

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from app.api.service import Service

logger = logging.getLogger(__name__)

CLIENT_GONE = 499
"""Status in metrics and log of a request whose sender left before the answer, as nginx has it."""

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Routes that something asks every few seconds."""


class Exchange:
    """One request and its answer, as they pass.

    `notes` is what its route adds to its line in the log: kind, verdict and times of the document.
    """

    def __init__(self, service: Service, scope: Scope) -> None:
        headers = Headers(scope=scope)
        self.id = caller.request_id(headers)
        self.labels = caller.labels(headers)
        self.notes: dict[str, Any] = {}
        self.trace_id = tracing.trace_id()
        self.exemplar = {"request_id": self.id} | ({"trace_id": self.trace_id} if self.trace_id else {})
        self.start = time.perf_counter()
        self.status = CLIENT_GONE
        self.started = False
        self.bytes_in = 0
        self.bytes_out = 0
        self.hold = Hold(service.bodies)
        self._service = service
        self._scope = scope
        scope.setdefault("state", {}).update(
            request_id=self.id,
            notes=self.notes,
            exemplar=self.exemplar,
            hold=self.hold,
            stalled=False,
            cleaned=None,
        )

    def receiving(self, receive: Receive) -> Receive:
        """`receive`, counting."""

        async def counted() -> Message:
            message = await receive()
            self.bytes_in += len(message.get("body", b""))
            return message

        return counted

    def sending(self, send: Send) -> Send:
        """`send`, counting, and with the headers that every answer has."""

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.started = True
                self.status = message["status"]
                error = self._scope["state"].get("error")
                code = None if error is None else error.code
                tracing.describe({"request_id": self.id, "code": code})
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = self.id
                if self._service.draining or self._scope["state"]["stalled"]:
                    headers["Connection"] = "close"
            self.bytes_out += len(message.get("body", b""))
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                # The event loop writes when nothing else is to be done: not behind what follows, but now.
                await asyncio.sleep(0)

        return counted

    def finish(self) -> None:
        """Count it and log it: route, status, sizes and time, and nothing the caller wrote."""
        route: Any = self._scope.get("route")
        template = getattr(route, "path", "unmatched")
        quiet = template in QUIET
        exemplar = {} if quiet else self.exemplar
        method = self._scope["method"]
        answered = Answered(
            route=template,
            method=method if method in METHODS else "other",
            status=self.status,
            seconds=time.perf_counter() - self.start,
            bytes_in=self.bytes_in,
            bytes_out=self.bytes_out,
            exemplar=exemplar,
        )
        error = self._scope["state"].get("error")
        cleaned = self._scope["state"]["cleaned"]
        self._service.metrics.answered(answered)
        if cleaned is not None:
            self._service.metrics.cleaned(cleaned, exemplar)
        if error is not None and not quiet:
            self._service.metrics.failed(error, exemplar)
        if isinstance(error, DocumentError):
            self.notes["worker"] = error.code
        logger.log(
            logging.DEBUG if quiet else logging.INFO,
            "request",
            extra={
                "request_id": self.id,
                "trace_id": self.trace_id,
                "method": answered.method,
                "route": answered.route,
                "status": answered.status,
                "code": None if error is None else error.code,
                "bytes_in": answered.bytes_in,
                "bytes_out": answered.bytes_out,
                "seconds": round(answered.seconds, 6),
                **self.notes,
                "labels": self.labels or None,
            },
        )


class Observed:
    """ASGI middleware; see the module."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = Exchange(self._service, scope)
        sending = exchange.sending(send)
        self._service.in_flight += 1
        try:
            await self._app(scope, exchange.receiving(receive), sending)
        except ClientDisconnect:
            pass
        except asyncio.CancelledError:  # by the server, that leaves while a body still comes in
            if not exchange.started:
                leaving = ShuttingDown("the service had to leave before the document was there")
                await problem_response(Request(scope), leaving)(scope, receive, sending)
        except Exception as error:
            what = {"request_id": exchange.id, "error": type(error).__qualname__, "at": places(error)}
            logger.error("a request failed", extra=what)
            if exchange.started:
                raise AnswerCutShort from None
            failure = InternalError("the service failed, and the log says where; please report it")
            await problem_response(Request(scope), failure)(scope, receive, sending)
        finally:
            self._service.in_flight -= 1
            exchange.hold.release()
            exchange.finish()


class AnswerCutShort(Exception):
    """Tells the server to cut the connection, for half an answer is out; says nothing of the cause."""
