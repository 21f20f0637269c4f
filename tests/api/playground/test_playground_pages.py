"""The pages and their files, as they are sent; tests/browser tries them in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.api.playground.files import FOLDER
from tests.api.contract import assert_in_contract, assert_problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.running import RunningService

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

PAGES = ["/", "/status"]
FILES = sorted(path.name for path in FOLDER.iterdir())
PATHS = [*PAGES, *(f"/playground/{name}" for name in FILES)]
SCRIPTS = sorted(FOLDER.glob("*.js"))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_html_and_as_the_contract_says(service: RunningService, path: str) -> None:
    response = service.client.get(path)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert_in_contract(response)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("playground.js", "text/javascript; charset=utf-8"),
        ("base.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("example-news.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_has_its_media_type(service: RunningService, name: str, media_type: str) -> None:
    assert service.client.get(f"/playground/{name}").headers["content-type"] == media_type


@pytest.mark.parametrize("path", PATHS)
def test_everything_is_sent_with_the_strict_policy(service: RunningService, path: str) -> None:
    headers = service.client.get(path).headers

    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["permissions-policy"] == "camera=(), geolocation=(), microphone=()"


@pytest.mark.parametrize("path", ["/", "/status", "/playground/base.css"])
def test_a_browser_asks_whether_its_copy_is_still_good(service: RunningService, path: str) -> None:
    first = service.client.get(path)
    etag = first.headers["etag"]

    second = service.client.get(path, headers={"If-None-Match": f'"other", W/{etag}'})

    assert first.headers["cache-control"] == "no-cache"
    assert (second.status_code, second.content, second.headers["etag"]) == (304, b"", etag)


def test_another_copy_is_answered_in_full(service: RunningService) -> None:
    response = service.client.get("/", headers={"If-None-Match": '"other"'})

    assert response.status_code == 200
    assert response.content == (FOLDER / "playground.html").read_bytes()


@pytest.mark.parametrize("path", ["/", "/status", "/playground/base.css"])
def test_head_has_the_headers_of_get_and_no_body(service: RunningService, path: str) -> None:
    got, asked = service.client.get(path), service.client.head(path)

    own = {"date", "x-request-id"}
    assert (asked.status_code, asked.content) == (200, b"")
    assert {k: v for k, v in asked.headers.items() if k not in own} == {
        k: v for k, v in got.headers.items() if k not in own
    }


@pytest.mark.parametrize("path", ["/", "/status", "/playground/base.css"])
def test_nothing_is_taken_from_the_caller(service: RunningService, path: str) -> None:
    response = service.client.post(path, content=b"x")

    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")


@pytest.mark.parametrize("name", ["nothing.js", "..%2f..%2fsettings.py", "%2e%2e", "routes.py", "playground"])
def test_a_file_that_is_not_there_is_not_found(service: RunningService, name: str) -> None:
    response = service.client.get(f"/playground/{name}")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_the_pages_can_be_switched_off(start: Callable[..., RunningService]) -> None:
    running = start(playground="false", workers=1)

    for path in [*PAGES, "/playground/base.css"]:
        detail = "there is no such route; openapi.yaml lists them"
        assert_problem(running.client.get(path), 404, "not_found", detail)


def test_the_pages_need_no_key(start: Callable[..., RunningService]) -> None:
    running = start(api_keys="first-key-1", workers=1)

    assert [running.client.get(path).status_code for path in PATHS] == [200] * len(PATHS)


@pytest.mark.parametrize("page", ["playground.html", "status.html"])
def test_a_page_loads_only_files_that_are_there(page: str) -> None:
    links = re.findall(r'(?:src|href)="([^"#]+)"', (FOLDER / page).read_text("utf-8"))

    assert {link.removeprefix("playground/") for link in links} <= {*FILES, "./", "status"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_imports_only_scripts_that_are_there(script: Path) -> None:
    imports = re.findall(r'from "\./([^"]+)"', script.read_text("utf-8"))

    assert set(imports) <= set(FILES)


@pytest.mark.parametrize("page", ["playground.html", "status.html"])
def test_a_page_has_no_script_or_style_of_its_own(page: str) -> None:
    text = (FOLDER / page).read_text("utf-8")

    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]* src=)", text) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_of_a_string(script: Path) -> None:
    text = script.read_text("utf-8")

    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(", text) == []


@pytest.mark.parametrize(
    ("example", "media_type", "verdict", "title"),
    [
        (
            "example-scraped.txt",
            "text/plain",
            "article",
            "Harbor town votes to keep its night ferry, and to pay for it",
        ),
        ("example-news.txt", "text/html", "article", "Ferry returns to the strait"),
        ("example-bot-check.txt", "text/html", "blocked", None),
    ],
)
def test_an_example_is_what_it_says(
    service: RunningService, example: str, media_type: str, verdict: str, title: str | None
) -> None:
    document = service.client.get(f"/playground/{example}").content

    answer = service.client.post("/clean", content=document, headers={"Content-Type": media_type}).json()

    assert answer["verdict"] == verdict
    assert title is None or answer["title"] == title
