"""Documents from the rows of Parquet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from app.bulk.cluster.parquet_pages import parquet_records
from app.bulk.record import Flaw, Reading, Record
from app.clean.model import Document, InputKind

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)


def read(path: Path, **columns: list[Any]) -> list[Record | Flaw]:
    pq.write_table(pa.table(columns), path)
    with path.open("rb") as file:
        return list(parquet_records(file, "p", Reading(fetched_at=NOW)))


def test_bytes_keep_the_charset_that_the_row_names(tmp_path: Path) -> None:
    (record,) = read(tmp_path / "p", id=[7], html=[b"<p>caf\xe9"], charset=["latin-1"], more=[1])

    assert isinstance(record, Record)
    assert (record.id, record.source) == ("7", "p#1")
    assert record.task.document == Document(InputKind.HTML, b"<p>caf\xe9", NOW, charset="latin-1")


def test_a_time_of_the_row_goes_before_that_of_the_call(tmp_path: Path) -> None:
    fetched = datetime(2021, 5, 3, 9, tzinfo=UTC)
    (record,) = read(tmp_path / "p", text=["One goat."], fetched_at=[fetched])

    assert isinstance(record, Record)
    assert record.task.document == Document(InputKind.TEXT, "One goat.", fetched)


def test_a_row_without_a_page_is_a_flaw_and_the_next_is_read(tmp_path: Path) -> None:
    first, second = read(tmp_path / "p", id=["a", "b"], html=[None, "<p>One goat."], text=[None, None])

    assert isinstance(first, Flaw)
    assert (first.id, first.error.code) == ("a", "invalid_request")
    assert isinstance(second, Record)


def test_what_is_no_parquet_is_one_flaw(tmp_path: Path) -> None:
    path = tmp_path / "p"
    path.write_bytes(b"One goat.")
    with path.open("rb") as file:
        (flaw,) = parquet_records(file, "p", Reading())

    assert isinstance(flaw, Flaw)
    assert (flaw.source, flaw.error.code) == ("p#broken", "unreadable")
