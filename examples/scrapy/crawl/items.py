"""What a spider yields, and what becomes of it in the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched. `fetched_at` is ISO 8601, `charset` what the Content-Type said."""

    url: str
    fetched_at: str
    charset: str | None
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A row of articles.jsonl: `article` is the service's answer."""

    url: str
    fetched_at: str
    article: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A row of failures.jsonl. `error` has code, detail, status, retryable and request_id.

    `content` is the page in base64, so that it need not be fetched again.
    """

    url: str
    fetched_at: str
    charset: str | None
    error: dict[str, Any]
    content: str = field(repr=False)
