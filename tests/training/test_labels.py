from __future__ import annotations

import pytest

from training.labels import labels

GOLD = """The ferry to the outer islands left the harbour an hour late.

A decision is expected in the autumn, when the budget is put before the assembly."""


def test_blocks_that_stand_in_the_gold_in_order_are_wanted() -> None:
    blocks = [
        "Home",
        "The ferry to the outer islands left the harbour an hour late.",
        "Advertisement",
        "A decision is expected in the autumn, when the budget is put before the assembly.",
    ]

    assert labels(blocks, GOLD).tolist() == [0, 1, 0, 1]


def test_a_block_with_more_than_the_gold_is_wanted_in_part() -> None:
    block = (
        "The ferry to the outer islands left the harbour an hour late. "
        "Subscribe now for one euro a week and read whatever you like, wherever you like."
    )

    (share,) = labels([block], GOLD)

    assert share == pytest.approx(9 / 24)


def test_a_short_line_elsewhere_is_not_wanted_for_its_words() -> None:
    assert labels(["late an hour harbour"], GOLD).tolist() == [0]
