"""Errors on the wire: application/problem+json after RFC 9457, from one table of error class and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from app import errors
from app.api.schema import Problem

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

MEDIA_TYPE = "application/problem+json"

STATUS: dict[type[errors.CleancopyError], tuple[int, str]] = {
    errors.MalformedBody: (400, "The body cannot be read"),
    errors.Unauthorized: (401, "An API key is needed"),
    errors.NotFound: (404, "There is no such route"),
    errors.MethodNotAllowed: (405, "The route does not take this method"),
    errors.TooLarge: (413, "The body is too large"),
    errors.UnsupportedMediaType: (415, "The media type or encoding is not taken"),
    errors.InvalidRequest: (422, "The request is not valid"),
    errors.DeadlineExceeded: (422, "The document takes too long"),
    errors.OutOfMemory: (422, "The document needs too much memory"),
    errors.WorkerLost: (422, "The document breaks the worker"),
    errors.Busy: (429, "The queue is full"),
    errors.InternalError: (500, "The service failed"),
    errors.ShuttingDown: (503, "The service is shutting down"),
    errors.NotReady: (503, "The service is not ready"),
}
"""Status and title of every error that an answer can carry."""


def problem_type(code: str) -> str:
    """The `type` of a problem: a name, not an address, so that it says the same wherever the service runs."""
    return f"urn:cleancopy:problem:{code}"


def problem_for(error: errors.CleancopyError, request_id: str, *, status: int | None = None) -> Problem:
    """What an answer says of `error`; `status` goes before that of the table."""
    usual, title = STATUS[type(error)]
    return Problem(
        type=problem_type(error.code),
        title=title,
        status=status or usual,
        # A message may name a field of the caller's, and that may hold what UTF-8 cannot carry.
        detail=str(error).encode(errors="replace").decode(),
        code=error.code,
        retryable=error.retryable,
        request_id=request_id,
    )


def problem_response(
    request: Request, error: errors.CleancopyError, *, status: int | None = None
) -> Response:
    """The answer to a request that ended with `error`; `status` goes before that of the table."""
    problem = problem_for(error, request.state.request_id, status=status)
    request.state.error = error
    return Response(problem.model_dump_json(), problem.status, _headers(error), MEDIA_TYPE)


def _headers(error: errors.CleancopyError) -> dict[str, str]:
    match error:
        case errors.CapacityError(retry_after=seconds):
            return {"Retry-After": str(seconds)}
        case errors.Unauthorized():
            return {"WWW-Authenticate": "Bearer"}
        case _:
            return {}


def install_handlers(app: FastAPI) -> None:
    """Answer every error that a route raises, or the router by itself, with a problem."""
    app.exception_handler(errors.CleancopyError)(_on_error)
    app.exception_handler(HTTPException)(_on_router_error)


async def _on_error(request: Request, error: errors.CleancopyError) -> Response:
    return problem_response(request, error)


async def _on_router_error(request: Request, error: HTTPException) -> Response:
    headers = error.headers or {}
    problem: errors.CleancopyError
    match error.status_code:
        case 404:
            problem = errors.NotFound("there is no such route; openapi.yaml lists them")
        case 405:
            problem = errors.MethodNotAllowed(f"the route takes {headers.get('Allow', 'another method')}")
        case status:
            problem = errors.InternalError(f"the service failed with an unforeseen status, {status}")
    response = problem_response(request, problem)
    response.headers.update(headers)
    return response
