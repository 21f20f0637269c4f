"""Lines out of bytes, however they are cut."""

from __future__ import annotations

import pytest

from app.api.batch_lines import Lines
from app.errors import TooLarge


def split(body: bytes, step: int, limit: int = 10) -> list[tuple[int, bytes | None]]:
    lines = Lines(limit)
    found = [line for start in range(0, len(body), step) for line in lines.feed(body[start : start + step])]
    return [(line.number, line.content) for line in [*found, *lines.finish()]]


@pytest.mark.parametrize("step", [1, 2, 3, 100])
def test_lines_are_the_same_however_the_bytes_are_cut(step: int) -> None:
    assert split(b"one\n\n \r\ntwo\nthree", step) == [(1, b"one"), (4, b"two"), (5, b"three")]


@pytest.mark.parametrize("step", [1, 4, 100])
def test_a_line_over_the_limit_keeps_its_number_alone(step: int) -> None:
    assert split(b"x" * 11 + b"\n" + b"y" * 10 + b"\n" + b"z" * 30, step) == [
        (1, None),
        (2, b"y" * 10),
        (3, None),
    ]


def test_a_line_over_the_limit_says_so() -> None:
    (line,) = Lines(3).feed(b"four\n")

    with pytest.raises(TooLarge, match="the line is over the limit of 3 bytes"):
        line.checked()
