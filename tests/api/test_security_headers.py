"""Security headers: on every route, every error, and what is no HTTP."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from app.api.middleware import QUIET
from app.main import create_app
from app.settings import Settings

if TYPE_CHECKING:
    import httpx

    from tests.running import RunningService

EXPECTED = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}

PAGES = {"/", "/status", "/playground/base.css"}
ROUTES = sorted(create_app(Settings()).openapi()["paths"])


def security(response: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name in EXPECTED}


@pytest.mark.parametrize("path", [path for path in ROUTES if path not in PAGES])
def test_every_route_has_them(service: RunningService, path: str) -> None:
    assert security(service.client.get(path)) == EXPECTED


@pytest.mark.parametrize("path", sorted(QUIET))
def test_health_and_metrics_have_them_once(service: RunningService, path: str) -> None:
    names = [name for name, _ in service.client.get(path).headers.multi_items()]

    assert [names.count(name) for name in EXPECTED] == [1] * len(EXPECTED)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_page_has_a_policy_of_its_own_and_may_be_kept(service: RunningService, path: str) -> None:
    found = security(service.client.get(path))

    assert found["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert found["cache-control"] == "no-cache"
    assert found.keys() == EXPECTED.keys()


def test_a_cleaned_document_has_them(service: RunningService) -> None:
    response = service.clean(text="The ferry sailed again on Monday.")

    assert (response.status_code, security(response)) == (200, EXPECTED)


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("POST", "/clean", b"{", 400),
        ("GET", "/nothing", b"", 404),
        ("GET", "/clean", b"", 405),
        ("PUT", "/", b"", 405),
        ("POST", "/clean", b"{}", 422),
    ],
)
def test_an_error_has_them(
    service: RunningService, method: str, path: str, content: bytes, status: int
) -> None:
    headers = {"Content-Type": "application/json"}
    response = service.client.request(method, path, content=content, headers=headers)

    assert (response.status_code, security(response)) == (status, EXPECTED)


def test_what_is_no_http_is_answered_with_them(service: RunningService) -> None:
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 60) as connection:
        connection.sendall(b"NO HTTP AT ALL\r\n\r\n")
        answer = connection.makefile("rb").read().decode()

    head, _, _ = answer.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 400 ")
    assert EXPECTED.items() <= dict(line.split(": ", 1) for line in head.splitlines()[1:]).items()


def test_without_tls_no_browser_is_told_to_insist_on_it(service: RunningService) -> None:
    assert "strict-transport-security" not in service.client.get("/").headers
