"""When an answer is believed, and when memory may have run out on the way to it."""

from __future__ import annotations

import pytest

from app.workers.memory import MEBIBYTE, OwnMemory, came_near_cap

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
