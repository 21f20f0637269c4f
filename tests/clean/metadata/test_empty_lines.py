from __future__ import annotations

from datetime import UTC, datetime

from app.clean.metadata import read_header
from app.clean.model import Block, InputKind, Page, Role

PAGE = Page(InputKind.HTML, "", datetime(2024, 5, 3, tzinfo=UTC))


def test_a_block_of_nothing_but_white_space_is_no_line_of_a_header() -> None:
    blocks = [Block(0, "\n \n", Role.CODE), Block(1, "", Role.TABLE), Block(2, "Goats at the harbour")]

    assert read_header(blocks, PAGE).candidates.titles == ()
