"""Documents in batches: cut into requests that can be sent whole, each document answered once.

A service holds at least LINES lines before it waits for its caller to read. So many need not be read while
they are sent, and httpx does not do both at the same time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleancopy.client.answers import Article, BatchLine
from cleancopy.client.errors import CleancopyError, Unreachable, error_for
from cleancopy.client.wire import Format, Sending, options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

LINES = 16
"""Documents a request; openapi.yaml promises room for them."""

BYTES = 8 * 1024 * 1024
"""Bytes of a request, from which on it takes no further document."""

PATH = "/clean/batch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of a batch: exactly one of `html` and `text`. `id` is the caller's, and comes back."""

    html: str | None = None
    text: str | None = None
    id: str | int | None = None
    url: str | None = None
    fetched_at: datetime | str | None = None
    explain: bool = False
    format: Format = "text"

    def line(self) -> bytes:
        """The document as a line of a batch. Raises ValueError unless it has exactly one of html and text."""
        if (self.html is None) == (self.text is None):
            raise ValueError("exactly one of html and text is needed")
        content = {"html": self.html} if self.html is not None else {"text": self.text}
        given = options(self.url, self.fetched_at, self.explain, self.format)
        return json.dumps(content | given).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What came of a document: an article, or the error that no other try would change."""

    document: Document
    outcome: Article | CleancopyError

    @property
    def id(self) -> str | int | None:
        """That of the document."""
        return self.document.id

    @property
    def error(self) -> CleancopyError | None:
        """Why there is no article; None if there is one."""
        return self.outcome if isinstance(self.outcome, CleancopyError) else None

    @property
    def article(self) -> Article:
        """The article. Raises the error if there is none."""
        if isinstance(self.outcome, CleancopyError):
            raise self.outcome
        return self.outcome


@dataclass(slots=True)
class Chunk:
    """The documents of one request, what came of them, and what the last try said of the rest."""

    documents: list[Document] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    outcomes: dict[int, Article | CleancopyError] = field(default_factory=dict)
    _sent: list[int] = field(default_factory=list)
    _rest: bytes = b""
    _said: CleancopyError | None = None

    def add(self, document: Document) -> bool:
        """Add a document; whether there is room for another."""
        self.documents.append(document)
        self.lines.append(document.line())
        return len(self.lines) < LINES and sum(map(len, self.lines)) < BYTES

    def sending(self) -> Sending:
        """The request for what has not been answered."""
        self._sent = [place for place in range(len(self.lines)) if place not in self.outcomes]
        self._rest, self._said = b"", None
        content = b"".join(self.lines[place] for place in self._sent)
        return Sending(content, {"Content-Type": "application/x-ndjson"}, {"ordered": "false"})

    def take(self, data: bytes) -> None:
        """Take a piece of the answer. Raises ValidationError if it is not the service's."""
        # Not str.splitlines, which also splits at characters that may stand in a line of JSON.
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in map(BatchLine.model_validate_json, lines):
            if line.result is not None:
                self.outcomes[self._sent[line.line - 1]] = line.result
            elif line.error is not None and line.error.retryable:
                self._said = error_for(line.error)
            elif line.error is not None:
                self.outcomes[self._sent[line.line - 1]] = error_for(line.error)

    def check(self) -> None:
        """Raise an Unavailable unless every document has been answered."""
        if len(self.outcomes) < len(self.lines):
            raise self._said or Unreachable("the answer ended before the last line was answered")

    def answers(self) -> Iterator[BatchAnswer]:
        """The answers, in the order of the documents."""
        for place, document in enumerate(self.documents):
            yield BatchAnswer(document, self.outcomes[place])
