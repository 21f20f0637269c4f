"""From a request to the document that is to be cleaned."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from app.api.body import MediaType, content_type, read_body
from app.api.invalid import invalid
from app.api.schema import CleanRequest, QueryOptions
from app.clean.model import Document, InputKind
from app.errors import InvalidRequest, MalformedBody, UnsupportedMediaType
from app.workers.task import Task

if TYPE_CHECKING:
    from starlette.requests import Request

    from app.settings import Settings

KINDS = {
    MediaType.HTML: InputKind.HTML,
    MediaType.XHTML: InputKind.HTML,
    MediaType.TEXT: InputKind.TEXT,
    MediaType.MARKDOWN: InputKind.TEXT,
}


async def read_task(request: Request, options: QueryOptions, settings: Settings) -> Task:
    """The document and options of a request. Raises RequestErrors; ClientDisconnect if the sender leaves."""
    content = content_type(request)
    body = await read_body(
        request, max_bytes=settings.max_body_bytes, max_inflated=settings.max_inflated_bytes
    )
    if content.media_type is MediaType.JSON:
        if content.charset not in {None, "utf-8", "utf8", "us-ascii"}:
            raise UnsupportedMediaType("Content-Type: application/json is always UTF-8")
        if request.url.query:
            raise InvalidRequest("query: with application/json the options are fields of the body")
        return _from_json(body)
    document = Document(
        kind=KINDS[content.media_type],
        content=body,
        fetched_at=options.fetched_at or datetime.now(UTC),
        url=options.url,
        charset=content.charset,
        format=options.format,
    )
    return Task(document, options.explain)


def _from_json(body: bytes) -> Task:
    asked = _validated(_json_object(body))
    html, text = asked.html, asked.text
    document = Document(
        kind=InputKind.TEXT if html is None else InputKind.HTML,
        content=html if html is not None else text or "",
        fetched_at=asked.fetched_at or datetime.now(UTC),
        url=asked.url,
        format=asked.format,
    )
    return Task(document, asked.explain)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MalformedBody(f"the body is not UTF-8: byte {error.start} cannot be decoded") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        raise MalformedBody(f"the body is not JSON: {error.msg} at {where}") from None
    except (RecursionError, ValueError):
        raise MalformedBody(
            "the body is not JSON that can be read: nested too deep, or a number too long"
        ) from None
    if not isinstance(value, dict):
        raise InvalidRequest("the body must be a JSON object with html or text")
    return value


def _validated(value: dict[str, Any]) -> CleanRequest:
    try:
        return CleanRequest.model_validate(value)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False, include_input=False), CleanRequest) from None
