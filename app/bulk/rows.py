"""One flat row an article, one a failure: what is written, whichever the format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.api.answer import answer_for

if TYPE_CHECKING:
    from app.bulk.record import Flaw, Record
    from app.errors import CleancopyError
    from app.workers.task import Cleaned

Row = dict[str, Any]


def article_row(record: Record, cleaned: Cleaned) -> Row:
    """The row of an article: what `POST /clean` answers, with the members of `sources` and `stats` beside
    the others.

    `fetched_from` and `fetched_at` are what the input said of the page. `struck` and `kept` are None unless
    the record asked to explain. Dates and times are ISO 8601.
    """
    answer = answer_for(cleaned).model_dump(mode="json")
    sources, stats = answer.pop("sources"), answer.pop("stats")
    struck, kept = answer.pop("struck"), answer.pop("kept")
    explain = record.task.explain
    document = record.task.document
    return {
        "id": record.id,
        "source": record.source,
        "fetched_from": document.url,
        "fetched_at": document.fetched_at.isoformat(),
        **answer,
        **{f"{name}_source": value for name, value in sources.items()},
        **stats,
        "struck": struck if explain else None,
        "kept": kept if explain else None,
    }


def failure_row(record: Record | Flaw, error: CleancopyError) -> Row:
    """The row of a document that could not be cleaned, with the code and the message of the error."""
    return {
        "id": record.id,
        "source": record.source,
        "code": error.code,
        "detail": str(error).encode(errors="replace").decode(),
    }
