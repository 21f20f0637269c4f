"""The shapes on the wire. openapi.yaml describes the same; a test holds the two together."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StrictStr,
    model_validator,
)

from app.clean.model import BodyFormat, Role, Verdict

URL_MAX = 8192
ID_MAX = 512

_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
# In a query a plus sign means a space, and few callers escape that of an offset.
_SPACE_BEFORE_OFFSET = re.compile(r" (?=\d\d:?\d\d$)")

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before there was a web nothing was fetched from it."""


def _moment(value: Any) -> datetime:
    message = "must be a date and time in ISO 8601, for example 2024-05-03T09:12:00+02:00"
    if not isinstance(value, str):
        raise ValueError(message)
    try:
        moment = datetime.fromisoformat(_SPACE_BEFORE_OFFSET.sub("+", value.strip()))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        in_range = EARLIEST <= moment < datetime(3000, 1, 1, tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError(message) from None
    if not in_range:
        raise ValueError("must lie between the years 1990 and 2999")
    return moment


def _is_url(text: str) -> bool:
    try:
        return _URL.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:  # brackets of an IPv6 address that is none
        return False


def _address(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    value = value.strip()
    if len(value) > URL_MAX or not value.isprintable() or not _is_url(value):
        raise ValueError(f"must be an absolute http or https URL of at most {URL_MAX} characters")
    return value


def _characters(value: Any) -> Any:
    if value is not None and not isinstance(value, str):
        raise ValueError("must be a string")
    return value


# Not pydantic's own string, which refuses the lone surrogates that JSON can write: decoding deals with them.
Characters = Annotated[str | None, PlainValidator(_characters, json_schema_input_type=str | None)]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment, json_schema_input_type=str),
    Field(
        description="When the page was fetched, ISO 8601; UTC where it has no offset. The reference for "
        "relative dates and for what lies in the future. Default: the server's clock."
    ),
]
Address = Annotated[
    StrictStr,
    BeforeValidator(_address),
    Field(description="Where the page came from, http or https.", max_length=URL_MAX),
]
Format = Annotated[BodyFormat, Field(description="How the body is written.")]


class QueryOptions(BaseModel):
    """The options of a document sent as raw bytes: query parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Address | None = None
    fetched_at: Moment | None = None
    explain: Annotated[
        bool,
        Field(
            description="Add the blocks of the page: those struck, with the rule that did, and those kept."
        ),
    ] = False
    format: Format = BodyFormat.TEXT


class CleanRequest(BaseModel):
    """A document sent as JSON: exactly one of `html` and `text`."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"oneOf": [{"required": ["html"]}, {"required": ["text"]}]},
    )

    html: Annotated[Characters, Field(description="The page as HTML.")] = None
    text: Annotated[Characters, Field(description="The page as text that some scraper made of it.")] = None
    url: Address | None = None
    fetched_at: Moment | None = None
    explain: Annotated[
        StrictBool,
        Field(
            description="Add the blocks of the page: those struck, with the rule that did, and those kept."
        ),
    ] = False
    format: Format = BodyFormat.TEXT

    @model_validator(mode="after")
    def _one_document(self) -> CleanRequest:
        if (self.html is None) == (self.text is None):
            raise ValueError("exactly one of html and text is needed")
        return self


def _label(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise ValueError("must be a string or an integer")
    if len(str(value)) > ID_MAX:
        raise ValueError(f"must be at most {ID_MAX} characters long")
    return value


Label = Annotated[
    str | int | None,
    PlainValidator(_label, json_schema_input_type=str | int | None),
    Field(description="Comes back with the result, as it is. Not looked at, and need not be unique."),
]


class BatchOptions(QueryOptions):
    """The options of a batch: those of its lines that do not say otherwise, and its own."""

    ordered: Annotated[
        bool,
        Field(description="Results in the order of the lines; if false, each as soon as it is there."),
    ] = True


class BatchLine(CleanRequest):
    """A line of a batch: a document as `POST /clean` takes it as JSON, with an `id` that comes back."""

    id: Label = None


class Sources(BaseModel):
    """Where each field came from; null for one that the page does not tell."""

    title: str | None
    date: str | None
    author: str | None
    body: str | None


class Stats(BaseModel):
    """Counts, in characters of the decoded document and of the body, and in blocks of the page."""

    characters_in: int
    characters_out: int
    blocks_kept: int
    blocks_struck: int


class KeptBlock(BaseModel):
    """A block of the page that is in the body. `level` is that of a heading or of an item's list, else 0."""

    position: int
    text: str
    role: Role
    level: int


class StruckBlock(BaseModel):
    """A block of the page that is not in the body, and the rule that struck it."""

    position: int
    text: str
    kind: str
    rule: str


class CleanAnswer(BaseModel):
    """The article. Every key but `struck` and `kept` is always there; what the page does not tell is null.

    These two are there when the request says `explain`: what is not part of the article, and what is, each
    in page order. Together they are all blocks of the page.
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
    verdict: Verdict
    evidence: list[str]
    sources: Sources
    warnings: list[str]
    stats: Stats
    struck: list[StruckBlock] = []
    kept: list[KeptBlock] = []


class Problem(BaseModel):
    """RFC 9457 problem details. `code` is stable; try again later if, and only if, it is `retryable`."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    retryable: bool
    request_id: str


class BatchAnswer(BaseModel):
    """A line of the answer to a batch: the number and the id of a line, and exactly one of `result`, `error`.

    The id is null if the line had none, or none that could be read.
    """

    line: int
    id: str | int | None
    result: CleanAnswer | None = None
    error: Problem | None = None


class Status(BaseModel):
    """The process lives, or is ready."""

    status: str


class RulePack(BaseModel):
    """The rules of one kind; the digest changes with any of them."""

    kind: str
    rules: int
    digest: str


class Version(BaseModel):
    """What runs here. `rules` is the digest of all rule packs together."""

    service: str
    python: str
    trafilatura: str
    htmldate: str
    lxml: str
    rules: str
    packs: list[RulePack]


class RuleEntry(BaseModel):
    """A rule of the packs, or a decision that is built in."""

    id: str
    kind: str
    languages: list[str]
    why: str
    built_in: bool


class SkippedLine(BaseModel):
    """A line of a file of site rules that is skipped; the whole file where the line is 0."""

    file: str
    line: int
    message: str


class SiteRules(BaseModel):
    """The operator's rules for single sites. The digest changes with any of the files."""

    files: int
    broken_files: int
    digest: str | None
    skipped_lines: int
    skipped: list[SkippedLine]


class RuleList(BaseModel):
    """Every `rule` that can stand in an answer, and how the rules for single sites were read."""

    rules: list[RuleEntry]
    site_rules: SiteRules
