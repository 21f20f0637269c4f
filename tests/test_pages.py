"""Every page of tests/pages goes through the running service; each expected field is a test of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.page import (
    ANSWER_FIELDS,
    ERROR_FIELDS,
    JUDGED_FIELDS,
    PageFixture,
    all_pages,
    comparable,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = all_pages()
CLEANED = [page for page in PAGES if page.expected.get("body") and page.request["format"] == "text"]


def by_slug(pages: list[PageFixture]) -> Any:
    return pytest.mark.parametrize("page", pages, ids=[page.slug for page in pages])


@pytest.fixture(scope="session")
def answer(base_url: str) -> Callable[[PageFixture], dict[str, Any]]:
    """Send a page once a session; the answer's keys together with its HTTP `status`."""
    answers: dict[str, dict[str, Any]] = {}

    def send(page: PageFixture) -> dict[str, Any]:
        if page.slug not in answers:
            response = httpx.post(f"{base_url}/clean", timeout=60, **page.http_request())
            answers[page.slug] = comparable(response.json()) | {"status": response.status_code}
        return answers[page.slug]

    return send


@pytest.mark.parametrize(
    ("page", "field"),
    [pytest.param(page, field, id=f"{page.slug}-{field}") for page in PAGES for field in page.expected],
)
def test_field(page: PageFixture, field: str, answer: Callable[[PageFixture], dict[str, Any]]) -> None:
    got = answer(page)

    assert field in got, got
    assert got[field] == page.expected[field]


@by_slug(PAGES)
def test_a_folder_states_every_field_of_its_answer(page: PageFixture) -> None:
    assert tuple(page.expected) in (ANSWER_FIELDS, JUDGED_FIELDS, ERROR_FIELDS)


@by_slug([page for page in PAGES if "code" not in page.expected])
def test_a_folder_freezes_its_clock(page: PageFixture) -> None:
    assert "fetched_at" in page.request


@by_slug(CLEANED)
def test_cleaning_the_cleaned_body_changes_nothing(page: PageFixture, base_url: str) -> None:
    document = {"text": page.expected["body"], "fetched_at": page.request["fetched_at"]}

    again = httpx.post(f"{base_url}/clean", json=document, timeout=60).json()

    assert again["body"] == page.expected["body"]
