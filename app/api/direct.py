"""Routes whose requests go straight to their endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_type_hints

from fastapi.routing import APIRoute

from app.api.documents import validated
from app.api.keys import require_key
from app.api.service import service_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from fastapi import Request
    from starlette.responses import Response


class DirectRoute(APIRoute):
    """A route whose endpoint is called with `request`, `options` read from the query, and `service`.

    What endpoint and router declare describes the route, as that of any other. But it is not solved for each
    request: that takes FastAPI as long as all else that this process does about a document.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        endpoint = self.endpoint
        shape = get_type_hints(endpoint)["options"]

        async def handle(request: Request) -> Response:
            service = await service_of(request)
            await require_key(request, service)
            options = validated(dict(request.query_params), shape)
            response: Response = await endpoint(request, options, service)
            return response

        return handle
