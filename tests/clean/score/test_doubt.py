from __future__ import annotations

import pytest

from app.clean.model import Block, Role
from app.clean.score.doubt import doubtful, read_again, unlikely

PROSE = "The ferry left the harbour at noon, an hour late, with forty people and a goat on board."


def blocks(*texts: str) -> list[Block]:
    return [Block(position, text, group=position) for position, text in enumerate(texts)]


def test_a_block_with_a_low_probability_is_doubted() -> None:
    assert doubtful(blocks(PROSE, "Menu", "Sign in", "Sport"), (0.9, 0.1, 0.49, 0.5), struck={1}) == (2,)


def test_no_block_is_doubted_where_no_sentence_would_be_left() -> None:
    assert doubtful(blocks(PROSE, "Menu", "Sport"), (0.2, 0.1, 0.9)) == ()


def test_a_few_odd_lines_in_a_text_without_noise_are_kept() -> None:
    assert doubtful(blocks(PROSE, PROSE, "Menu"), (0.9, 0.9, 0.1)) == ()


def test_many_odd_lines_in_a_text_without_noise_are_doubted() -> None:
    assert doubtful(blocks(PROSE, PROSE, "Menu"), (0.9, 0.1, 0.1)) == (1, 2)


def test_no_scores_doubt_nothing() -> None:
    assert doubtful([], ()) == ()


@pytest.mark.parametrize(
    ("role", "level", "expected"),
    [
        (Role.HEADING, 2, (Role.PARAGRAPH, 0)),
        (Role.QUOTE, 0, (Role.PARAGRAPH, 0)),
        (Role.ITEM, 3, (Role.ITEM, 1)),
        (Role.TABLE, 0, (Role.TABLE, 0)),
    ],
)
def test_a_body_is_read_again_without_what_a_body_does_not_show(
    role: Role, level: int, expected: tuple[Role, int]
) -> None:
    (again,) = read_again([Block(0, PROSE, role, 1, level, link_share=1.0, indent=4)])

    assert (again.role, again.level) == expected
    assert (again.link_share, again.indent, again.hints) == (0.0, 0, {"parted"})


def test_blocks_of_one_group_are_read_again_as_lines_below_each_other() -> None:
    first, second, third = read_again(
        [Block(0, "oats", Role.ITEM, 1), Block(1, "hay", Role.ITEM, 1), Block(2, PROSE, group=2)]
    )

    assert [first.hints, second.hints, third.hints] == [{"parted"}, set(), {"parted"}]


def test_of_a_page_what_is_less_likely_than_not_is_left_out() -> None:
    blocks = [Block(0, "Home"), Block(1, PROSE), Block(2, "Contact")]

    assert unlikely(blocks, (0.1, 0.5, 0.49)) == (0, 2)


def test_where_nothing_of_a_page_would_be_left_the_scores_say_nothing() -> None:
    assert unlikely([Block(0, "Home"), Block(1, "Contact")], (0.1, 0.2)) is None


def test_the_rows_of_a_table_stay_together() -> None:
    rows = [Block(at, f"{at} | {at}", Role.TABLE, group=7) for at in range(3)]

    assert unlikely([*rows, Block(3, "Home")], (0.9, 0.4, 0.6, 0.1)) == (3,)
    assert unlikely([*rows, Block(3, PROSE)], (0.9, 0.1, 0.1, 0.9)) == (0, 1, 2)


@pytest.mark.parametrize("role", [Role.TABLE, Role.CODE])
def test_a_table_or_listing_between_what_is_kept_is_kept(role: Role) -> None:
    blocks = [
        Block(0, PROSE),
        Block(1, "x = 1", role, group=1),
        Block(2, "y = 2", role, group=1),
        Block(3, PROSE),
    ]

    assert unlikely(blocks, (0.9, 0.1, 0.1, 0.9)) == ()
    assert unlikely(blocks, (0.9, 0.1, 0.1, 0.2)) == (1, 2, 3)
    assert unlikely(blocks[1:], (0.1, 0.1, 0.9)) == (1, 2)
