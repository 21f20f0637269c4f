"""The playground: a document goes in, and the answer is shown."""

from __future__ import annotations

import json
import shlex
from itertools import pairwise
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.documents import PAGE, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.visit import Visit
    from tests.running import RunningService


def test_the_article_is_shown_with_where_each_field_came_from(visit: Callable[..., Visit]) -> None:
    page = visit()

    page.clean(TEXT)

    assert page["#article .title"].inner_text() == "Ferry returns to the strait"
    assert page["#article .origin"].all_inner_texts() == [
        "Title from text:header",
        "Author Jane Doe from text:header",
        "Date 2021-05-03 from text:header",
        "Body from text",
    ]
    assert page["#article > p:not(.origin)"].all_inner_texts() == [
        "The old ferry sailed again on Monday, with two hundred people and one goat on board.",
        "The bridge that was to replace it will open in spring, the mayor said, and the goat's owner agreed.",
    ]


def test_a_field_that_is_not_there_is_said_to_be_missing(visit: Callable[..., Visit]) -> None:
    page = visit()

    page.clean("")

    assert page["#article .missing"].all_inner_texts() == ["No title found", "No body"]
    assert page["#article [data-field=date]"].inner_text() == "Date not found"


def test_headings_and_lists_of_a_page_are_shown_as_such(visit: Callable[..., Visit]) -> None:
    page = visit()

    page.clean(PAGE)

    assert page["#article h4"].all_inner_texts() == ["A ferry at dawn"]
    assert page["#article ul"].count() == 1
    assert page["#article ul li"].all_inner_texts() == [
        "It sails at six in the morning, from the old quay.",
        "It returns at nine.",
    ]


def test_every_block_stands_in_page_order(visit: Callable[..., Visit], service: RunningService) -> None:
    page, answer = visit(), service.clean(html=PAGE, explain=True).json()

    page.clean(PAGE)

    blocks = sorted(answer["kept"] + answer["struck"], key=lambda block: block["position"])
    assert page["#blocks .text"].all_inner_texts() == [block["text"] for block in blocks]
    assert page["#blocks .rule"].all_inner_texts() == [block["rule"] for block in answer["struck"]]


def test_blocks_of_one_kind_are_shown_alone(visit: Callable[..., Visit]) -> None:
    page = visit()
    page.clean(TEXT)

    page["#shown"].select_option("kind:promo")

    assert page["#blocks .text"].all_inner_texts() == ["Subscribe for free to our newsletter."]
    assert page["#shown option"].all_inner_texts()[:3] == ["all (7)", "kept (2)", "struck (5)"]


@pytest.mark.parametrize(
    ("example", "verdict", "evidence"),
    [
        ("Scraped text", "article", "none"),
        ("News page", "article", "none"),
        ("Bot check", "blocked", "blocked."),
    ],
)
def test_an_example_is_cleaned_at_a_press(
    visit: Callable[..., Visit], example: str, verdict: str, evidence: str
) -> None:
    page = visit()

    page.example(example)

    assert page["#verdict"].inner_text() == verdict
    assert page["[data-fact=evidence] dd"].inner_text().startswith(evidence)


def test_the_markdown_switch_shows_the_body_as_markdown(
    visit: Callable[..., Visit], service: RunningService
) -> None:
    page, body = visit(), service.clean(html=PAGE, format="markdown").json()["body"]
    page.clean(PAGE)

    page["#markdown"].check()

    expect(page["#article pre"]).to_have_text(body)
    assert "## A ferry at dawn" in body


def test_the_address_is_sent(visit: Callable[..., Visit]) -> None:
    page = visit()

    page.clean(PAGE, url="https://quay.example/2021/harbour")

    assert page["[data-fact=address] dd"].inner_text() == "https://quay.example/2021/harbour"


def test_the_document_can_be_read_as_something_else(visit: Callable[..., Visit]) -> None:
    page = visit()
    page["#kind"].select_option("text")

    page.clean(
        "<p>The harbour opened again on Thursday, and everybody came to see it with their own eyes.</p>"
    )

    assert "<p>The harbour" in page["#json"].inner_text()
    assert "Content-Type: text/plain" in page["#curl"].inner_text()


