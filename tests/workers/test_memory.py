"""When an answer is believed, when memory may have run out on the way to it, and what is given back."""

from __future__ import annotations

import pytest

from app.workers.memory import GROWTH, MEBIBYTE, FreeMemory, OwnMemory, came_near_cap

CAP = 1024 * MEBIBYTE


@pytest.mark.parametrize(
    ("before", "after", "size", "near"),
    [
        (300, 400, 0, False),
        (300, 1000, 0, True),
        (1000, 1000, 0, False),  # it was an earlier document that took the process there
        (300, 991, 0, False),
        (300, 993, 0, True),
        (300, 900, 10, False),
        (300, 900, 30, True),  # a large document may have asked for more at once
    ],
)
def test_nearness_is_judged_by_the_growth_of_the_peak(before: int, after: int, size: int, near: bool) -> None:
    assert came_near_cap(before * MEBIBYTE, after * MEBIBYTE, CAP, size * MEBIBYTE) is near


def test_a_system_that_does_not_tell_the_peak_never_counts_as_near() -> None:
    assert not came_near_cap(0, 0, CAP, 10 * MEBIBYTE)


def test_the_peak_is_at_least_what_is_resident() -> None:
    held = OwnMemory().held()

    assert held.peak >= held.resident > 0


def test_what_a_process_holds_is_told_anew_each_time() -> None:
    memory = OwnMemory()
    before = memory.held()

    more = bytearray(b"x" * 100 * MEBIBYTE)

    assert memory.held().resident - before.resident >= 90 * MEBIBYTE
    del more


def freed(size: int) -> bytes:
    """Leave so many bytes of the heap free, in small pieces below the one that is returned and keeps them."""
    pieces = [b"x" * 1024 + bytes([number % 256]) for number in range(size // 1024)]
    return pieces.pop()


def test_a_process_that_has_grown_gives_back_what_lies_free() -> None:
    memory = OwnMemory()
    free = FreeMemory(memory.held().resident)
    kept = freed(3 * GROWTH)
    before = memory.held().resident

    free.give_back(memory)

    assert before - memory.held().resident >= 2 * GROWTH
    assert kept


def test_a_process_that_has_not_grown_is_left_alone() -> None:
    memory = OwnMemory()
    kept = freed(2 * GROWTH)
    before = memory.held().resident
    free = FreeMemory(before)

    free.give_back(memory)

    assert before - memory.held().resident < GROWTH
    assert kept
