"""What crosses the socket between the service and a worker process; kept small and plain on purpose.

To pickle an object of a class of its own takes both sides longer than ten strings.

service -> worker: `Task`. worker -> service: `Ready` or `Refused` once, then one reply a task:
`Cleaned`, `OverMemory` or `Failed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import index
from pickle import PickleBuffer
from typing import TYPE_CHECKING, Any, NamedTuple, SupportsIndex

from app.clean.model import BodyFormat, Document, InputKind

if TYPE_CHECKING:
    from app.clean.model import Role


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may take, and when it is replaced. Sizes in bytes, times in seconds."""

    deadline: float = 10.0
    memory: int = 1024 * 1024 * 1024
    recycle_after: int = 2000
    recycle_above: int = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Task:
    """One document to clean. `explain` asks for the blocks themselves, not only for their number."""

    document: Document
    explain: bool = False

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[object, ...]:
        """For `pickle`: plain values, and bytes as a buffer, which need not be copied into the pickle."""
        document = self.document
        content: object = document.content
        if isinstance(content, bytes) and index(protocol) >= 5:  # PEP 574
            content = PickleBuffer(content)
        kind, written = document.kind.value, document.format.value
        moment = document.fetched_at.isoformat()
        return _task, ((kind, content, moment, document.url, document.charset, written, self.explain),)


def _task(plain: tuple[Any, ...]) -> Task:
    kind, content, moment, url, charset, written, explain = plain
    fetched_at = datetime.fromisoformat(moment)
    return Task(Document(InputKind(kind), content, fetched_at, url, charset, BodyFormat(written)), explain)


@dataclass(frozen=True, slots=True)
class Kept:
    """A block of the body, and what it is on its page."""

    position: int
    text: str
    role: Role
    level: int


@dataclass(frozen=True, slots=True)
class Struck:
    """A block that is not in the body, and what said so."""

    position: int
    text: str
    kind: str
    rule: str


class Cleaned(NamedTuple):
    """A cleaned document, in plain values.

    From `title` to `characters_in` it is the article without its labels, most of whose text is in the body
    already: `date` and `verdict` as they are written, `sources` by the names of the four fields before it.

    `kept`            number of blocks in the body.
    `kept_blocks`     these in page order; empty unless the task asked for them.
    `struck_by_rule`  number of struck blocks by the rule, or built-in decision, that struck them.
    `struck`          the struck blocks in page order; empty unless the task asked for them.
    `stages`          seconds spent in each stage of the pipeline.
    `began`           when each stage began, as Unix time in nanoseconds.
    `resident`        resident memory of the worker after the document, in bytes.
    `peak`            the most address space the worker ever held, in bytes; 0 where the system does not tell.
    """

    title: str | None
    date: str | None
    authors: tuple[str, ...]
    body: str | None
    sources: dict[str, str | None]
    published_at: str | None
    modified_at: str | None
    site_name: str | None
    url: str | None
    language: str | None
    verdict: str
    evidence: tuple[str, ...]
    warnings: tuple[str, ...]
    characters_in: int
    kept: int
    kept_blocks: tuple[Kept, ...]
    struck_by_rule: dict[str, int]
    struck: tuple[Struck, ...]
    stages: dict[str, float]
    began: dict[str, int]
    resident: int
    peak: int


@dataclass(frozen=True, slots=True)
class OverMemory:
    """The document needed more memory than the cap; the worker ends after this reply."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The pipeline raised: a fault of ours. Type and place only, for a message may quote the document."""

    error: str
    trace: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded its rules and cleaned its probe documents. `resident` is in bytes."""

    resident: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The worker cannot serve; `reason` is for the log."""

    reason: str


Reply = Cleaned | OverMemory | Failed
