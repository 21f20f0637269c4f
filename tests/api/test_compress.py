"""Which encoding an answer gets, and that what was written can be read before the end."""

from __future__ import annotations

import pytest

from app.api.compress import ENCODERS, accepted
from app.api.inflate import Chain

LINE = b'{"line": 1}\n'


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("*", "zstd"),
        ("*, zstd;q=0", "br"),
        ("identity", "identity"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.5, identity;q=0.8", "identity"),
        ("gzip;q=high", "identity"),
        ("compress", "identity"),
    ],
)
def test_the_best_of_what_is_accepted_is_taken(header: str | None, encoding: str) -> None:
    assert accepted(header) == encoding


@pytest.mark.parametrize("name", ENCODERS)
def test_what_is_written_can_be_read_at_once(name: str) -> None:
    encoder, chain = ENCODERS[name](), Chain(name, 1000)

    for _ in range(3):
        assert b"".join(chain.feed(encoder.write(LINE))) == LINE
    assert b"".join(chain.feed(encoder.finish())) == b""
    chain.finish()
