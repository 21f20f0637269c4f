"""What a run before this one has done, by source."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Done:
    """A set of sources that may be larger than memory: a database of SQLite's, on disk where it must be."""

    def __init__(self) -> None:
        # Filled by one thread before another asks.
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.execute("CREATE TABLE done (source TEXT PRIMARY KEY) WITHOUT ROWID")

    def add(self, sources: Iterable[str]) -> None:
        """Put these in; one that is in already changes nothing."""
        rows = ((source,) for source in sources)
        self._database.executemany("INSERT OR IGNORE INTO done VALUES (?)", rows)

    def __contains__(self, source: str) -> bool:
        found = self._database.execute("SELECT 1 FROM done WHERE source = ?", (source,))
        return found.fetchone() is not None

    def __len__(self) -> int:
        count: int = self._database.execute("SELECT count(*) FROM done").fetchone()[0]
        return count
