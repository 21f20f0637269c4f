"""Rows as a Parquet file that can be gone on with after any end. Needs pyarrow: the extra `bulk`.

A Parquet file is nothing without its end, so rows go to small files in a folder beside it, `<name>.parts`,
each put there whole under its name. When all is done they become one file, put there whole in the same way,
and the folder goes. Where both are there, the file is whole and the folder a leftover.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from app.bulk.columns import ARTICLES, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.bulk.rows import Row

PART_ROWS = 250
PART_CHARACTERS = 16 * 1024 * 1024
"""Rows of one part, and characters of their bodies: what is done again after a kill, at most."""

GROUP_BYTES = 64 * 1024 * 1024
"""Bytes of a row group in the file, before they are compressed: large enough to be read fast."""

PARTS = ".parts"


class ParquetFile:
    """Writes rows to a Parquet file. Its errors file keeps a second run from the same output."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = path.with_name(path.name + PARTS)
        self._rows: list[Row] = []
        self._characters = 0
        self._number = 0

    @property
    def there(self) -> bool:
        """Whether a run before this one has left anything."""
        return self._path.exists() or self._folder.exists()

    def empty(self) -> None:
        """Begin anew."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._path.unlink(missing_ok=True)
        self._folder.mkdir()

    def recover(self) -> Iterator[str]:
        """The sources of the rows that are there."""
        if self._path.exists():
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(exist_ok=True)
        if self._path.exists():
            self._path.rename(self._part(0))
        for part in self._parts():
            self._number = int(part.stem) + 1
            for batch in pq.ParquetFile(part).iter_batches(columns=["source"]):
                yield from batch.column(0).to_pylist()

    def write(self, row: Row) -> None:
        """Add a row. Raises OSError."""
        self._rows.append(row)
        self._characters += len(row["body"] or "")
        if len(self._rows) >= PART_ROWS or self._characters >= PART_CHARACTERS:
            self._put()

    def close(self, *, complete: bool) -> None:
        """Write what is held back; make one file of the parts if that is all. Raises OSError."""
        self._put()
        if not complete:
            return
        unfinished = self._folder / "whole.unfinished"
        with pq.ParquetWriter(unfinished, ARTICLES, compression="zstd") as writer:
            for table in self._groups():
                writer.write_table(table, row_group_size=table.num_rows)
        _keep(unfinished)
        unfinished.rename(self._path)
        shutil.rmtree(self._folder)

    def _groups(self) -> Iterator[pa.Table]:
        """The rows of all parts in their order, many parts to a table."""
        held: list[pa.Table] = []
        for part in self._parts():
            file = pq.ParquetFile(part)
            for number in range(file.num_row_groups):
                held.append(file.read_row_group(number))
                if sum(table.nbytes for table in held) >= GROUP_BYTES:
                    yield pa.concat_tables(held)
                    held.clear()
        if held:
            yield pa.concat_tables(held)

    def _put(self) -> None:
        if not self._rows:
            return
        part = self._part(self._number)
        unfinished = part.with_suffix(".unfinished")
        pq.write_table(table_of(self._rows), unfinished, compression="zstd")
        _keep(unfinished)
        unfinished.rename(part)
        self._number += 1
        self._rows.clear()
        self._characters = 0

    def _part(self, number: int) -> Path:
        return self._folder / f"{number:08d}.parquet"

    def _parts(self) -> list[Path]:
        return sorted(self._folder.glob("*.parquet"))


def _keep(path: Path) -> None:
    """Have the system write a file to the disk before it gets its name."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
