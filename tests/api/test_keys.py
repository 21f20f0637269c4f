"""API keys, where some are configured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.api.contract import assert_problem
from tests.running import RunningService

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    log = tmp_path_factory.mktemp("locked") / "log"
    with RunningService(log, workers=1, api_keys="first-key-1,second-key-2") as running:
        yield running


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer first-key-1"},
        {"Authorization": "bearer second-key-2"},
        {"X-API-Key": "second-key-2"},
    ],
)
def test_each_key_opens(locked: RunningService, headers: dict[str, str]) -> None:
    assert locked.client.post("/clean", json={"text": "x"}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer first-key-2"},
        {"Authorization": "Basic first-key-1"},
        {"Authorization": "first-key-1"},
        {"X-API-Key": "first-key-1,second-key-2"},
        {"X-API-Key": "schön"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/clean"), ("POST", "/clean/batch"), ("GET", "/version"), ("GET", "/rules")],
)
def test_nothing_else_does(locked: RunningService, headers: dict[str, str], method: str, path: str) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    response = locked.client.request(method, path, headers=raw)

    detail = "an API key is needed, as `Authorization: Bearer …` or as `X-API-Key: …`"
    assert_problem(response, 401, "unauthorized", detail)
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/", "/status", "/playground/base.css"])
def test_health_metrics_and_pages_are_open(locked: RunningService, path: str) -> None:
    assert locked.client.get(path).status_code == 200


def test_no_key_stands_in_the_log(locked: RunningService) -> None:
    locked.client.get("/version", headers={"X-API-Key": "wrong-key-3"})

    assert "-key-" not in locked.log()
