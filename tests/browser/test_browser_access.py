"""For everybody: axe's rules for WCAG A and AA, the keyboard alone, narrow screens, other scripts."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.documents import ARABIC, JAPANESE, PAGE, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visit import Visit

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

each_theme = pytest.mark.parametrize("theme", ["light", "dark"])
each_width = pytest.mark.parametrize("width", [1280, 390])


def violations(page: Visit) -> list[str]:
    """What axe finds, as `rule: element`."""
    page.run(AXE)
    found = page.run("(tags) => axe.run({ runOnly: tags })", WCAG)
    assert len(found["passes"]) > 10
    return [f"{fault['id']}: {node['html']}" for fault in found["violations"] for node in fault["nodes"]]


@each_theme
@each_width
def test_axe_finds_nothing_on_the_playground(visit: Callable[..., Visit], theme: str, width: int) -> None:
    page = visit(theme=theme, width=width)
    assert violations(page) == []

    page.example("News page")
    page[".rule"].nth(2).focus()
    assert violations(page) == []
    page.example("Scraped text")
    assert violations(page) == []

    page[".struck[data-kind=promo] .rule"].first.click()
    assert violations(page) == []


@each_theme
def test_axe_finds_nothing_on_a_refusal(visit: Callable[..., Visit], theme: str) -> None:
    page = visit(theme=theme)
    page["#url"].fill("nowhere")
    page["#clean"].click()
    expect(page["#problem"]).to_be_visible()

    assert violations(page) == []


@each_theme
@each_width
def test_axe_finds_nothing_on_the_status_page(visit: Callable[..., Visit], theme: str, width: int) -> None:
    page = visit("/status", theme=theme, width=width)
    expect(page["#about"]).to_contain_text("queue limit")

    assert violations(page) == []


KINDS = (
    "byline caption comments consent extractor header layout legal narrow navigation placeholder promo "
    "related scorer share site-rule quay harbour goat ferry"
).split()


@each_theme
def test_the_colours_of_every_kind_have_contrast(visit: Callable[..., Visit], theme: str) -> None:
    page = visit(theme=theme)
    struck = [
        {"position": n, "text": kind, "kind": kind, "rule": f"{kind}.x"} for n, kind in enumerate(KINDS)
    ]

    page.run(
        """async (struck) => {
          const { showBlocks } = await import("/playground/blocks.js");
          document.querySelector("#result").hidden = false;
          showBlocks({ kept: [], struck }, new Map());
        }""",
        struck,
    )

    assert page[".struck"].count() == len(KINDS)
    assert [fault for fault in violations(page) if fault.startswith("color-contrast")] == []


@each_width
@pytest.mark.parametrize("path", ["/", "/status"])
def test_nothing_is_wider_than_the_screen(visit: Callable[..., Visit], path: str, width: int) -> None:
    page = visit(path, width=width)
    if path == "/":
        page.clean(PAGE.replace("at dawn, and", "at " + "dawn" * 60 + ", and"))

    assert page.run("() => document.documentElement.scrollWidth") <= width


def test_everything_can_be_done_with_the_keyboard_alone(visit: Callable[..., Visit]) -> None:
    page = visit()
    press, focused = page.page.keyboard.press, page[":focus"]

    press("Tab")
    assert focused.inner_text() == "To the document"
    press("Enter")
    page.page.keyboard.insert_text(TEXT)
    press("Control+Enter")
    page.wait_until_cleaned()
    reached = []
    for _ in range(16):
        press("Tab")
        reached.append(
            page.run("() => document.activeElement.id || document.activeElement.textContent.trim()")
        )

    in_order = [
        "url",
        "kind",
        "markdown",
        "file",
        "clean",
        "shown",
        "header.title",
        "Copy",
        "curl",
        "Copy",
        "json",
    ]
    assert [name for name in reached if name in in_order][: len(in_order)] == in_order


def test_what_has_the_focus_is_outlined(visit: Callable[..., Visit]) -> None:
    page = visit()

    for _ in range(8):
        page.page.keyboard.press("Tab")
        style = page[":focus"].evaluate("(node) => getComputedStyle(node).outlineStyle")
        assert style == "solid" or page[".file:focus-within"].count() == 1


@pytest.mark.parametrize(("text", "direction", "language"), [(ARABIC, "rtl", "ar"), (JAPANESE, "ltr", "ja")])
def test_other_scripts_are_set_as_their_readers_expect(
    visit: Callable[..., Visit], text: str, direction: str, language: str
) -> None:
    page = visit()

    page.clean(text)

    read = "(node) => getComputedStyle(node).direction"
    assert page["#article"].get_attribute("lang") == language
    assert page["#article .title"].evaluate(read) == direction
    assert {node.evaluate(read) for node in page["#article > p:not(.origin)"].all()} == {direction}
    assert {node.evaluate(read) for node in page["#blocks .text"].all()} == {direction}
    assert page["#document"].evaluate(read) == direction
    assert page["#article .origin"].first.evaluate(read) == "ltr"


def test_the_outcome_is_announced(visit: Callable[..., Visit]) -> None:
    page = visit()

    page.clean(TEXT)

    assert page["#progress"].get_attribute("aria-live") == "polite"
    assert page["#progress"].inner_text() == "Cleaned: article, 2 blocks kept, 5 struck."
