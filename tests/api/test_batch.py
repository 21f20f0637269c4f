"""`POST /clean/batch`: what a line may be, and what answers it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.contract import COMPONENTS, assert_problem, assert_valid
from tests.api.duplex import Batch, line
from tests.running import RunningService
from tests.workers.documents import ENDLESS, LONG, SHORT

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = len(line(id="bad", text=ENDLESS))
NDJSON = {"Content-Type": "application/x-ndjson"}


def clean_batch(service: RunningService, body: bytes, **query: str) -> list[dict[str, Any]]:
    """The lines of the answer, each as the contract has it."""
    response = service.client.post("/clean/batch", content=body, headers=NDJSON, params=query)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/x-ndjson")
    answers = [json.loads(content) for content in response.text.splitlines()]
    for answer in answers:
        assert_valid(answer, COMPONENTS["schemas"]["BatchAnswer"])
    return answers


def test_a_result_is_what_clean_answers(service: RunningService) -> None:
    (answer,) = clean_batch(service, line(id="a", text=SHORT))

    assert answer == {"line": 1, "id": "a", "result": service.clean(text=SHORT).json()}


def test_results_are_in_the_order_of_the_lines(service: RunningService) -> None:
    long, short = line(id="long", text=SHORT * 50), line(id="short", text=SHORT)

    answers = clean_batch(service, (long + short * 4) * 10)

    assert [answer["line"] for answer in answers] == list(range(1, 51))
    assert [answer["id"] for answer in answers] == ["long", "short", "short", "short", "short"] * 10


@pytest.mark.parametrize("label", ["a", "", 7, -1, 2**70, None, "\ud800", "é"])
def test_an_id_comes_back_as_it_is(service: RunningService, label: object) -> None:
    (answer,) = clean_batch(service, line(id=label, text=SHORT))

    assert answer["id"] == label


def test_a_line_needs_no_id(service: RunningService) -> None:
    answers = clean_batch(service, line(text=SHORT) * 2)

    assert [(answer["line"], answer["id"]) for answer in answers] == [(1, None), (2, None)]


NOT_JSON = "the line is not JSON: Expecting property name enclosed in double quotes at line 1 column 2"
TOO_LONG = "id: must be at most 512 characters long"
NO_ID = "id: must be a string or an integer"
UNKNOWN = "x: unknown; valid are html, text, url, fetched_at, explain, format, id"


@pytest.mark.parametrize(
    ("bad", "label", "code", "detail"),
    [
        (b"{", None, "malformed_body", NOT_JSON),
        (b'"text"', None, "invalid_request", "the line must be a JSON object with html or text"),
        (b'{"text": "\xff"}', None, "malformed_body", "the line is not UTF-8: byte 10 cannot be decoded"),
        (b'{"id": 7}', 7, "invalid_request", "exactly one of html and text is needed"),
        (b'{"id": 1.5, "text": ""}', None, "invalid_request", NO_ID),
        (b'{"id": true, "text": ""}', None, "invalid_request", NO_ID),
        (line(id="x" * 513, text="").rstrip(), None, "invalid_request", TOO_LONG),
        (b'{"id": "a", "text": "", "x": 1}', "a", "invalid_request", UNKNOWN),
    ],
)
def test_a_bad_line_gets_an_error_in_its_place_and_nothing_else(
    service: RunningService, bad: bytes, label: object, code: str, detail: str
) -> None:
    good = line(id="good", text=SHORT)

    before, answer, after = clean_batch(service, good + bad + b"\n" + good)

    assert (answer["line"], answer["id"]) == (2, label)
    assert (answer["error"]["code"], answer["error"]["detail"]) == (code, detail)
    assert answer["error"]["retryable"] is False
    assert before["result"] == after["result"]


def test_blank_lines_count_and_are_not_answered(service: RunningService) -> None:
    answers = clean_batch(service, b"\n" + line(id="a", text=SHORT) + b" \t\r\n\n" + line(id="b", text=SHORT))

    assert [(answer["line"], answer["id"]) for answer in answers] == [(2, "a"), (5, "b")]


def test_an_empty_batch_has_an_empty_answer(service: RunningService) -> None:
    assert clean_batch(service, b"") == []


def test_line_ends_of_windows_byte_order_marks_and_a_last_line_without_its_end_are_taken(
    service: RunningService,
) -> None:
    marked = b"\xef\xbb\xbf" + line(id="a", text=SHORT).replace(b"\n", b"\r\n")

    answers = clean_batch(service, marked + marked + line(id="b", text=SHORT).rstrip())

    assert ["result" in answer for answer in answers] == [True, True, True]


def test_a_document_with_lone_surrogates_is_cleaned(service: RunningService) -> None:
    (answer,) = clean_batch(service, line(text=SHORT + "\ud800"))

    assert "result" in answer


def test_the_query_gives_the_options_that_a_line_does_not(service: RunningService) -> None:
    page = "<h1>Ferry</h1><p>The old ferry sailed again on Monday with two hundred people on board.</p>"
    silent, own, none = clean_batch(
        service,
        line(html=page)
        + line(html=page, url="https://b.example/", explain=False)
        + line(html=page, url=None),
        url="https://a.example/",
        explain="true",
    )

    assert (silent["result"]["url"], "kept" in silent["result"]) == ("https://a.example/", True)
    assert (own["result"]["url"], "kept" in own["result"]) == ("https://b.example/", False)
    assert (none["result"]["url"], "kept" in none["result"]) == (None, True)


@pytest.mark.parametrize("media_type", ["application/ndjson", "application/jsonl; charset=utf-8"])
def test_other_names_of_the_media_type_are_taken(service: RunningService, media_type: str) -> None:
    response = service.client.post("/clean/batch", content=b"", headers={"Content-Type": media_type})

    assert response.status_code == 200


def test_another_media_type_is_refused(service: RunningService) -> None:
    response = service.client.post("/clean/batch", json=[])

    detail = "Content-Type: taken are application/x-ndjson, application/ndjson, application/jsonl"
    assert_problem(response, 415, "unsupported_media_type", detail)


def test_one_encoding_upon_the_other_is_refused(service: RunningService) -> None:
    response = service.client.post(
        "/clean/batch", content=b"", headers=NDJSON | {"Content-Encoding": "gzip, gzip"}
    )

    detail = "Content-Encoding: a batch takes one encoding, not one upon the other"
    assert_problem(response, 415, "unsupported_media_type", detail)


def test_an_unknown_option_is_refused_with_those_of_a_batch(service: RunningService) -> None:
    response = service.client.post("/clean/batch?sorted=false", content=b"", headers=NDJSON)

    detail = "sorted: unknown; valid are url, fetched_at, explain, format, ordered"
    assert_problem(response, 422, "invalid_request", detail)


def test_lines_are_counted_by_what_came_of_them(service: RunningService) -> None:
    def counts() -> list[float]:
        name = "cleancopy_batch_lines_total"
        return [service.metric(name, outcome=outcome) for outcome in ("cleaned", "malformed_body")]

    before = counts()
    clean_batch(service, line(text=SHORT) * 3 + b"{\n")

    assert [now - then for now, then in zip(counts(), before, strict=True)] == [3, 1]
    assert service.metric("cleancopy_batch_lines_in_flight") == 0


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A service with little room for a line, and little time."""
    log = tmp_path_factory.mktemp("narrow") / "log"
    with RunningService(log, workers=2, deadline_seconds=1, max_batch_line_bytes=LIMIT) as running:
        yield running


