"""From a request to the document that is to be cleaned."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from app.api.body import MediaType, content_type, read_body
from app.api.invalid import invalid
from app.api.schema import CleanRequest, QueryOptions
from app.clean.model import Document, InputKind
from app.errors import InvalidRequest, MalformedBody, UnsupportedMediaType
from app.workers.task import Task

if TYPE_CHECKING:
    from starlette.requests import Request

    from app.settings import Settings

Shape = TypeVar("Shape", bound=BaseModel)

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
        if request.scope["query_string"]:
            raise InvalidRequest("query: with application/json the options are fields of the body")
        return task_for(validated(json_object(body), CleanRequest))
    document = Document(
        kind=KINDS[content.media_type],
        content=body,
        fetched_at=options.fetched_at or datetime.now(UTC),
        url=options.url,
        charset=content.charset,
        format=options.format,
    )
    return Task(document, options.explain)


def task_for(asked: CleanRequest) -> Task:
    """The document and options of a request, or of a line of a batch, that came as JSON."""
    html, text = asked.html, asked.text
    document = Document(
        kind=InputKind.TEXT if html is None else InputKind.HTML,
        content=html if html is not None else text or "",
        fetched_at=asked.fetched_at or datetime.now(UTC),
        url=asked.url,
        format=asked.format,
    )
    return Task(document, asked.explain)


def json_object(content: bytes, what: str = "body") -> dict[str, Any]:
    """The object that `what` holds. Raises MalformedBody and InvalidRequest."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MalformedBody(f"the {what} is not UTF-8: byte {error.start} cannot be decoded") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        raise MalformedBody(f"the {what} is not JSON: {error.msg} at {where}") from None
    except (RecursionError, ValueError):
        raise MalformedBody(
            f"the {what} is not JSON that can be read: nested too deep, or a number too long"
        ) from None
    if not isinstance(value, dict):
        raise InvalidRequest(f"the {what} must be a JSON object with html or text")
    return value


def validated(value: dict[str, Any], shape: type[Shape]) -> Shape:
    """`value` as a `shape`. Raises InvalidRequest."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False, include_input=False), shape) from None
