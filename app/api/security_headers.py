"""Headers that tell browsers to do less with an answer than they would: on every answer, errors included.

After the OWASP HTTP Headers Cheat Sheet. Crawlers pass them over; they are for the pages, and for a browser
that somebody leads to an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Header = tuple[bytes, bytes]

EVERY_ANSWER: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    # An answer quotes the document, so nobody may show it as a page, put it into a frame or keep it.
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)

OVER_TLS: tuple[Header, ...] = (
    *EVERY_ANSWER,
    # A year, for this host alone: hosts below its name may have no certificate. RFC 6797, section 6.1.
    (b"strict-transport-security", b"max-age=31536000"),
)


def headers_of(*, tls: bool) -> tuple[Header, ...]:
    """The headers of every answer, of a service that speaks TLS or does not."""
    return OVER_TLS if tls else EVERY_ANSWER


class SecurityHeaders:
    """ASGI middleware: each answer gets those of `headers` that its route has not set."""

    def __init__(self, app: ASGIApp, headers: tuple[Header, ...]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = message["headers"]
                names = {name for name, _ in own}
                message["headers"] = [*own, *(header for header in self._headers if header[0] not in names)]
            await send(message)

        await self._app(scope, receive, sending)
