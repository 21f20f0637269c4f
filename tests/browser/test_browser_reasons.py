"""Why a block was struck, and what to do if it should not have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from playwright.sync_api import expect

from app.clean.rules import load_rules
from app.errors import RulePackError
from tests.browser.documents import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.visit import Visit
    from tests.running import RunningService

PACK = """kind: quay
rules:
  - id: quay.goat
    languages: [en, de]
    everywhere: true
    why: A line that speaks of a goat is no part of an article.
    scope: line
    max_words: 40
    patterns:
      - '\\bgoat\\W'
    hits:
      - The goat, again.
      - A goat speaks.
    misses:
      - The boat sails.
      - The coat is wet.
"""


@pytest.fixture
def page(visit: Callable[..., Visit]) -> Visit:
    """A page with an answer that has five struck blocks: three of the header, an offer, a placeholder."""
    opened = visit()
    opened.clean(TEXT)
    return opened


def test_the_reason_is_shown_while_the_pointer_is_on_a_block(page: Visit) -> None:
    why = next(rule.why for rule in load_rules(None).rules if rule.id == "promo.newsletter-offer")

    page[".struck[data-kind=promo]"].hover()

    assert page[".card p"].all_inner_texts() == ["promo.newsletter-offer", why, "promo · English (en)"]
    page["#article-heading"].hover()
    expect(page[".card"]).to_have_count(0)


def test_the_pointer_can_move_onto_the_card(page: Visit) -> None:
    page[".struck[data-kind=promo]"].hover()

    page[".card"].hover()

    expect(page[".card"]).to_be_visible()


def test_the_reason_is_shown_on_keyboard_focus(page: Visit) -> None:
    page["#shown"].focus()
    page.page.keyboard.press("Tab")

    focused = page[".rule:focus"]
    assert focused.inner_text() == "header.title"
    assert page[f"#{focused.get_attribute('aria-describedby')} p"].nth(1).inner_text() == (
        "The line is the headline, which the answer has as `title`."
    )


def test_arrow_keys_move_between_struck_blocks(page: Visit) -> None:
    page["#shown"].focus()
    page.page.keyboard.press("Tab")

    seen = []
    for key in ("ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"):
        page.page.keyboard.press(key)
        seen.append(page[".rule:focus"].inner_text())

    assert seen == [
        "header.byline",
        "placeholder.something-went-wrong",
        "placeholder.something-went-wrong",
        "promo.newsletter-offer",
        "header.title",
    ]
    assert page[".rule[tabindex='0']"].count() == 1


def test_escape_puts_the_card_away(page: Visit) -> None:
    page[".rule"].first.focus()

    page.page.keyboard.press("Escape")

    expect(page[".card"]).to_have_count(0)


def test_a_built_in_decision_offers_no_entry(page: Visit) -> None:
    page[".rule"].first.click()

    expect(page["#misses-advice"]).to_contain_text("No rule of a pack struck this")
    expect(page["#misses-entry"]).to_be_hidden()


def test_focus_returns_when_the_dialog_is_closed(page: Visit) -> None:
    page[".struck[data-kind=promo] .rule"].focus()
    page.page.keyboard.press("Enter")
    expect(page["#misses"]).to_be_visible()

    page.page.keyboard.press("Escape")

    expect(page["#misses"]).to_be_hidden()
    assert page[".rule:focus"].inner_text() == "promo.newsletter-offer"


def test_a_line_struck_wrongly_makes_an_entry_that_the_pack_refuses_until_it_is_mended(
    visit: Callable[..., Visit], start: Callable[..., RunningService], tmp_path: Path
) -> None:
    folder = tmp_path / "packs"
    folder.mkdir()
    pack = folder / "quay.yaml"
    pack.write_text(PACK, "utf-8")
    line = "It's the mayor's goat: \"Flora\", # 1 in the harbour."
    page = visit(url=start(rules_dir=folder, workers=1).url)
    page.clean(TEXT.replace("Oops! Something went wrong.", line))
    struck = page[".struck[data-kind=quay]"].last

    struck.hover()
    assert page[".card p"].last.inner_text() == "quay · English (en), German (de)"
    struck.locator(".rule").click()
    page["#misses-copy"].click()
    expect(page["#misses-copy"]).to_have_text("Copied")

    pack.write_text(PACK + page.clipboard(), "utf-8")
    assert yaml.safe_load(pack.read_text("utf-8"))["rules"][0]["misses"][-1] == line
    with pytest.raises(RulePackError, match=r"quay\.goat.*Flora"):
        load_rules(folder)


STRINGS = [
    "plain",
    "",
    " led and trailed ",
    "it's 'quoted'",
    'say "no"',
    "key: value # comment",
    "- item",
    "no",
    "2021-05-03",
    "@at `tick` %percent &anchor *alias !tag |",
    "back\\slash \\u0041",
    "two\nlines\twith\ttabs\r\n",
    "nul\0 bell\a delete\x7f next\x85",
    "separators\u2028and\u2029mark\ufeff",
    "emoji 🐐 and العبارة and 渡し船",
    "last \ufffd \U0010ffff",
]


def test_every_string_comes_back_from_its_yaml(visit: Callable[..., Visit]) -> None:
    page = visit()

    items = page.run(
        """async (texts) => {
          const { missesEntry } = await import("/playground/yaml.js");
          return texts.map((text) => missesEntry("quay.goat", text));
        }""",
        STRINGS,
    )

    assert [yaml.safe_load("misses:\n" + item)["misses"] for item in items] == [[text] for text in STRINGS]
