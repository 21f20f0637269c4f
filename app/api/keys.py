"""API keys: a request needs one of those that are configured, if any are."""

import hmac
from collections.abc import Iterable
from typing import Annotated

from fastapi import Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from pydantic import SecretStr

from app.api.service import Here
from app.errors import Unauthorized

_bearer = HTTPBearer(auto_error=False, scheme_name="bearer")
_header = APIKeyHeader(name="X-API-Key", auto_error=False, scheme_name="key")


def require_key(
    service: Here,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    header: Annotated[str | None, Security(_header)],
) -> None:
    """Raise Unauthorized unless the request carries one of the configured keys, or none is configured."""
    keys = service.settings.api_keys
    given = bearer.credentials if bearer is not None else header
    if keys and not _matches(given or "", keys):
        raise Unauthorized("an API key is needed, as `Authorization: Bearer …` or as `X-API-Key: …`")


def _matches(given: str, keys: Iterable[SecretStr]) -> bool:
    # Every key is compared, each in constant time: the time it takes tells nothing.
    offered = given.encode(errors="replace")
    matches = [hmac.compare_digest(offered, key.get_secret_value().encode()) for key in keys]
    return any(matches)
