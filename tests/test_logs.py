"""No log line carries a document's content, nor the query of a request."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from app.logs import PlacesOnly, places
from tests.workers.documents import SHORT

if TYPE_CHECKING:
    from tests.running import RunningService


def test_an_exception_is_logged_by_type_and_place_alone() -> None:
    try:
        int("the secret of the harbour")
    except ValueError:
        record = logging.LogRecord("app", logging.ERROR, "x.py", 1, "it failed", None, sys.exc_info())

    line = PlacesOnly("%(message)s").format(record)

    assert line.startswith("it failed\nValueError at test_logs.py:")
    assert "secret" not in line


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
    service.client.get("/nowhere/secret?key=secret")

    service.wait_for(lambda: "GET unmatched 404 not_found" in service.log())
    (line,) = (line for line in service.log().splitlines() if line.endswith("request look-for-me"))
    assert "POST /clean 200" in line
    assert "secret" not in service.log()
    assert "tip-off" not in service.log()
