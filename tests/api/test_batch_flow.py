"""`POST /clean/batch` as a stream: what is held, what is wasted, who waits, and how it ends early."""

from __future__ import annotations

import contextlib
import signal
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import brotli
import psutil
import pytest

from app.api.batch_flow import places
from tests.api.duplex import Batch, line
from tests.api.encodings import ENCODE, zstd
from tests.running import PATIENCE
from tests.workers.documents import PARAGRAPH, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.running import RunningService

PLACES = 16
MEBIBYTE = 1024 * 1024
ARTICLE = "\n\n".join(PARAGRAPH.format(number) for number in range(60))
"""20 KB."""


def quiet(service: RunningService) -> bool:
    """Whether no worker takes a document for a while."""
    before = service.metric("cleancopy_documents_total")
    time.sleep(0.5)
    return service.metric("cleancopy_documents_total") == before


def send_until_stopped(batch: Batch, most: int) -> int:
    """Send lines until none is taken for five seconds; how many were."""
    batch.socket.settimeout(5)
    with contextlib.suppress(TimeoutError):
        for number in range(most):
            batch.send(line(id=number, text=ARTICLE))
        return most
    batch.socket.settimeout(PATIENCE)
    return number


@pytest.mark.parametrize(("workers", "lines"), [(1, 16), (4, 16), (16, 64)])
def test_the_lines_in_flight_are_bounded_by_the_workers(workers: int, lines: int) -> None:
    assert places(workers) == lines


def test_every_id_comes_back_exactly_once(service: RunningService) -> None:
    ids = [f"document-{number}" for number in range(300)]
    with Batch(service.url, "?ordered=false") as batch, ThreadPoolExecutor(1) as sending:
        sent = sending.submit(lambda: [batch.send(line(id=label, text=SHORT)) for label in ids])
        sent.add_done_callback(lambda _: batch.end())
        answers = list(batch.answers())

    assert sorted(answer["id"] for answer in answers) == sorted(ids)
    assert all("result" in answer for answer in answers)


def test_a_client_that_does_not_read_is_not_read(start: Callable[..., RunningService]) -> None:
    service = start(workers=1)
    process = psutil.Process(service.process.pid)
    before = process.memory_info().rss
    with Batch(service.url, "?explain=true") as batch:
        sent = send_until_stopped(batch, most=5000)  # 100 MB

        service.wait_for(lambda: quiet(service))
        assert service.metric("cleancopy_batch_lines_in_flight") == PLACES
        assert service.metric("cleancopy_documents_total") <= sent < 5000
        assert process.memory_info().rss < before + 50 * MEBIBYTE
        assert service.clean(text=SHORT).status_code == 200

        assert [batch.answer()["id"] for _ in range(100)] == list(range(100))


def test_a_dropped_connection_wastes_no_more_than_what_was_in_flight(
    start: Callable[..., RunningService],
) -> None:
    service = start(workers=1)
    with Batch(service.url) as batch:
        batch.send(b"".join(line(id=number, text=SHORT) for number in range(1000)))
        batch.answer()

    service.wait_for(lambda: service.metric("cleancopy_batch_lines_in_flight") == 0)
    service.wait_for(lambda: quiet(service))
    answered = service.metric("cleancopy_batch_lines_total", outcome="cleaned")
    assert service.metric("cleancopy_documents_total") <= answered + PLACES
    assert answered < 1000
    service.wait_for(lambda: '"end": "client_gone"' in service.log())


def test_a_batch_takes_no_room_from_single_requests(start: Callable[..., RunningService]) -> None:
    service = start(workers=1, queue_limit=0)
    body = b"".join(line(id=number, text=ARTICLE) for number in range(60))
    with Batch(service.url) as batch:
        batch.send(body)
        batch.end()
        statuses = [service.clean(text=SHORT).status_code for _ in range(10)]
        in_flight = service.metric("cleancopy_batch_lines_in_flight")
        answers = list(batch.answers())

    assert statuses == [200] * 10
    assert in_flight > 0
    assert [answer["id"] for answer in answers if "result" in answer] == list(range(60))


def test_a_service_that_leaves_answers_what_it_took_and_says_where_to_go_on(
    start: Callable[..., RunningService],
) -> None:
    service = start(workers=1)
    with Batch(service.url) as batch:
        batch.send(b"".join(line(id=number, text=ARTICLE) for number in range(60)))
        first = batch.answer()
        service.process.send_signal(signal.SIGTERM)
        *answers, last = [first, *batch.answers()]

    assert [answer["id"] for answer in answers] == list(range(len(answers)))
    assert all("result" in answer for answer in answers)
    assert (last["line"], last["id"]) == (len(answers) + 1, None)
    assert (last["error"]["code"], last["error"]["retryable"]) == ("shutting_down", True)
    assert len(answers) < 60
    assert service.process.wait(60) == 0


def test_a_service_that_leaves_ends_a_batch_that_nobody_goes_on_with(
    start: Callable[..., RunningService],
) -> None:
    service = start(workers=1)
    with Batch(service.url) as batch:
        batch.send(line(id="only", text=SHORT))
        assert batch.answer()["id"] == "only"
        service.process.send_signal(signal.SIGTERM)
        (last,) = batch.answers()

    assert (last["line"], last["error"]["code"]) == (2, "shutting_down")


def test_a_batch_whose_compression_breaks_off_ends_with_an_error(service: RunningService) -> None:
    body = ENCODE["gzip"](line(id="a", text=SHORT) * 3)
    with Batch(service.url, Content_Encoding="gzip") as batch:
        batch.send(body[:-4])
        batch.end()
        *answers, last = batch.answers()

    assert ["result" in answer for answer in answers] == [True] * 3
    assert (last["line"], last["error"]["code"]) == (4, "malformed_body")
    assert last["error"]["detail"] == "the gzip stream of the body ends too early"


@pytest.mark.parametrize("encoding", ENCODE)
def test_a_compressed_batch_is_taken(service: RunningService, encoding: str) -> None:
    with Batch(service.url, Content_Encoding=encoding) as batch:
        batch.send(ENCODE[encoding](line(id="a", text=SHORT) * 3))
        batch.end()

        assert ["result" in answer for answer in batch.answers()] == [True] * 3


DECODERS: dict[str, Callable[[], Callable[[bytes], bytes]]] = {
    "gzip": lambda: zlib.decompressobj(31).decompress,
    "deflate": lambda: zlib.decompressobj().decompress,
    "br": lambda: brotli.Decompressor().process,
    "zstd": lambda: zstd.ZstdDecompressor().decompress,
}


@pytest.mark.parametrize("encoding", DECODERS)
def test_a_compressed_answer_can_be_read_while_the_batch_goes_on(
    service: RunningService, encoding: str
) -> None:
    decode = DECODERS[encoding]()
    with Batch(service.url, Accept_Encoding=encoding) as batch:
        for number in range(3):
            batch.send(line(id=number, text=SHORT))
            assert batch.response.headers["content-encoding"] == encoding
            found = b""
            while not found.endswith(b"\n"):
                found += decode(batch.response.read1())
            assert found.startswith(b'{"line":%d,"id":%d,"result":{' % (number + 1, number))
        batch.end()
        decode(batch.response.read())
