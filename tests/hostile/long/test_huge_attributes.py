"""An attribute of a hundred megabytes: refused by default, cleaned where the limits allow it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.api.contract import assert_in_contract, assert_problem
from tests.hostile.pages import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.running import RunningService

MEGABYTES = 100
HEADERS = {"Content-Type": "text/html", "Content-Encoding": "gzip"}


def page(attribute: str) -> bytes:
    return gzip.compress(f'{ARTICLE}<p {attribute}="{"a " * (MEGABYTES * 500_000)}">x</p>'.encode(), 1)


def test_it_is_too_large_by_default(service: RunningService) -> None:
    response = service.client.post("/clean", content=page("class"), headers=HEADERS)

    assert_problem(response, 413, "too_large", "the inflated body is over the limit of 20971520 bytes")


@pytest.mark.parametrize("attribute", ["class", "style", "data-x", "content", "href", "title"])
def test_it_is_cleaned_where_the_limits_allow_it(
    start: Callable[..., RunningService], attribute: str
) -> None:
    service = start(workers=1, max_inflated_bytes=200 << 20, worker_memory_mb=8192, deadline_seconds=120)

    response = service.client.post("/clean", content=page(attribute), headers=HEADERS)

    assert_in_contract(response)
    assert response.status_code == 200, response.text
    assert response.json()["title"] == "Ferry returns to the strait"
    assert service.metric("cleancopy_worker_restarts_total", reason="lost") == 0
