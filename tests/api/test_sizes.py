"""Limits before and after inflating, here of 2,000 and 5,000 bytes, and of tags, here of 1,000."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.api.contract import assert_problem
from tests.running import RunningService

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = {"Content-Type": "text/plain"}
GZIPPED = {**PLAIN, "Content-Encoding": "gzip"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    log = tmp_path_factory.mktemp("small") / "log"
    limits = {"max_body_bytes": 2000, "max_inflated_bytes": 5000, "max_tags": 1000}
    with RunningService(log, workers=1, **limits) as running:
        yield running


def test_a_body_at_the_limit_is_taken(small: RunningService) -> None:
    assert small.client.post("/clean", content=b"x" * 2000, headers=PLAIN).status_code == 200


def test_a_body_over_the_limit_is_refused(small: RunningService) -> None:
    response = small.client.post("/clean", content=b"x" * 2001, headers=PLAIN)

    assert_problem(response, 413, "too_large", "the body is over the limit of 2000 bytes")


def test_a_body_of_unknown_length_over_the_limit_is_refused(small: RunningService) -> None:
    response = small.client.post("/clean", content=iter([b"x" * 1500] * 2), headers=PLAIN)

    assert_problem(response, 413, "too_large", "the body is over the limit of 2000 bytes")


def test_a_body_that_inflates_to_the_limit_is_taken(small: RunningService) -> None:
    response = small.client.post("/clean", content=gzip.compress(b"x" * 5000), headers=GZIPPED)

    assert response.json()["stats"]["characters_in"] == 5000


def test_a_body_that_inflates_over_the_limit_is_refused(small: RunningService) -> None:
    response = small.client.post("/clean", content=gzip.compress(b"x" * 5001), headers=GZIPPED)

    assert_problem(response, 413, "too_large", "the inflated body is over the limit of 5000 bytes")


@pytest.mark.parametrize("way", ["json", "bytes"])
def test_a_page_of_too_many_tags_is_refused_before_a_worker_has_it(small: RunningService, way: str) -> None:
    page = "<p>" * 300 + "<" * 701
    given = small.metric("cleancopy_documents_total")
    if way == "json":
        response = small.clean(html=page)
    else:
        response = small.client.post("/clean", content=page, headers={"Content-Type": "text/html"})

    detail = "the page has 1001 tags (each `<` counts), over the limit of 1000"
    assert_problem(response, 413, "too_large", detail)
    assert small.metric("cleancopy_documents_total") == given


def test_a_page_of_as_many_tags_as_may_be_is_taken(small: RunningService) -> None:
    assert small.clean(html="<p>" * 300 + "<" * 700).status_code == 200


def test_text_has_no_tags(small: RunningService) -> None:
    assert small.clean(text="<" * 1900).status_code == 200


def test_the_connection_serves_on_after_a_refused_body(small: RunningService) -> None:
    small.client.post("/clean", content=b"x" * 1_000_000, headers=PLAIN)

    assert small.client.post("/clean", content=b"x", headers=PLAIN).status_code == 200
