"""Content encodings: what is broken is told from what is not, and no bomb goes off."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from app.api.inflate import PIECE, Chain
from app.errors import MalformedBody, TooLarge, UnsupportedMediaType
from tests.api.encodings import ENCODE, raw_deflate, zstd_compress

LIMIT = 8 * 1024 * 1024
PLAIN = bytes(range(256)) * 4096

STREAMS = {**{name: (name, encode(PLAIN)) for name, encode in ENCODE.items()}}
STREAMS["raw deflate"] = ("deflate", raw_deflate(PLAIN))
each_stream = pytest.mark.parametrize(("encoding", "content"), STREAMS.values(), ids=STREAMS)
each_encoding = pytest.mark.parametrize("encoding", ENCODE)


def inflate(encoding: str, content: bytes, *, step: int = 1 << 30, limit: int = LIMIT) -> bytes:
    chain = Chain(encoding, limit)
    pieces = [piece for start in range(0, len(content), step) for piece in chain.feed(content[start:][:step])]
    chain.finish()
    return b"".join(pieces)


@each_stream
@pytest.mark.parametrize("step", [1, 1000, 1 << 30])
def test_a_stream_is_inflated_however_it_is_cut(encoding: str, content: bytes, step: int) -> None:
    assert inflate(encoding, content, step=step) == PLAIN


@each_stream
def test_a_stream_that_ends_too_early_is_malformed(encoding: str, content: bytes) -> None:
    with pytest.raises(MalformedBody, match=f"the {encoding} stream of the body ends too early"):
        inflate(encoding, content[:-1])


@each_stream
def test_something_after_the_end_is_malformed(encoding: str, content: bytes) -> None:
    with pytest.raises(MalformedBody, match=f"no {encoding} stream, or a broken one"):
        inflate(encoding, content + b"garbage that nobody announced")


@each_stream
def test_something_after_the_end_is_malformed_even_in_a_chunk_of_its_own(
    encoding: str, content: bytes
) -> None:
    chain = Chain(encoding, LIMIT)
    list(chain.feed(content))

    with pytest.raises(MalformedBody):
        list(chain.feed(b"garbage that nobody announced"))


@each_encoding
def test_what_is_no_stream_is_malformed(encoding: str) -> None:
    with pytest.raises(MalformedBody):
        inflate(encoding, b"<html><body>not compressed at all</body></html>")


@each_encoding
def test_no_bytes_are_no_stream(encoding: str) -> None:
    with pytest.raises(MalformedBody, match="ends too early"):
        inflate(encoding, b"")


@each_encoding
def test_a_bomb_stops_at_the_limit(encoding: str) -> None:
    bomb = ENCODE[encoding](bytes(8 * LIMIT))
    chain = Chain(encoding, LIMIT)
    produced: list[int] = []

    with pytest.raises(TooLarge, match=f"over the limit of {LIMIT} bytes"):
        produced.extend(len(piece) for piece in chain.feed(bomb))

    assert sum(produced) <= LIMIT


@each_encoding
def test_a_bomb_comes_in_pieces(encoding: str) -> None:
    bomb = ENCODE[encoding](bytes(16 * PIECE))

    assert max(len(piece) for piece in Chain(encoding, LIMIT).feed(bomb)) <= 2 * PIECE


def test_a_bomb_inside_stops_too_even_if_it_shrinks_again() -> None:
    inner = zlib.compress(b"") + bytes(4 * LIMIT)  # a long tail for the next decoder to choke on, or skip
    with pytest.raises((TooLarge, MalformedBody)):
        inflate("deflate, gzip", gzip.compress(inner))


def test_what_reaches_the_limit_exactly_is_taken() -> None:
    assert len(inflate("gzip", gzip.compress(bytes(1000)), limit=1000)) == 1000
    with pytest.raises(TooLarge):
        inflate("gzip", gzip.compress(bytes(1001)), limit=1000)


@pytest.mark.parametrize("step", [1, 1 << 30])
def test_gzip_may_have_several_members_and_padding(step: int) -> None:
    content = gzip.compress(b"one, ") + gzip.compress(b"") + gzip.compress(b"two") + bytes(512)

    assert inflate("gzip", content, step=step) == b"one, two"


@pytest.mark.parametrize("step", [1, 1 << 30])
def test_zstd_may_have_several_frames(step: int) -> None:
    assert inflate("zstd", zstd_compress(b"one, ") + zstd_compress(b"two"), step=step) == b"one, two"


def test_encodings_are_undone_from_the_last_to_the_first() -> None:
    assert inflate("gzip,br", brotli.compress(gzip.compress(PLAIN)), step=100) == PLAIN


@pytest.mark.parametrize("encoding", ["compress", "gzip, rot13", "gzip, gzip, gzip, gzip"])
def test_other_encodings_are_named_with_those_that_are_taken(encoding: str) -> None:
    with pytest.raises(UnsupportedMediaType, match="taken are identity, gzip, x-gzip, deflate, br, zstd"):
        Chain(encoding, LIMIT)


def test_without_an_encoding_bytes_pass_as_they_are() -> None:
    assert inflate("", PLAIN) == PLAIN
