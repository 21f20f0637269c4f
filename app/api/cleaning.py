"""What becomes of one document, whichever way it came: cleaned, counted, and written as an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.api.answer import answer_for
from app.clean.model import InputKind
from app.errors import TooLarge

if TYPE_CHECKING:
    from app.api.schema import CleanAnswer
    from app.api.service import Service
    from app.clean.model import Document
    from app.workers.task import Cleaned, Task


@dataclass(frozen=True, slots=True)
class Answered:
    """A cleaned document, its answer, the same as JSON, and the seconds it waited for a worker."""

    kind: InputKind
    cleaned: Cleaned
    answer: CleanAnswer
    content: str
    queued: float


async def clean_task(service: Service, task: Task, *, patient: bool = False) -> Answered:
    """Clean one document, a `patient` one beside the queue; what comes of it is counted by whoever asks.

    Cancelling takes a waiting document out of the queue. Raises TooLarge, the CapacityErrors, the
    DocumentErrors and InternalError.
    """
    check_tags(task.document, service.settings.max_tags)
    kind = task.document.kind
    service.metrics.submitted(kind)
    cleaned, queued = await service.pool.clean(task, patient=patient)
    answer = answer_for(cleaned)
    content = answer.model_dump_json(exclude=None if task.explain else {"struck", "kept"})
    return Answered(kind, cleaned, answer, content, queued)


def check_tags(document: Document, limit: int) -> None:
    """Raise TooLarge if a page has more tags than a worker should build a tree of.

    Counted as `<`, before anything is parsed, and never fewer than the elements that the page writes. Depth
    needs no limit: `app.clean.parse` flattens what is nested too deep.
    """
    content = document.content
    if document.kind is not InputKind.HTML or len(content) <= limit:
        return
    tags = content.count("<") if isinstance(content, str) else content.count(b"<")
    if tags > limit:
        raise TooLarge(f"the page has {tags} tags (each `<` counts), over the limit of {limit}")
