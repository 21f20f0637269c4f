"""`POST /clean/batch`: lines of JSON in, a line of JSON out for each, both ways at the same time."""

import asyncio
import sys
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.api.batch_flow import Flow
from app.api.batch_line import LineAnswerer
from app.api.batch_lines import Line, Lines
from app.api.body import named_type, unless_stalled
from app.api.compress import ENCODERS, IDENTITY, accepted
from app.api.direct import DirectRoute
from app.api.inflate import Chain
from app.api.keys import PROTECTED
from app.api.metrics import CLEANED
from app.api.routes import DISCARDED_BYTES, discard_body, problems
from app.api.schema import BatchAnswer, BatchLine, BatchOptions
from app.api.service import Here, Service
from app.errors import CapacityError, UnsupportedMediaType

if TYPE_CHECKING:
    from app.api.bodies import Hold

router = APIRouter(dependencies=PROTECTED, route_class=DirectRoute)

MEDIA_TYPES = ("application/x-ndjson", "application/ndjson", "application/jsonl")
ANSWER_TYPE = MEDIA_TYPES[0]

STEP = 16 * 1024
"""Bytes that are split into lines at a time; others have their turn in between, however short the lines."""

LINGER_SECONDS = 1.0
"""How long a sender that is not read any more may take to notice."""

DESCRIPTION: dict[int | str, dict[str, Any]] = {
    200: {
        "model": BatchAnswer,
        "content": {ANSWER_TYPE: {"schema": {"$ref": "#/components/schemas/BatchAnswer"}}},
    }
}


@router.post(
    "/clean/batch",
    response_class=Response,
    responses=DESCRIPTION | problems(401, 415, 422, 500, 503),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {name: {"schema": BatchLine.model_json_schema()} for name in MEDIA_TYPES},
        }
    },
)
async def clean_batch(request: Request, options: Annotated[BatchOptions, Query()], service: Here) -> Response:
    """Clean as many documents as come."""
    try:
        service.check_open()
    except CapacityError:
        await discard_body(request, service)
        raise
    if named_type(request) not in MEDIA_TYPES:
        raise UnsupportedMediaType(f"Content-Type: taken are {', '.join(MEDIA_TYPES)}")
    # A batch as a whole has no limit, and what encodings below the last one put out is bounded by no line.
    chain = Chain(request.headers.get("content-encoding", ""), sys.maxsize)
    if len(chain.encodings) > 1:
        raise UnsupportedMediaType("Content-Encoding: a batch takes one encoding, not one upon the other")
    return BatchResponse(request, options, service, chain)


class BatchResponse(Response):
    """The answer to a batch, which is read while it is written."""

    def __init__(self, request: Request, options: BatchOptions, service: Service, chain: Chain) -> None:
        encoding = accepted(request.headers.get("accept-encoding"))
        headers = {"Vary": "Accept-Encoding", "X-Accel-Buffering": "no"}
        if encoding != IDENTITY:
            headers["Content-Encoding"] = encoding
        super().__init__(headers=headers, media_type=ANSWER_TYPE)
        del self.headers["content-length"]
        self._request = request
        self._service = service
        self._chain = chain
        self._encoder = ENCODERS[encoding]()
        answerer = LineAnswerer(service, options, request.state.exemplar)
        self._read_to_end = False
        self._flow = Flow(service, answerer, ordered=options.ordered)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the lines as they come."""

        async def put(body: bytes, *, more: bool = True) -> None:
            await send({"type": "http.response.body", "body": body, "more_body": more})

        async def write(answers: bytes) -> None:
            await put(self._encoder.write(answers))

        scope["state"]["gone"] = gone = asyncio.Event()
        flow = self._flow
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        try:
            await flow.run(self._lines(), gone, write)
            if flow.end != "complete":
                await put(self._encoder.finish())
                await self._linger()
                await put(b"", more=False)
            else:
                await put(self._encoder.finish(), more=False)
        except ClientDisconnect:
            flow.end = "client_gone"
            raise
        finally:
            counts = {name: count for name, count in sorted(flow.outcomes.items()) if name != CLEANED}
            self._request.state.notes.update(
                lines=flow.outcomes.total(),
                cleaned=flow.outcomes[CLEANED],
                errors=counts or None,
                end=flow.end,
            )

    async def _lines(self) -> AsyncIterator[Line]:
        lines = Lines(self._service.settings.max_batch_line_bytes)
        hold: Hold = self._request.state.hold
        async for chunk in unless_stalled(self._request):
            for piece in self._chain.feed(chunk):
                for start in range(0, len(piece), STEP):
                    for line in lines.feed(piece[start : start + STEP]):
                        yield line
                    hold.release()
                    hold.add(lines.held + self._flow.uncleaned)
                    await asyncio.sleep(0)
        self._read_to_end = True
        self._chain.finish()
        for line in lines.finish():
            yield line

    async def _linger(self) -> None:
        """Read on for a moment: a connection closed with unread bytes in it loses its last answers."""
        size = 0
        if self._read_to_end:
            return
        try:
            async with asyncio.timeout(LINGER_SECONDS):
                async for chunk in self._request.stream():
                    size += len(chunk)
                    if size > DISCARDED_BYTES:
                        return
        except (TimeoutError, ClientDisconnect):
            pass
