"""Faults of our own: the caller gets a problem, the log gets type and place, and nobody what it quotes."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.responses import StreamingResponse

from app.api.middleware import AnswerCutShort
from app.main import create_app
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

    from tests.running import RunningService


@pytest.fixture
def faulty() -> FastAPI:
    """The application, without workers, and with two routes that fail."""
    app = create_app(Settings(workers=1))

    @app.get("/fails")
    async def fails() -> None:
        raise ValueError("a secret of the harbour")

    @app.get("/fails-late")
    async def fails_late() -> StreamingResponse:
        def body() -> Iterator[bytes]:
            yield b"half an answer"
            raise ValueError("a secret of the harbour")

        return StreamingResponse(body())

    return app


def get(app: FastAPI, path: str) -> httpx.Response:
    """The application's answer, without a server."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_an_unforeseen_exception_is_an_internal_problem(faulty: FastAPI) -> None:
    response = get(faulty, "/fails")

    problem = response.json()
    assert (response.status_code, problem["code"], problem["retryable"]) == (500, "internal", False)
    assert problem["request_id"] == response.headers["x-request-id"]
    assert "secret" not in response.text


def test_an_unforeseen_exception_is_logged_by_type_and_place(
    faulty: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    request_id = get(faulty, "/fails").headers["x-request-id"]

    (record,) = (record for record in caplog.records if record.levelno == logging.ERROR)
    said = vars(record)
    assert (said["request_id"], said["error"]) == (request_id, "ValueError")
    assert said["at"].startswith("middleware.py:")
    assert said["at"].endswith(" fails")
    assert record.exc_info is None
    assert "secret" not in str(said)


def test_half_an_answer_is_cut_short_without_telling_why(faulty: FastAPI) -> None:
    with pytest.raises(AnswerCutShort) as caught:
        get(faulty, "/fails-late")

    assert str(caught.value) == ""


def test_an_unforeseen_exception_is_counted(faulty: FastAPI) -> None:
    get(faulty, "/fails")

    assert 'cleancopy_document_errors_total{code="internal"} 1.0' in get(faulty, "/metrics").text


@pytest.mark.parametrize(
    "request_bytes",
    [b"what is this?\r\n\r\n", b"POST /clean HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n"],
    ids=["no HTTP", "no chunk"],
)
def test_what_is_no_http_is_a_problem_too(service: RunningService, request_bytes: bytes) -> None:
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(request_bytes)
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()

    assert answer.startswith("HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\n")
    assert '"code":"malformed_body"' in answer