def test_a_line_over_the_limit_is_answered_with_too_large(narrow: RunningService) -> None:
    too_long = line(id="long", text="x" * LIMIT)

    long, good = clean_batch(narrow, too_long + line(id="good", text=SHORT))

    assert (long["line"], long["id"], long["error"]["code"]) == (1, None, "too_large")
    assert long["error"]["detail"] == f"the line is over the limit of {LIMIT} bytes"
    assert (good["id"], "result" in good) == ("good", True)


def test_a_document_that_breaks_its_worker_touches_no_other(narrow: RunningService) -> None:
    body = line(id="bad", text=ENDLESS) + line(id="good", text=SHORT) * 5

    bad, *others = clean_batch(narrow, body)

    assert (bad["id"], bad["error"]["code"], bad["error"]["status"]) == ("bad", "deadline_exceeded", 422)
    assert ["result" in answer for answer in others] == [True] * 5


def test_unordered_results_come_as_they_are_there(service: RunningService) -> None:
    with Batch(service.url, "?ordered=false") as batch:
        batch.send(line(id="slow", text=LONG) + line(id="quick", text=SHORT))
        assert batch.answer()["id"] == "quick"
        batch.end()
        assert [answer["id"] for answer in batch.answers()] == ["slow"]


def test_the_log_has_one_line_with_the_counts(narrow: RunningService) -> None:
    headers = NDJSON | {"X-Request-ID": "batch-to-be-found"}
    body = line(id="harbour", text=SHORT) * 2 + b"{\n"
    narrow.client.post("/clean/batch", content=body, headers=headers)

    narrow.wait_for(lambda: "batch-to-be-found" in narrow.log())  # it is written behind the answer
    (logged,) = [row for row in narrow.log().splitlines() if "batch-to-be-found" in row]
    said = json.loads(logged)
    assert (said["lines"], said["cleaned"], said["errors"]) == (3, 2, {"malformed_body": 1})
    assert said["end"] == "complete"
    assert "harbour" not in logged
