from __future__ import annotations

import pytest

from app.clean.model import Block, BodyFormat, Role
from app.clean.render import render


def blocks(*parts: tuple[Role, int, str]) -> list[Block]:
    """Blocks of role, group and text."""
    return [
        Block(position, text, role, group, level=1 if role in (Role.ITEM, Role.HEADING) else 0)
        for position, (role, group, text) in enumerate(parts)
    ]


def markdown(*parts: Block) -> str:
    return render(parts, BodyFormat.MARKDOWN)


def test_no_blocks_make_an_empty_body() -> None:
    assert render([]) == ""
    assert render([], BodyFormat.MARKDOWN) == ""


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ITEM])
def test_as_text_a_block_stands_as_it_is(role: Role) -> None:
    assert render([Block(0, "# a * b", role, level=2, markup="**no**")]) == "# a * b"


def test_one_blank_line_stands_between_two_blocks() -> None:
    body = render(
        blocks(
            (Role.HEADING, 1, "Lamp"),
            (Role.PARAGRAPH, 2, "one"),
            (Role.QUOTE, 3, "two"),
            (Role.QUOTE, 4, "three"),
        )
    )

    assert body == "Lamp\n\none\n\ntwo\n\nthree"


def test_blocks_of_one_group_stand_on_consecutive_lines() -> None:
    body = render(
        blocks(
            (Role.PARAGRAPH, 1, "Town Hall"),
            (Role.PARAGRAPH, 1, "1 Quay Street"),
            (Role.TABLE, 2, "Line | Fare"),
            (Role.TABLE, 2, "Ferry | 4.20"),
            (Role.TABLE, 3, "Another | table"),
        )
    )

    assert body == "Town Hall\n1 Quay Street\n\nLine | Fare\nFerry | 4.20\n\nAnother | table"


def test_items_are_marked_and_stand_on_consecutive_lines_whatever_struck_what_stood_between() -> None:
    body = render(
        blocks(
            (Role.PARAGRAPH, 1, "Bring:"),
            (Role.ITEM, 1, "a lamp"),
            (Role.ITEM, 2, "a coat"),
            (Role.PARAGRAPH, 2, "x"),
        )
    )

    assert body == "Bring:\n\n- a lamp\n- a coat\n\nx"


def test_as_text_numbers_and_depths_of_items_are_not_written() -> None:
    assert (
        render([Block(0, "a", Role.ITEM, level=1, ordinal=1), Block(1, "b", Role.ITEM, level=2)])
        == "- a\n- b"
    )


@pytest.mark.parametrize("listing", ["if a:\n    b()", "a\n\nb", "a  b", " a"])
def test_a_listing_that_would_be_read_otherwise_without_fences_stands_between_them(listing: str) -> None:
    assert render([Block(0, listing, Role.CODE)]) == f"```\n{listing}\n```"


def test_the_fences_are_longer_than_any_in_the_listing() -> None:
    assert render([Block(0, "````\na", Role.CODE)]) == "`````\n````\na\n`````"


def test_a_listing_of_one_plain_line_needs_no_fences() -> None:
    assert render([Block(0, "make serve", Role.CODE)]) == "make serve"


@pytest.mark.parametrize(
    ("block", "written"),
    [
        (Block(0, "Lamp", Role.HEADING, level=1), "# Lamp"),
        (Block(0, "Lamp", Role.HEADING, level=6), "###### Lamp"),
        (Block(0, "Lamp", Role.HEADING, level=0), "# Lamp"),
        (Block(0, "lamp"), "lamp"),
        (Block(0, "lamp", Role.CAPTION), "lamp"),
        (Block(0, "lamp", Role.QUOTE), "> lamp"),
        (Block(0, "lamp", Role.ITEM, level=1), "- lamp"),
        (Block(0, "lamp", Role.ITEM, level=3), "    - lamp"),
        (Block(0, "lamp", Role.ITEM, level=2, ordinal=4), "  4. lamp"),
        (Block(0, "lamp()", Role.CODE), "```\nlamp()\n```"),
        (Block(0, "```\nlamp\n```", Role.CODE), "````\n```\nlamp\n```\n````"),
        (Block(0, "a | b", Role.TABLE), "| a | b |\n| --- | --- |"),
    ],
)
def test_as_markdown_each_role_has_its_mark(block: Block, written: str) -> None:
    assert markdown(block) == written


@pytest.mark.parametrize(
    ("role", "written"), [(Role.PARAGRAPH, "a **b**"), (Role.HEADING, "# a **b**"), (Role.ITEM, "- a **b**")]
)
def test_as_markdown_the_markup_of_a_block_is_written(role: Role, written: str) -> None:
    assert markdown(Block(0, "a b", role, level=1, markup="a **b**")) == written


def test_as_markdown_the_first_row_of_each_table_is_its_head() -> None:
    rows = [("a | b", 1), ("1 | 2", 1), ("c | d", 2)]

    assert markdown(*(Block(i, text, Role.TABLE, group) for i, (text, group) in enumerate(rows))) == (
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n| c | d |\n| --- | --- |"
    )


@pytest.mark.parametrize(
    ("markup", "row"),
    [
        ("| b | c", "|  | b | c |"),
        ("a | | c", "| a |  | c |"),
        ("a | b |", "| a | b |  |"),
        ("| | c", "|  |  | c |"),
    ],
)
def test_as_markdown_empty_cells_are_cells(markup: str, row: str) -> None:
    assert markdown(Block(0, "x", Role.TABLE, markup=markup)) == f"{row}\n| --- | --- | --- |"
