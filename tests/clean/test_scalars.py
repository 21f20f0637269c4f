from __future__ import annotations

import pytest

from app.clean.scalars import scalars


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("ferry \ud800", "ferry \ufffd"),
        ("\udc00\ud83d", "\ufffd\ufffd"),
        ("\U0001f6a2 and \ufffd", "\U0001f6a2 and \ufffd"),
    ],
)
def test_only_lone_surrogates_are_replaced(text: str, expected: str) -> None:
    assert scalars(text) == expected
