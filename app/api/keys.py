"""API keys: a request needs one of those that are configured, if any are."""

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer

from app.api.service import Here
from app.errors import Unauthorized

_bearer = HTTPBearer(auto_error=False, scheme_name="bearer")
_header = APIKeyHeader(name="X-API-Key", auto_error=False, scheme_name="key")


async def require_key(request: Request, service: Here) -> None:
    """Raise Unauthorized unless the request carries one of the configured keys, or none is configured.

    The name of the key goes into the request's line of the log.
    """
    if not service.keys.needed:
        return
    bearer, header = await _bearer(request), await _header(request)
    key = service.keys.find((bearer.credentials if bearer is not None else header) or "")
    if key is None:
        raise Unauthorized("an API key is needed, as `Authorization: Bearer …` or as `X-API-Key: …`")
    if key.name is not None:
        request.state.notes["caller"] = key.name


PROTECTED = (Security(_bearer), Security(_header), Depends(require_key))
"""The dependencies of routes that need a key; the first two only say so in their description."""
