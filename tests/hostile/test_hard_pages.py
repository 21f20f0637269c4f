"""Markup and text that are made to hang, crash or exhaust a worker are answered like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.api.contract import assert_in_contract, assert_problem
from tests.hostile.pages import ARTICLE, DEEP, LONG_RUNS, SENTENCE, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.running import RunningService

LONG = 200_000
"""Characters of a run: what takes quadratic time is over the deadline by then."""

MANY_BLOCKS = {"cells", "list items", "line breaks", "headings", "links", "dates"}
"""Runs of which each piece is cleaned for itself: linear, but a busy machine may need all the time."""

TAGS = 50_000


@pytest.fixture(autouse=True)
def _no_worker_is_lost(service: RunningService) -> Iterator[None]:
    before = service.metric("cleancopy_worker_restarts_total", reason="lost")
    yield
    assert service.metric("cleancopy_worker_restarts_total", reason="lost") == before


def cleaned(service: RunningService, **document: object) -> dict[str, Any]:
    response = service.clean(**document)
    assert_in_contract(response)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.parametrize("name", LONG_RUNS)
def test_a_long_run_of_one_thing_is_cleaned_before_the_deadline(service: RunningService, name: str) -> None:
    cleaned(service, html=LONG_RUNS[name](LONG // 4 if name in MANY_BLOCKS else LONG))


@pytest.mark.parametrize("name", DEEP)
def test_tags_nested_fifty_thousand_times_are_cleaned(service: RunningService, name: str) -> None:
    cleaned(service, html=DEEP[name](8 * TAGS))


@pytest.mark.parametrize(
    "piece", ["> ", "- ", "[", "**", "![", "(", "`", "| ", "# ", "*_", "[a](", "```\n", "\t"]
)
def test_text_nested_fifty_thousand_times_is_cleaned(service: RunningService, piece: str) -> None:
    cleaned(service, text=f"{run(piece, TAGS * len(piece))}{SENTENCE}")


@pytest.mark.parametrize("opening", ["[", '{"html":', '{"html":{"a":['])
def test_json_nested_fifty_thousand_times_is_malformed(service: RunningService, opening: str) -> None:
    response = service.client.post(
        "/clean", content=opening * TAGS, headers={"Content-Type": "application/json"}
    )

    detail = "the body is not JSON that can be read: nested too deep, or a number too long"
    assert_problem(response, 400, "malformed_body", detail)


def test_what_stands_inside_fifty_thousand_tags_is_still_read(service: RunningService) -> None:
    answer = cleaned(service, html=f"{ARTICLE}{'<div>' * TAGS}<p>{SENTENCE}</p>")

    assert SENTENCE in answer["body"]


@pytest.mark.parametrize("character", ["\0", "\x01", "\x0b", "\x1f", "\x7f", "\x85", "\ufffe", "\U0010ffff"])
@pytest.mark.parametrize("kind", ["html", "text"])
def test_control_characters_are_taken(service: RunningService, kind: str, character: str) -> None:
    sentence = SENTENCE.replace(" ", f" {character}", 3)
    document = f"<p>{sentence}</p><p>{SENTENCE}</p>" if kind == "html" else f"{sentence}\n\n{SENTENCE}"

    answer = cleaned(service, **{kind: document})

    assert answer["body"].endswith("one goat on board.")


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\udc00\ud800", r"\ud83d x"])
def test_lone_surrogates_of_json_are_replaced(service: RunningService, kind: str, escape: str) -> None:
    body = f'{{"{kind}": "{SENTENCE} {escape} {SENTENCE}"}}'
    response = service.client.post("/clean", content=body, headers={"Content-Type": "application/json"})

    assert_in_contract(response)
    assert response.json()["warnings"] == ["lone_surrogates_replaced"]


@pytest.mark.parametrize(
    "field", ["headline", "articleBody", "datePublished", "description", "inLanguage", "url"]
)
def test_lone_surrogates_of_json_in_a_page_are_replaced(service: RunningService, field: str) -> None:
    described = rf'{{"@type":"NewsArticle","{field}":"{SENTENCE} \ud800 {SENTENCE * 6}"}}'
    page = f'<script type="application/ld+json">{described}</script><div id=root></div>'

    cleaned(service, html=page)
