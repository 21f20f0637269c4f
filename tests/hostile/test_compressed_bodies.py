"""Compressed bodies that are made to burst, to stop short or to say something else than they are."""

from __future__ import annotations

import gzip
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest

from app.api.inflate import MAX_MEMBERS
from tests.api.contract import assert_problem
from tests.api.encodings import ENCODE, zstd_compress
from tests.hostile.pages import SENTENCE

if TYPE_CHECKING:
    import httpx

    from tests.running import RunningService

MEBIBYTE = 1024 * 1024
INFLATED = 20 * MEBIBYTE
GIBIBYTES = 2
each_encoding = pytest.mark.parametrize("encoding", ENCODE)


def _deflate_bomb() -> bytes:
    stream = zlib.compressobj(wbits=-15)
    block = stream.compress(bytes(64 * MEBIBYTE)) + stream.flush(zlib.Z_FULL_FLUSH)  # stands for itself
    return b"\x78\x9c" + block * (16 * GIBIBYTES)


def _brotli_bomb() -> bytes:
    stream, zeros = brotli.Compressor(quality=1), bytes(64 * MEBIBYTE)
    return b"".join(stream.process(zeros) for _ in range(16 * GIBIBYTES)) + stream.finish()


@cache
def bomb(encoding: str) -> bytes:
    """A few megabytes at most that inflate to GIBIBYTES."""
    match encoding:
        case "gzip":
            return gzip.compress(bytes(64 * MEBIBYTE)) * (16 * GIBIBYTES)
        case "deflate":
            return _deflate_bomb()
        case "br":
            return _brotli_bomb()
        case _:
            return zstd_compress(bytes(64 * MEBIBYTE)) * (16 * GIBIBYTES)


def send(service: RunningService, encoding: str, content: bytes) -> httpx.Response:
    headers = {"Content-Type": "text/plain", "Content-Encoding": encoding}
    return service.client.post("/clean", content=content, headers=headers)


def peak(service: RunningService) -> int:
    """The most memory that the process of the server has held since the mark was last reset, in bytes."""
    status = Path(f"/proc/{service.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) * 1024


def reset_peak(service: RunningService) -> int:
    """Reset that mark to what it holds now, and return it."""
    Path(f"/proc/{service.process.pid}/clear_refs").write_text("5")
    return peak(service)


@each_encoding
def test_a_bomb_of_gigabytes_is_too_large_and_takes_little_memory(
    service: RunningService, encoding: str
) -> None:
    content = bomb(encoding)
    before = reset_peak(service)

    response = send(service, encoding, content)

    assert_problem(response, 413, "too_large", f"the inflated body is over the limit of {INFLATED} bytes")
    assert len(content) < 10 * MEBIBYTE
    assert peak(service) - before < 3 * INFLATED


def test_a_bomb_in_a_bomb_is_too_large(service: RunningService) -> None:
    response = send(service, "gzip, gzip", gzip.compress(bomb("gzip")))

    assert_problem(response, 413, "too_large", f"the inflated body is over the limit of {INFLATED} bytes")


@each_encoding
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_truncated_stream_is_malformed(service: RunningService, encoding: str, share: float) -> None:
    content = ENCODE[encoding]("\n\n".join(f"{SENTENCE} {n}" for n in range(500)).encode())

    response = send(service, encoding, content[: int(len(content) * share)])

    assert_problem(response, 400, "malformed_body", f"the {encoding} stream of the body ends too early")


@each_encoding
def test_garbage_behind_a_stream_is_malformed(service: RunningService, encoding: str) -> None:
    response = send(service, encoding, ENCODE[encoding](SENTENCE.encode()) + b"\xffgarbage")

    detail = f"the body is no {encoding} stream, or a broken one, or something follows its end"
    assert_problem(response, 400, "malformed_body", detail)


@each_encoding
def test_a_flipped_bit_never_is_a_fault_of_the_service(service: RunningService, encoding: str) -> None:
    content = ENCODE[encoding](SENTENCE.encode())
    flipped = [bytes([*content[:at], content[at] ^ 0x10, *content[at + 1 :]]) for at in range(len(content))]

    codes = {send(service, encoding, each).status_code for each in flipped}

    assert codes <= {200, 400}
    assert 400 in codes


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_concatenated_streams_are_one_body(service: RunningService, encoding: str) -> None:
    response = send(service, encoding, 3 * ENCODE[encoding](f"{SENTENCE}\n\n".encode()))

    assert response.json()["stats"]["characters_in"] == 3 * len(f"{SENTENCE}\n\n")


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_millions_of_empty_streams_are_malformed(service: RunningService, encoding: str) -> None:
    empty = ENCODE[encoding](b"")

    response = send(service, encoding, empty * (8 * MEBIBYTE // len(empty)))

    detail = f"the {encoding} stream of the body has more than {MAX_MEMBERS} parts"
    assert_problem(response, 400, "malformed_body", detail)


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", b"\x1f\x8b\x08\x08\0\0\0\0\0\xff" + b"name" * MEBIBYTE),
        ("zstd", b"\x28\xb5\x2f\xfd\x00\xf8" + bytes(100)),  # a window of terabytes
        ("zstd", b"\x50\x2a\x4d\x18" + struct.pack("<I", 0xFFFFFFFF) + bytes(100)),
        ("br", b"\x11\xff\xff\xff"),
        ("deflate", b"\x78\x9c\xff\xff"),
    ],
    ids=["name without an end", "window", "skipped frame", "large window", "block type"],
)
def test_headers_of_streams_that_lie_are_malformed(
    service: RunningService, encoding: str, content: bytes
) -> None:
    response = send(service, encoding, content)

    assert (response.status_code, response.json()["code"]) == (400, "malformed_body")


def test_an_encoding_that_was_applied_twice_is_undone_twice(service: RunningService) -> None:
    response = send(
        service, "br, gzip, zstd", zstd_compress(gzip.compress(brotli.compress(SENTENCE.encode())))
    )

    assert response.json()["body"] == SENTENCE


def test_encodings_in_the_wrong_order_are_malformed(service: RunningService) -> None:
    response = send(service, "br, gzip", brotli.compress(gzip.compress(SENTENCE.encode())))

    assert (response.status_code, response.json()["code"]) == (400, "malformed_body")
