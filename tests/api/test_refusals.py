"""What is refused, with the problem that the contract has for it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.contract import assert_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from tests.running import RunningService

JSON = {"Content-Type": "application/json"}
PLAIN = {"Content-Type": "text/plain"}


def post_json(service: RunningService, value: Any) -> httpx.Response:
    return service.client.post("/clean", content=json.dumps(value).encode(), headers=JSON)


FIELDS = "html, text, url, fetched_at, explain, format"
ONE_DOCUMENT = "exactly one of html and text is needed"
A_TIME = "fetched_at: must be a date and time in ISO 8601, for example 2024-05-03T09:12:00+02:00"
A_YEAR = "fetched_at: must lie between the years 1990 and 2999"
A_URL = "url: must be an absolute http or https URL of at most 8192 characters"


@pytest.mark.parametrize(
    ("value", "detail"),
    [
        ({}, ONE_DOCUMENT),
        ({"html": "x", "text": "x"}, ONE_DOCUMENT),
        ({"html": None}, ONE_DOCUMENT),
        ([], "the body must be a JSON object with html or text"),
        ("x", "the body must be a JSON object with html or text"),
        ({"text": "x", "body": "x"}, f"body: unknown; valid are {FIELDS}"),
        ({"text": "x", "y" * 99: 1}, f"{'y' * 40}: unknown; valid are {FIELDS}"),
        (
            {"text": "x", "\ud800": 1},
            "Input should be a valid string, unable to parse raw data as a unicode string",
        ),
        ({"text": 7}, "text: must be a string"),
        ({"text": "x", "explain": "yes"}, "explain: Input should be a valid boolean"),
        ({"text": "x", "format": "html"}, "format: Input should be 'text' or 'markdown'"),
        ({"text": "x", "fetched_at": "yesterday"}, A_TIME),
        ({"text": "x", "fetched_at": 1714720320}, A_TIME),
        ({"text": "x", "fetched_at": "2024-13-01"}, A_TIME),
        ({"text": "x", "fetched_at": "0001-01-01T00:00:00+14:00"}, A_YEAR),
        ({"text": "x", "fetched_at": "1970-01-01"}, A_YEAR),
        ({"text": "x", "url": "ftp://files.example/x"}, A_URL),
        ({"text": "x", "url": "/relative"}, A_URL),
        ({"text": "x", "url": "https://a.example/ b"}, A_URL),
        ({"text": "x", "url": "https://[a.example/"}, A_URL),
        ({"text": "x", "url": "https://a.example/\ud800"}, A_URL),
        ({"text": "x", "url": "https://a.example/" + "x" * 8192}, A_URL),
    ],
)
def test_a_json_body_that_is_not_valid_is_told_why(service: RunningService, value: Any, detail: str) -> None:
    assert_problem(post_json(service, value), 422, "invalid_request", detail)


def test_several_faults_are_told_at_once(service: RunningService) -> None:
    response = post_json(service, {"text": "x", "format": "pdf", "explain": 1})

    assert_problem(
        response,
        422,
        "invalid_request",
        "explain: Input should be a valid boolean; format: Input should be 'text' or 'markdown'",
    )


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("lang=en", "lang: unknown; valid are url, fetched_at, explain, format"),
        ("explain=maybe", "explain: Input should be a valid boolean, unable to interpret input"),
        ("format=pdf", "format: Input should be 'text' or 'markdown'"),
        ("fetched_at=1714720320", A_TIME),
        ("url=news.example", A_URL),
    ],
)
def test_a_query_that_is_not_valid_is_told_why(service: RunningService, query: str, detail: str) -> None:
    response = service.client.post(f"/clean?{query}", content=b"x", headers=PLAIN)

    assert_problem(response, 422, "invalid_request", detail)


def test_options_of_a_json_body_do_not_stand_in_the_query(service: RunningService) -> None:
    response = service.client.post("/clean?explain=true", json={"text": "x"})

    detail = "query: with application/json the options are fields of the body"
    assert_problem(response, 422, "invalid_request", detail)


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"", "the body is not JSON: Expecting value at line 1 column 1"),
        (b'{"text": "x"', "the body is not JSON: Expecting ',' delimiter at line 1 column 13"),
        (b'{"text": "\xff"}', "the body is not UTF-8: byte 10 cannot be decoded"),
        ('{"text": "x"}'.encode("utf-16"), "the body is not UTF-8: byte 0 cannot be decoded"),
        (b"[" * 100_000, "the body is not JSON that can be read: nested too deep, or a number too long"),
        (b"1" * 10_000, "the body is not JSON that can be read: nested too deep, or a number too long"),
    ],
    ids=["nothing", "half", "not UTF-8", "UTF-16", "deep", "long number"],
)
def test_what_is_not_json_is_malformed(service: RunningService, content: bytes, detail: str) -> None:
    assert_problem(
        service.client.post("/clean", content=content, headers=JSON), 400, "malformed_body", detail
    )


def test_broken_compression_is_malformed(service: RunningService) -> None:
    headers = {**PLAIN, "Content-Encoding": "gzip"}
    truncated = gzip.compress(b"The old harbour opened again.")[:-4]

    assert_problem(
        service.client.post("/clean", content=truncated, headers=headers),
        400,
        "malformed_body",
        "the gzip stream of the body ends too early",
    )


@pytest.mark.parametrize("media_type", ["image/gif", "text/htm", "", "text/html+xml", "multipart/form-data"])
def test_another_media_type_is_refused_with_those_that_are_taken(
    service: RunningService, media_type: str
) -> None:
    response = service.client.post("/clean", content=b"x", headers={"Content-Type": media_type})

    taken = "application/json, text/html, application/xhtml+xml, text/plain, text/markdown"
    assert_problem(response, 415, "unsupported_media_type", f"Content-Type: taken are {taken}")


def test_json_in_another_charset_is_refused(service: RunningService) -> None:
    response = service.client.post(
        "/clean", content=b'{"text": "x"}', headers={"Content-Type": "application/json; charset=latin-1"}
    )

    detail = "Content-Type: application/json is always UTF-8"
    assert_problem(response, 415, "unsupported_media_type", detail)


def test_another_encoding_is_refused_with_those_that_are_taken(service: RunningService) -> None:
    response = service.client.post("/clean", content=b"x", headers={**PLAIN, "Content-Encoding": "compress"})

    detail = "Content-Encoding: taken are identity, gzip, x-gzip, deflate, br, zstd; at most 3 at once"
    assert_problem(response, 415, "unsupported_media_type", detail)


def test_an_unknown_path_is_not_found(service: RunningService) -> None:
    detail = "there is no such route; openapi.yaml lists them"

    assert_problem(service.client.get("/cleam"), 404, "not_found", detail)
    assert_problem(service.client.post("/clean/", json={"text": "x"}), 404, "not_found", detail)


def test_another_method_is_told_which_is_taken(service: RunningService) -> None:
    response = service.client.get("/clean")

    assert_problem(response, 405, "method_not_allowed", "the route takes POST")
    assert response.headers["allow"] == "POST"


def test_a_request_id_is_kept(service: RunningService) -> None:
    response = service.client.get("/healthz", headers={"X-Request-ID": "crawl-7:42.a_b"})

    assert response.headers["x-request-id"] == "crawl-7:42.a_b"


@pytest.mark.parametrize("given", ["", "x" * 65, "two words", "<script>"])
def test_a_request_id_that_is_not_sane_is_replaced(service: RunningService, given: str) -> None:
    response = service.client.get("/healthz", headers={"X-Request-ID": given})

    assert len(response.headers["x-request-id"]) == 32


def test_before_a_worker_is_up_a_document_is_refused_for_the_moment(
    start: Callable[..., RunningService],
) -> None:
    service = start(workers=1, wait=False)

    response = service.clean(text="x")

    assert_problem(response, 503, "not_ready", "no worker has come up yet; try again in a moment")
    assert response.headers["retry-after"] == "1"
    assert service.client.get("/readyz").json()["code"] == "not_ready"
    assert service.client.get("/healthz").json() == {"status": "ok"}
    service.wait_until_ready()
