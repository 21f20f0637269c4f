"""What the service answers, as openapi.yaml has it. Fields that a later service adds are passed over."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """Base of all: frozen."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Sources(Answer):
    """Where each field came from; None for one that the page does not tell."""

    title: str | None
    date: str | None
    author: str | None
    body: str | None


class Stats(Answer):
    """Counts, in characters of the decoded document and of the body, and in blocks of the page."""

    characters_in: int
    characters_out: int
    blocks_kept: int
    blocks_struck: int


class KeptBlock(Answer):
    """A block of the page that is in the body. `level` is that of a heading or of an item's list, else 0."""

    position: int
    text: str
    role: str
    level: int


class StruckBlock(Answer):
    """A block of the page that is not in the body, and the rule that struck it."""

    position: int
    text: str
    kind: str
    rule: str


class Article(Answer):
    """The article; what the page does not tell is None. `struck` and `kept` are filled with `explain` only.

    `date` is a day, `published_at` and `modified_at` are as precise as the page, all ISO 8601. `verdict` is
    `article`, or says what else the page was; the content is there whatever it is.
    """

    title: str | None
    date: str | None
    author: str | None
    body: str | None
    authors: list[str]
    published_at: str | None
    modified_at: str | None
    site_name: str | None
    url: str | None
    language: str | None
    verdict: str
    evidence: list[str]
    sources: Sources
    warnings: list[str]
    stats: Stats
    struck: list[StruckBlock] = []
    kept: list[KeptBlock] = []


class Problem(Answer):
    """RFC 9457 problem details. `code` is stable; try again later if, and only if, it is `retryable`."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    retryable: bool
    request_id: str


class BatchLine(Answer):
    """A line of the answer to a batch: of `result` and `error`, one is there."""

    line: int
    id: str | int | None
    result: Article | None = None
    error: Problem | None = None
