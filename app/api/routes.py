"""`POST /clean`: one document in, the article out."""

import asyncio
import time
from collections.abc import Coroutine, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Message

from app import tracing
from app.api.body import MediaType
from app.api.cleaning import Answered, clean_task
from app.api.direct import DirectRoute
from app.api.documents import read_task
from app.api.keys import PROTECTED
from app.api.problems import MEDIA_TYPE
from app.api.schema import CleanAnswer, CleanRequest, Problem, QueryOptions
from app.api.service import Here, Service
from app.errors import CapacityError

router = APIRouter(dependencies=PROTECTED, route_class=DirectRoute)

BINARY: dict[str, Any] = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}

DISCARDED_BYTES = 16 * 1024 * 1024
"""How much of a refused body is read before the connection is closed."""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error answers of a route, for its description."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"model": Problem, "content": content} for status in statuses}


@router.post(
    "/clean",
    response_model=CleanAnswer,
    responses=problems(400, 401, 413, 415, 422, 429, 500, 503),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                MediaType.JSON: {"schema": CleanRequest.model_json_schema()},
                **{media_type: BINARY for media_type in MediaType if media_type is not MediaType.JSON},
            },
        }
    },
)
async def clean(request: Request, options: Annotated[QueryOptions, Query()], service: Here) -> Response:
    """Clean one document."""
    try:
        service.check_room()
    except CapacityError:
        await discard_body(request, service)
        raise
    task = await read_task(request, options, service.settings)
    notes: dict[str, Any] = request.state.notes
    notes["kind"] = task.document.kind
    submitted = time.time_ns()
    answered = await _unless_gone(request, clean_task(service, task))
    request.state.cleaned = answered  # counted once the answer is out
    cleaned, answer, queued = answered.cleaned, answered.answer, answered.queued
    if service.traces is not None:
        tracing.describe({"kind": task.document.kind, "verdict": answer.verdict})
        tracing.add_stages(service.traces.get_tracer("cleancopy"), submitted, queued, cleaned)
    notes |= {
        "worker": "cleaned",
        "verdict": answer.verdict,
        "queue_seconds": round(queued, 6),
        "clean_seconds": round(sum(cleaned.stages.values()), 6),
    }
    timing = server_timing({"queue": queued, **cleaned.stages})
    return Response(answered.content, headers={"Server-Timing": timing}, media_type="application/json")


def server_timing(stages: Mapping[str, float]) -> str:
    """Seconds by stage as a Server-Timing header, in milliseconds (W3C Server Timing, section 3)."""
    return ", ".join(f"{stage};dur={seconds * 1000:.3f}" for stage, seconds in stages.items())


async def discard_body(request: Request, service: Service) -> None:
    """Read what the sender still sends, while draining: the connection is closed after the answer, and one
    that is closed with unread bytes in it is reset, with the answer lost."""
    size = 0
    if service.draining:
        async for chunk in request.stream():
            size += len(chunk)
            if size > DISCARDED_BYTES:
                return


async def _unless_gone(request: Request, answering: Coroutine[None, None, Answered]) -> Answered:
    """The answer; if the sender leaves, the document leaves the queue. Raises ClientDisconnect then."""
    leaving = asyncio.ensure_future(request.receive())
    here = asyncio.current_task()
    gone = False

    def leave(_: asyncio.Future[Message]) -> None:
        nonlocal gone
        if here is not None:
            gone = here.cancel()

    leaving.add_done_callback(leave)
    try:
        return await answering
    except asyncio.CancelledError:
        if gone and here is not None and not here.uncancel():  # by nobody else
            raise ClientDisconnect from None
        raise
    finally:
        leaving.remove_done_callback(leave)
        leaving.cancel()
