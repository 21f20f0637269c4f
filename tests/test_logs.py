"""Each request is one line that says what became of it; no line carries content or the query of a request."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any

import pytest

from app.logs import formatter, places
from app.settings import LogFormat
from tests.workers.documents import LONG, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.running import RunningService


def lines(service: RunningService, request_id: str) -> list[dict[str, Any]]:
    """What the log says of the request with this id."""
    events = [json.loads(line) for line in service.log().splitlines()]
    return [event for event in events if event.get("request_id") == request_id]


def the_line(service: RunningService, request_id: str) -> dict[str, Any]:
    """The line of this request, once it is written."""
    service.wait_for(lambda: lines(service, request_id))
    (line,) = lines(service, request_id)
    return line


def failure() -> logging.LogRecord:
    """A record with an exception that quotes what it choked on."""
    try:
        int("the secret of the harbour")
    except ValueError:
        return logging.LogRecord(
            "uvicorn.error", logging.ERROR, "x.py", 1, "it %s", ("failed",), sys.exc_info()
        )
    raise AssertionError


def test_a_line_is_a_json_object() -> None:
    event = json.loads(formatter(LogFormat.JSON).format(failure()))

    assert (event["event"], event["level"], event["logger"]) == ("it failed", "error", "uvicorn.error")
    assert event["time"].endswith("Z")


def test_a_line_for_the_console_is_text() -> None:
    line = formatter(LogFormat.CONSOLE).format(failure())

    assert "[error    ] it failed" in line
    assert "error=ValueError" in line


@pytest.mark.parametrize("form", LogFormat)
def test_an_exception_is_logged_by_type_and_place_alone(form: LogFormat) -> None:
    line = formatter(form).format(failure())

    assert "ValueError" in line
    assert "test_logs.py:" in line
    assert "secret" not in line
    assert "\n" not in line


def test_places_go_from_the_outermost_inwards() -> None:
    def inner() -> None:
        raise KeyError

    try:
        inner()
    except KeyError as error:
        found = places(error).split(" > ")

    assert [place.split()[-1] for place in found] == ["test_places_go_from_the_outermost_inwards", "inner"]


def test_a_request_is_logged_without_content_and_query(service: RunningService) -> None:
    service.client.post(
        "/clean?url=https://news.example/secret",
        content=f"A tip-off from the harbour.\n\n{SHORT}".encode(),
        headers={"Content-Type": "text/plain", "X-Request-ID": "look-for-me"},
    )
    service.client.get("/nowhere/secret?key=secret", headers={"X-Request-ID": "lost"})

    assert the_line(service, "lost")["route"] == "unmatched"
    assert the_line(service, "look-for-me")["route"] == "/clean"
    assert "secret" not in service.log()
    assert "tip-off" not in service.log()


def test_the_line_of_a_document_says_what_became_of_it(service: RunningService) -> None:
    body = SHORT.encode()
    answer = service.client.post(
        "/clean", content=body, headers={"Content-Type": "text/plain", "X-Request-ID": "a-document"}
    )

    line = the_line(service, "a-document")
    times = {name: line.pop(name) for name in ("seconds", "queue_seconds", "clean_seconds")}
    assert 0 < times["queue_seconds"] + times["clean_seconds"] < times["seconds"]
    assert line.pop("time")
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "app.api.middleware",
        "request_id": "a-document",
        "method": "POST",
        "route": "/clean",
        "status": 200,
        "kind": "text",
        "verdict": "article",
        "worker": "cleaned",
        "bytes_in": len(body),
        "bytes_out": len(answer.content),
    }


def test_a_refused_request_is_logged_with_its_code(service: RunningService) -> None:
    headers = {"Content-Type": "image/gif", "X-Request-ID": "a-picture"}
    service.client.post("/clean", content=b"GIF89a", headers=headers)

    line = the_line(service, "a-picture")
    assert (line["status"], line["code"]) == (415, "unsupported_media_type")
    assert "worker" not in line


def test_a_document_that_breaks_its_worker_is_logged_with_how(start: Callable[..., RunningService]) -> None:
    service = start(workers=1, deadline_seconds=0.2)

    service.client.post("/clean", json={"text": LONG}, headers={"X-Request-ID": "too-long"})

    line = the_line(service, "too-long")
    assert (line["status"], line["worker"], line["kind"]) == (422, "deadline_exceeded", "text")


def test_the_labels_of_a_caller_stand_in_the_line(service: RunningService) -> None:
    labels = {"X-Cleancopy-Label-Crawl-Job": "news-17", "X-Cleancopy-Label-Host": "harbour.example"}
    service.client.post("/clean", json={"text": SHORT}, headers={"X-Request-ID": "labelled", **labels})

    assert the_line(service, "labelled")["labels"] == {"crawl_job": "news-17", "host": "harbour.example"}


def test_every_line_of_the_log_is_json_that_of_the_server_too(start: Callable[..., RunningService]) -> None:
    service = start(workers=1)

    service.process.terminate()
    service.process.wait(30)

    events = [json.loads(line) for line in service.log().splitlines()]
    assert "uvicorn.error" in {event["logger"] for event in events}
