"""Documents from WARC and WET, whole and broken."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest
from fastwarc.warc import WarcRecordType

from app.bulk.compression import Inflated, Stored
from app.bulk.record import Flaw, Meter, Reading, Record
from app.bulk.warc import archive_records
from app.clean.model import InputKind
from tests.bulk.archives import conversion, page, parts, record, response, responses

FORMS = pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])


def read(archive: bytes, meter: Meter | None = None, **reading: int) -> list[Record | Flaw]:
    meter = meter or Meter()
    stream = Inflated(Stored(io.BytesIO(archive), meter))
    return list(archive_records(stream, "a", Reading(**reading), meter))  # type: ignore[arg-type]


def outcome(found: list[Record | Flaw]) -> list[str]:
    return [f"{item.source} {'ok' if isinstance(item, Record) else item.error}" for item in found]


@FORMS
def test_each_response_is_a_document(suffix: str) -> None:
    assert outcome(read(b"".join(parts(responses(3), suffix)))) == ["a#1 ok", "a#2 ok", "a#3 ok"]


def test_an_archive_that_was_compressed_as_a_whole_is_read() -> None:
    assert outcome(read(gzip.compress(b"".join(parts(responses(2)))))) == ["a#1 ok", "a#2 ok"]


def test_a_document_has_what_the_archive_says_of_it() -> None:
    archive = parts([response(7, page(7).encode(), media_type="text/html; charset=iso-8859-1")])
    (found,) = read(archive[0])

    assert isinstance(found, Record)
    document = found.task.document
    assert found.id == "urn:uuid:00000000-0000-0000-0000-000000000007"
    assert document.url == "https://quaypost.example/7"
    assert document.fetched_at == datetime(2024, 5, 3, 10, tzinfo=UTC)
    assert (document.kind, document.charset) == (InputKind.HTML, "iso-8859-1")


def test_a_conversion_of_wet_is_text() -> None:
    (found,) = read(parts([conversion(1, "Ferry returns\n\nThe old ferry sailed again – at last.")])[0])

    assert isinstance(found, Record)
    assert found.task.document.kind is InputKind.TEXT
    assert found.task.document.content == "Ferry returns\n\nThe old ferry sailed again – at last.".encode()


def test_records_that_hold_no_page_are_counted_by_what_they_are() -> None:
    meter = Meter()
    archive = parts(
        [
            record(WarcRecordType.warcinfo, 1, b"software: x\r\n", "application/warc-fields"),
            record(WarcRecordType.request, 2, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
            response(3, b"\x89PNG", media_type="image/png"),
            response(4, page(4).encode()),
        ]
    )

    assert outcome(read(b"".join(archive), meter)) == ["a#4 ok"]
    assert meter.skipped == {"warcinfo": 1, "request": 1, "other media types": 1}


CHUNKED = b"3\r\n<p>\r\n5\r\nHello\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "fields", "content"),
    [
        (CHUNKED, ["Transfer-Encoding: chunked"], b"<p>Hello"),
        (gzip.compress(b"<p>Hello"), ["Content-Encoding: gzip"], b"<p>Hello"),
        (b"<p>Hello", ["Content-Encoding: gzip"], b"<p>Hello"),
        (b"<p>Hello", ["Transfer-Encoding: chunked"], b"<p>Hello"),
    ],
    ids=["chunked", "gzip", "gzip undone before", "chunks joined before"],
)
def test_encodings_of_http_are_undone(body: bytes, fields: list[str], content: bytes) -> None:
    (found,) = read(parts([response(1, body, *fields)])[0])

    assert isinstance(found, Record)
    assert found.task.document.content == content


def test_a_response_that_inflates_over_the_limit_is_too_large() -> None:
    archive = parts(
        [response(1, gzip.compress(b"<p>" + b" " * 5000), "Content-Encoding: gzip"), *responses(1)]
    )

    assert outcome(read(b"".join(archive), max_bytes=4096)) == [
        "a#1 the inflated body is over the limit of 4096 bytes",
        "a#2 ok",
    ]


@FORMS
def test_a_truncated_archive_gives_its_whole_records_and_one_flaw(suffix: str) -> None:
    archive = b"".join(parts(responses(3), suffix))

    found = read(archive[:-100])

    assert [type(item) for item in found] == [Record, Record, Flaw]


@FORMS
def test_a_broken_record_costs_itself_alone(suffix: str) -> None:
    pieces = parts(responses(4), suffix)
    pieces[1] = b"\xff" * 40 + pieces[1][40:]

    found = outcome(read(b"".join(pieces)))

    assert [found[0], *found[2:]] == ["a#1 ok", "a#3 ok", "a#4 ok"]
    assert found[1].startswith("a#2 the")


def test_what_is_no_archive_is_one_flaw() -> None:
    assert outcome(read(b"Dear reader,\n" * 40)) == ["a#1 there is no record of an archive here"]
