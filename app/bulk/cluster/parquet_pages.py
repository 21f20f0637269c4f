"""Documents from the rows of a Parquet file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from app.api.documents import task_for, validated
from app.api.schema import BatchLine
from app.bulk.record import Flaw, Reading, Record
from app.clean.model import InputKind
from app.errors import CleancopyError, TooLarge, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

COLUMNS = ("id", "html", "text", "url", "fetched_at", "charset")
"""`html` or `text` holds the page, as characters or as the bytes that were fetched, whose `charset` may be
given; the others are optional, and any others are not read."""

ROWS = 64
"""Rows that are in memory at a time, beside the row group that the file makes one read."""


def parquet_records(file: BinaryIO, path: str, reading: Reading) -> Iterator[Record | Flaw]:
    """A record for each row. What is no Parquet, or breaks off, is a flaw, and the last."""
    number = 0
    try:
        parquet = pq.ParquetFile(file)
        columns = [name for name in COLUMNS if name in parquet.schema_arrow.names]
        for batch in parquet.iter_batches(batch_size=ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _record(row, f"{path}#{number}", reading)
    except (pa.ArrowException, OSError):
        yield Flaw(None, f"{path}#broken", Unreadable(f"no Parquet can be read behind row {number}"))


def _record(row: dict[str, Any], source: str, reading: Reading) -> Record | Flaw:
    label = None if row.get("id") is None else str(row["id"])
    fetched_at: Any = row.get("fetched_at")
    given = {
        "id": label,
        "url": row.get("url"),
        "fetched_at": fetched_at.isoformat() if hasattr(fetched_at, "isoformat") else fetched_at,
    }
    content = {kind: row[kind] for kind in InputKind if row.get(kind) is not None}
    raw = {kind: value for kind, value in content.items() if isinstance(value, bytes)}
    # What bytes mean is found by the pipeline; what a request may say of them is checked without them.
    shown: dict[str, Any] = {str(kind): "" if kind in raw else content[kind] for kind in content}
    ours = {"explain": reading.explain, "format": reading.format, "fetched_at": reading.fetched_at}
    try:
        if any(len(value) > reading.max_bytes for value in content.values()):
            raise TooLarge(f"the document is over the limit of {reading.max_bytes} bytes")
        line = validated(
            {name: value for name, value in {**given, **shown}.items() if value is not None}, BatchLine
        )
        silent = ours.keys() - line.model_fields_set
        task = task_for(line.model_copy(update={name: ours[name] for name in silent}))
    except CleancopyError as error:
        return Flaw(label, source, error)
    for value in raw.values():
        document = replace(task.document, content=value, charset=row.get("charset"))
        task = replace(task, document=document)
    return Record(label, source, task)
