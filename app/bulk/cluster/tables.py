"""What a shard leaves behind: a table of articles, one of failures, and a note that it is done."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from app.bulk.columns import ARTICLES, FAILURES, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyarrow import NativeFile

    from app.bulk.cluster.storage import Folder
    from app.bulk.rows import Row

DOCUMENTS, FAILED, DONE = "documents", "failures", "_done"

ROW_GROUP = 1000
"""Rows that are held until they are written; some megabytes of bodies."""


@dataclass(slots=True)
class Counts:
    """What was in a shard: articles, failures by their code, and records of archives that are no documents
    to clean, by what they are. `stored_bytes` of the file were read, in `seconds`."""

    articles: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    stored_bytes: int = 0
    seconds: float = 0.0


class Tables:
    """The two tables of one shard while they are written."""

    def __init__(self, articles: NativeFile, failures: NativeFile) -> None:
        kinds = ((articles, ARTICLES), (failures, FAILURES))
        self._writers = [pq.ParquetWriter(file, schema, compression="zstd") for file, schema in kinds]
        self._rows: list[list[Row]] = [[], []]

    def add(self, row: Row, failed: bool) -> None:
        """Add a row of an article, or, if `failed`, of a failure."""
        self._rows[failed].append(row)
        if len(self._rows[failed]) >= ROW_GROUP:
            self._flush(failed)

    def close(self) -> None:
        """Write what is held and the ends of the files."""
        for kind, writer in enumerate(self._writers):
            self._flush(kind)
            writer.close()

    def _flush(self, kind: int) -> None:
        rows, writer = self._rows[kind], self._writers[kind]
        if rows:
            writer.write_table(table_of(rows, writer.schema))
            rows.clear()


@contextlib.contextmanager
def tables(output: Folder, name: str) -> Iterator[Tables]:
    """The tables of a shard, which get their names at the end of the block; nothing if it raises."""
    file = f"{name}.parquet"
    with output.written(f"{DOCUMENTS}/{file}") as articles, output.written(f"{FAILED}/{file}") as failures:
        writing = Tables(articles, failures)
        try:
            yield writing
        finally:  # before the files, or pyarrow complains
            writing.close()


def note(output: Folder, name: str, counts: Counts) -> None:
    """Say that a shard is done. From then on nobody cleans it again."""
    with output.written(f"{DONE}/{name}.json") as file:
        file.write(json.dumps(asdict(counts)).encode())


def noted(output: Folder, name: str) -> Counts | None:
    """What the note of a shard says; None if it is not done."""
    content = output.read(f"{DONE}/{name}.json")
    return None if content is None else Counts(**json.loads(content))


def done(output: Folder) -> set[str]:
    """The names of the shards that are done."""
    return {name.removesuffix(".json") for name in output.names(DONE)}
