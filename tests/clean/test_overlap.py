"""How much of one text stands in others."""

from __future__ import annotations

import pytest

from app.clean.overlap import Pieces, stated_once

FERRY = "The old ferry sailed again on Monday, with two hundred people on board."
GOATS = "Nobody had counted the goats that slept below the stairs to the lower deck."


def test_a_text_that_was_met_stands_in_the_texts_met() -> None:
    assert Pieces([GOATS, FERRY]).share(f"{FERRY} {GOATS}") == 1.0


def test_order_and_marks_between_the_letters_do_not_matter() -> None:
    moved = "on Monday; with two HUNDRED people – on board! The old ferry, sailed again"

    assert Pieces([FERRY]).share(moved.replace("HUNDRED", "hundred")) > 0.5


def test_of_another_text_nothing_was_met() -> None:
    assert Pieces([FERRY]).share(GOATS) == 0.0


@pytest.mark.parametrize("text", ["", "Monday", "?!"])
def test_of_a_text_shorter_than_a_piece_nothing_was_met(text: str) -> None:
    assert Pieces([FERRY]).share(text) == 0.0


def test_a_paragraph_is_stated_once_though_others_hold_it_too() -> None:
    assert stated_once([FERRY, GOATS, f"{FERRY} {GOATS}", FERRY]) == [FERRY, GOATS]


def test_short_lines_may_repeat() -> None:
    assert stated_once(["Spring", FERRY, "Spring"]) == ["Spring", FERRY, "Spring"]


def test_a_paragraph_that_shares_a_beginning_stays() -> None:
    longer = f"The old ferry sailed again, said the mayor. {GOATS}"

    assert stated_once([FERRY, longer]) == [FERRY, longer]


def test_lines_of_one_template_stay() -> None:
    lines = [f"{FERRY} Her captain that day was {name}." for name in ("Jane Doe", "Rolf Ek", "Ann Ray")]

    assert stated_once(lines) == lines
