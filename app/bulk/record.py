"""What a reader yields: a document with where it came from, or what is wrong at that place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.clean.model import BodyFormat
from app.settings import MEBIBYTE

if TYPE_CHECKING:
    from datetime import datetime

    from app.errors import CleancopyError
    from app.workers.task import Task


@dataclass(frozen=True, slots=True)
class Record:
    """A document to clean.

    `id`      the caller's: of a line its `id`, of an archive's record its WARC-Record-ID, of a file its path.
    `source`  the path of the file, and behind `#` the number of the line or record in it, from 1. No two
              documents of a run have the same one.
    `task`    the document, with its kind, content, url, charset and fetched_at, and whether to explain.
    """

    id: str | None
    source: str
    task: Task


@dataclass(frozen=True, slots=True)
class Flaw:
    """A place where a document should be and none can be read; `error` says why."""

    id: str | None
    source: str
    error: CleancopyError


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read.

    `fetched_at`  for documents that do not say when they were fetched; None takes the clock.
    `max_bytes`   largest document, inflated and decoded.
    `max_line`    largest line of JSONL, in bytes.
    """

    explain: bool = False
    format: BodyFormat = BodyFormat.TEXT
    fetched_at: datetime | None = None
    max_bytes: int = 20 * MEBIBYTE
    max_line: int = 10 * MEBIBYTE


@dataclass(slots=True)
class Meter:
    """What readers have done so far: bytes of the files read, as they are stored, and records of archives
    that are no documents to clean, by what they are."""

    bytes: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
