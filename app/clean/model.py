"""What flows through the pipeline: Document -> Page -> Blocks -> Labels -> Article.

All types are frozen and slotted: a stage takes some of these and returns another, and nothing reaches back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from datetime import date, datetime

T = TypeVar("T")


class InputKind(StrEnum):
    """What the caller says the document is."""

    HTML = "html"
    TEXT = "text"


class BodyFormat(StrEnum):
    """How the body is written."""

    TEXT = "text"
    MARKDOWN = "markdown"


class Role(StrEnum):
    """What a block is on its page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    CAPTION = "caption"


class Verdict(StrEnum):
    """What kind of page the document was."""

    ARTICLE = "article"
    LISTING = "listing"
    ERROR_PAGE = "error_page"
    BLOCKED = "blocked"
    SCRIPT_REQUIRED = "script_required"
    CONSENT_WALL = "consent_wall"
    PAYWALL = "paywall"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Document:
    """One document as the caller sent it.

    `content` is the raw bytes of a body, or a string where JSON has already made one.
    `charset` is what the Content-Type header declares, if anything.
    `fetched_at` is timezone-aware: the reference for relative dates and for what lies in the future.
    """

    kind: InputKind
    content: bytes | str
    fetched_at: datetime
    url: str | None = None
    charset: str | None = None
    format: BodyFormat = BodyFormat.TEXT


@dataclass(frozen=True, slots=True)
class Page:
    """A document as characters.

    `charset` is the one that was used, None where the content came as a string.
    """

    kind: InputKind
    text: str
    fetched_at: datetime
    url: str | None = None
    charset: str | None = None
    format: BodyFormat = BodyFormat.TEXT
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page's own text, in page order.

    `text`       one line of characters with white space folded. Each row of a table is a block. A listing
                 is one block of several lines, with its white space.
    `position`   index among the blocks of the page, from 0.
    `group`      blocks of one list, table, code listing or run of lines share a number: they stand on
                 consecutive lines in the body, where other blocks are parted by a blank line.
    `level`      heading level 1 to 6, or depth of a list item from 1, else 0.
    `link_share` share of the characters of `text` that stand inside links, 0 to 1.
    `ordinal`    number of an item in an ordered list, None in an unordered one.
    `hints`      what the markup around says, as short names: `nav`, `footer`, `aside`, `figcaption`,
                 `byline`, `time`, `hidden`, `comments`, `related`, `form`, `main`, `article` …
                 Of scraped text: `parted` where a blank line stands before the block, `ruled` where a drawn
                 line does, `pictured` where a Markdown picture does.
    `markup`     `text` with inline Markdown (links, emphasis, code); empty unless the caller wants Markdown.
    `indent`     columns of white space before the block in scraped text, else 0.
    """

    position: int
    text: str
    role: Role = Role.PARAGRAPH
    group: int = 0
    level: int = 0
    link_share: float = 0.0
    ordinal: int | None = None
    hints: frozenset[str] = frozenset()
    markup: str = ""
    indent: int = 0


class Container(NamedTuple):
    """A block-level element of the tree: index of the one around it (-1 for none), tag, and the names that
    its class, id, role and itemprop give it, parted by spaces."""

    parent: int
    tag: str
    names: str


class Layout(NamedTuple):
    """The blocks of a page and where they stand in its tree.

    `containers` are the block-level elements with blocks in them, in page order, so each behind the one
                 around it. The first is the page itself.
    `inside`     for each block the index of the innermost container that it stands in.
    `articles`   how many `article` elements there are, with blocks in them or not.
    """

    blocks: tuple[Block, ...]
    containers: tuple[Container, ...]
    inside: tuple[int, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a block is not in the body: the kind of noise and the id of what said so.

    `rule` is the id of a rule of the packs, or of a built-in decision: `extractor.trafilatura`,
    `header.title` …
    """

    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Label:
    """A block with its mark; a block without one is part of the body."""

    block: Block
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value of the answer and where it came from. Both are None where the page does not tell."""

    value: T | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about its article.

    `date`          day of first publication as the page's own clock has it.
    `published_at`  the same as ISO 8601 with as much time of day and offset as the page gives, else None.
    `modified_at`   likewise for the last change.
    `authors`       names in the order of the byline; the source of an empty one is None.
    """

    title: Field[str]
    date: Field[date]
    authors: Field[tuple[str, ...]]
    published_at: str | None = None
    modified_at: str | None = None
    site_name: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What the pipeline returns. `labels` holds every block of the page, kept and struck, in page order."""

    metadata: Metadata
    body: Field[str]
    labels: tuple[Label, ...]
    language: str | None
    verdict: Verdict
    evidence: tuple[str, ...]
    warnings: tuple[str, ...]
    characters_in: int
