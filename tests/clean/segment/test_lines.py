from __future__ import annotations

import pytest

from app.clean.segment.lines import read


def texts(*raw: str) -> list[tuple[str, bool]]:
    return [(line.text, line.row) for line in read(raw)]


def test_a_line_has_its_column_and_knows_of_a_blank_line_before_it() -> None:
    found = [(line.text, line.indent, line.parted) for line in read(["one", "  two", " ", "\tthree four  "])]

    assert found == [("one", 0, True), ("two", 2, False), ("three four", 4, True)]


def test_white_space_inside_a_line_is_folded() -> None:
    assert texts("one   two") == [("one two", False)]


def test_adjacent_lines_with_cells_in_one_column_are_rows() -> None:
    assert texts("Ferry       Fare    ", "North Quay  4.20    ", "Skerry      12      ") == [
        ("Ferry | Fare", True),
        ("North Quay | 4.20", True),
        ("Skerry | 12", True),
    ]


def test_adjacent_lines_with_tabs_are_rows() -> None:
    assert texts("Ferry\tFare", "North Quay\t4.20") == [("Ferry | Fare", True), ("North Quay | 4.20", True)]


def test_bullets_in_cells_go() -> None:
    assert texts("Pros        Cons", "  * cheap   * slow", "  * dry     * dark")[1:] == [
        ("cheap | slow", True),
        ("dry | dark", True),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        ["It was  late.", "We went home to the  harbour."],
        ["Ferry       Fare", "", "North Quay  4.20"],
        ["Ferry       Fare", "Lamp", "North Quay  4.20"],
        ["Ferry\tFare", "North Quay"],
    ],
)
def test_spaces_that_line_up_with_nothing_make_no_rows(raw: list[str]) -> None:
    assert not any(line.row for line in read(raw))
