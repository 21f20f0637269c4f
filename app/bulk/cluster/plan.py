"""From files to shards: what one task reads, and the name under which its results are written."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from app.bulk.inputs import Form, form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

PARQUET = "parquet"

RUN = 64
"""Documents in a row that one part of a file takes, so that neighbours stay together in the results."""

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Shard:
    """What one task cleans: a file, or every `parts`-th run of its documents, from run number `part` on.

    Each part reads the whole file, which costs little beside the cleaning, works with every compression, and
    needs no index. `form` is `warc`, `jsonl` or `parquet`.
    """

    path: str
    form: str
    part: int = 0
    parts: int = 1

    @property
    def name(self) -> str:
        """The name of its results: the same whenever and wherever it is cleaned, and no other shard's."""
        digest = hashlib.sha256(self.path.encode()).hexdigest()[:16]
        readable = _UNSAFE.sub("_", posixpath.basename(self.path))[:120]
        return f"{readable}-{digest}-{self.part:05}-of-{self.parts:05}"

    def own(self, items: Iterable[T]) -> Iterator[T]:
        """Which of all items of the file are of this part."""
        for number, item in zip(count(), items, strict=False):
            if number // RUN % self.parts == self.part:
                yield item


def form_at(path: str) -> str | None:
    """What the name of a file says that it holds, of what a cluster reads."""
    if path.lower().endswith(".parquet"):
        return PARQUET
    form = form_of(path)
    return str(form) if form in {Form.WARC, Form.JSONL} else None


def shards_of(files: Iterable[tuple[str, int]], split_bytes: int) -> list[Shard]:
    """The shards of the files, each a path with its size; those of other forms have none."""
    shards = []
    for path, size in files:
        form = form_at(path)
        if form is not None:
            parts = max(1, -(-size // split_bytes))
            shards += [Shard(path, form, part, parts) for part in range(parts)]
    return shards