def test_the_json_can_be_copied(visit: Callable[..., Visit], service: RunningService) -> None:
    page = visit()
    page.clean(TEXT)

    page["[data-copy=json]"].click()

    expect(page["[data-copy=json]"]).to_have_text("Copied")
    assert json.loads(page.clipboard()) == service.clean(text=TEXT, explain=True).json()
    assert page["#json"].inner_text() == page.clipboard()


@pytest.mark.parametrize(
    "text", [TEXT, PAGE, "It's a 'quoted' \\ line; $HOME `id` \"x\"\n@file & more said he"]
)
def test_the_curl_line_gives_the_same_answer(visit: Callable[..., Visit], text: str) -> None:
    page = visit()
    page.clean(text, url="https://quay.example/it's?a=1&b=2")

    page["[data-copy=curl]"].click()
    expect(page["[data-copy=curl]"]).to_have_text("Copied")
    words = shlex.split(page.clipboard())

    assert words[:2] == ["curl", "-s"]
    after = list(pairwise(words))
    headers = dict(value.split(": ", 1) for flag, value in after if flag == "-H")
    data = next(value for flag, value in after if flag == "--data-raw")
    answer = httpx.post(words[2], headers=headers, content=data.encode(), timeout=60).json()
    assert answer == json.loads(page["#json"].inner_text())


def test_the_stages_are_shown_with_their_times(visit: Callable[..., Visit], service: RunningService) -> None:
    page = visit()
    stages = [part.split(";")[0] for part in service.clean(text=TEXT).headers["server-timing"].split(", ")]

    page.clean(TEXT)

    assert page["#times .name"].all_inner_texts() == stages
    assert all(value.endswith(" ms") for value in page["#times .value"].all_inner_texts())


def test_a_file_can_be_chosen(visit: Callable[..., Visit], tmp_path: Path) -> None:
    page = visit()
    path = tmp_path / "café.html"
    path.write_bytes(PAGE.replace("Harbour reopens", "Café reopens").encode("latin-1"))

    page["#file"].set_input_files(path)
    page.wait_until_cleaned()

    assert page["#attached-name"].inner_text() == "café.html"
    assert page["#article .title"].inner_text() == "Café reopens after the storm"
    assert "--data-binary '@café.html'" in page["#curl"].inner_text()


def test_a_file_can_be_dropped_and_removed(visit: Callable[..., Visit]) -> None:
    page = visit()

    page.drop("page.html", "text/html", PAGE)
    assert page["#article .title"].inner_text() == "Harbour reopens after the storm"
    page.page.get_by_role("button", name="Remove").click()

    expect(page["#document"]).to_be_focused()
    page.clean(TEXT)
    assert page["#article .title"].inner_text() == "Ferry returns to the strait"


def test_a_refusal_is_shown_as_the_service_words_it(visit: Callable[..., Visit]) -> None:
    page = visit()
    page["#document"].fill(TEXT)
    page["#url"].fill("ftp://quay.example")

    page.page.get_by_role("button", name="Clean", exact=True).click()

    expect(page["#problem p"].first).to_have_text(
        "url: must be an absolute http or https URL of at most 8192 characters"
    )
    assert (
        page["#problem .hint"].inner_text().startswith("422 invalid_request, no use to try again, request ")
    )
    expect(page["#result"]).to_be_hidden()


def test_a_key_is_asked_for_where_one_is_needed(
    visit: Callable[..., Visit], start: Callable[..., RunningService]
) -> None:
    locked = start(api_keys="first-key-1", workers=1)
    page = visit(url=locked.url)
    expect(page["#key"]).to_be_visible()

    page.clean(TEXT, key="first-key-1")

    assert page["#verdict"].inner_text() == "article"
    assert "first-key-1" not in page["#curl"].inner_text()
    assert '-H "X-API-Key: $CLEANCOPY_KEY"' in page["#curl"].inner_text()


def test_no_key_is_asked_for_where_none_is_needed(visit: Callable[..., Visit]) -> None:
    page = visit()

    page.clean(TEXT)

    expect(page["#key"]).to_be_hidden()
