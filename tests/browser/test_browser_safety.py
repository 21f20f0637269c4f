"""Hostile documents: shown as what they are, and never more. A script that runs or a request to another host
fails every test here by itself, see the fixture `visit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.documents import HOSTILE, HOSTILE_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visit import Visit

MADE_BY_THE_DOCUMENT = (
    "img, svg, iframe, style, form, script, object, a[href], [onerror], [onload], [onclick]"
)


@pytest.mark.parametrize("markdown", [False, True], ids=["text", "markdown"])
@pytest.mark.parametrize(("document", "kind"), [(HOSTILE, "text"), (HOSTILE, "html"), (HOSTILE_PAGE, "html")])
def test_a_document_makes_no_element(
    visit: Callable[..., Visit], document: str, kind: str, markdown: bool
) -> None:
    page = visit()
    page["#kind"].select_option(kind)
    page["#markdown"].set_checked(markdown)

    page.clean(document)
    for rule in page[".rule"].all():
        rule.hover()

    assert page["#result"].locator(MADE_BY_THE_DOCUMENT).count() == 0
    assert page.page.locator("form").count() == 1


def test_markup_in_a_text_is_shown_as_it_is_written(visit: Callable[..., Visit]) -> None:
    page = visit()
    page["#kind"].select_option("text")

    page.clean(HOSTILE)

    assert '<script src="https://elsewhere.example/x.js">' in page["#blocks"].inner_text()
    assert page["#document"].input_value() == HOSTILE


def test_markup_in_the_dialog_is_shown_as_it_is_written(visit: Callable[..., Visit]) -> None:
    page = visit()
    page.clean(
        "Oops! Something went wrong.\n\nSubscribe for free to our newsletter <img src=x onerror=alert(1)>."
    )

    page[".rule"].last.click()

    assert "misses of" in page["#misses-entry"].inner_text()
    assert page["#misses"].locator("img").count() == 0


def test_no_string_can_become_markup_or_script(visit: Callable[..., Visit]) -> None:
    page = visit()

    thrown = page.run(
        """() => ["innerHTML", "outerHTML"].map((name) => {
          try {
            document.querySelector("#article")[name] = "<img src=x>";
          } catch (error) {
            return error.name;
          }
        })"""
    )

    assert thrown == ["TypeError", "TypeError"]
    page.complaints.clear()  # the browser has complained of the two, as it should


def test_a_name_that_turns_the_reading_direction_turns_nothing_else(visit: Callable[..., Visit]) -> None:
    page = visit()

    page.clean("Harbour reopens\nBy Jane \u202eDoe\n\nThe old harbour opened again, \u202ethe mayor said.")

    for text in page["#blocks .text"].all():
        assert text.evaluate("(node) => getComputedStyle(node).unicodeBidi") in {"isolate", "plaintext"}


def test_the_pages_cannot_be_framed(visit: Callable[..., Visit]) -> None:
    page = visit("/status")

    expect(page["#about"]).to_contain_text("queue limit")
    assert page.run("() => window.top === window")
