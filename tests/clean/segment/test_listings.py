from __future__ import annotations

import pytest

from app.clean.segment.listings import LISTING, is_code, without_listings


def test_a_listing_leaves_a_mark_between_blank_lines() -> None:
    outside, listings = without_listings(["one", "```python", "lamp()", "", "", "light()", "```", "two"])

    assert outside == ["one", "", LISTING, "", "two"]
    assert list(listings) == ["lamp()\n\n\nlight()"]


def test_tabs_in_a_listing_are_columns() -> None:
    assert list(without_listings(["~~~", "if on:", "\tlight()", "~~~"])[1]) == ["if on:\n    light()"]


def test_a_fence_that_is_never_closed_opens_nothing() -> None:
    assert without_listings(["one", "```", "two"])[0] == ["one", "two"]


@pytest.mark.parametrize(
    "lines", [["def lamp(on):", "    return light()"], ["<div>", "  <p>lamp</p>"], ["a = 1;", "  b();"]]
)
def test_statements_are_code(lines: list[str]) -> None:
    assert is_code(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["Town Hall", "  1 Quay Street"],
        ["1. ![lamp](https://quay.example/lamp.jpg)", "  [The lamp](https://quay.example/lamp)"],
    ],
)
def test_addresses_and_links_are_none(lines: list[str]) -> None:
    assert not is_code(lines)
