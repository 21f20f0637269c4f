"""What crosses the socket between the service and a worker process; kept small on purpose.

service -> worker: `Task`. worker -> service: `Ready` or `Refused` once, then one reply a task:
`Cleaned`, `OverMemory` or `Failed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import index
from pickle import PickleBuffer
from typing import TYPE_CHECKING, Any, SupportsIndex

from app.clean.model import Document

if TYPE_CHECKING:
    from app.clean.model import Article, Role


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
        """For `pickle`: the bytes of the document as a buffer, which need not be copied into the pickle."""
        fields = {name: getattr(self.document, name) for name in Document.__slots__}
        if isinstance(self.document.content, bytes) and index(protocol) >= 5:  # PEP 574
            fields["content"] = PickleBuffer(self.document.content)
        return _task, (self.explain, *fields.values())


def _task(explain: bool, *fields: Any) -> Task:
    return Task(Document(*fields), explain)


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


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned document.

    `article`         without its labels: most of their text is in the body already.
    `kept`            number of blocks in the body.
    `kept_blocks`     these in page order; empty unless the task asked for them.
    `struck_by_rule`  number of struck blocks by the rule, or built-in decision, that struck them.
    `struck`          the struck blocks in page order; empty unless the task asked for them.
    `stages`          seconds spent in each stage of the pipeline.
    `began`           when each stage began, as Unix time in nanoseconds.
    `resident`        resident memory of the worker after the document, in bytes.
    `peak`            the most address space the worker ever held, in bytes; 0 where the system does not tell.
    """

    article: Article
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
