"""Every error that the client raises on purpose.

CleancopyError
├── Unavailable          worth another try, and every try has been made: busy, not_ready, shutting_down
│   └── Unreachable      no answer at all, or half of one
├── Refused              the request cannot be taken as it is
├── DocumentFailed       the document broke its worker: deadline_exceeded, out_of_memory, worker_lost
└── ServiceFailed        a fault of the service, or an answer that is none of its own
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cleancopy.client.answers import Problem

if TYPE_CHECKING:
    import httpx

OF_DOCUMENTS = frozenset({"deadline_exceeded", "out_of_memory", "worker_lost"})
TRANSIENT = frozenset({429, 502, 503, 504})
"""Statuses that are worth another try, if something in between answers with them instead of the service."""


class CleancopyError(Exception):
    """Base of the tree. `str(error)` is `detail`.

    `code`         the service's, stable; `unreachable` and `unexpected_answer` are the client's own.
    `status`       that of the answer; None where there was none.
    `retryable`    whether another try, later, may end otherwise.
    `request_id`   what the service's log calls the request; None where there was no answer of it.
    `retry_after`  seconds that the service asked to wait; None if it did not.
    """

    def __init__(
        self,
        detail: str,
        *,
        code: str,
        status: int | None = None,
        retryable: bool = False,
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code
        self.status = status
        self.retryable = retryable
        self.request_id = request_id
        self.retry_after = retry_after


class Unavailable(CleancopyError):
    """The service cannot take documents now."""


class Unreachable(Unavailable):
    """There was no answer, or it broke off."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="unreachable", retryable=True)


class Refused(CleancopyError):
    """The request cannot be taken as it is; sending it again changes nothing."""


class DocumentFailed(CleancopyError):
    """The document broke the worker that cleaned it. Do not send it again."""


class ServiceFailed(CleancopyError):
    """A fault of the service, or an answer that nobody can read."""


def error_for(problem: Problem, retry_after: float | None = None) -> CleancopyError:
    """The error that a problem tells of."""
    kind: type[CleancopyError] = Refused
    if problem.retryable:
        kind = Unavailable
    elif problem.code in OF_DOCUMENTS:
        kind = DocumentFailed
    elif problem.status >= 500:
        kind = ServiceFailed
    return kind(
        problem.detail,
        code=problem.code,
        status=problem.status,
        retryable=problem.retryable,
        request_id=problem.request_id,
        retry_after=retry_after,
    )


def error_of(response: httpx.Response) -> CleancopyError:
    """The error that an answer other than 200 tells of; its body must have been read."""
    wait = _seconds(response.headers.get("retry-after"))
    try:
        return error_for(Problem.model_validate_json(response.content), wait)
    except ValidationError:
        transient = response.status_code in TRANSIENT
        return (Unavailable if transient else ServiceFailed)(
            f"an answer that is not Cleancopy's, with status {response.status_code}",
            code="unexpected_answer",
            status=response.status_code,
            retryable=transient,
            retry_after=wait,
        )


def _seconds(retry_after: str | None) -> float | None:
    """A Retry-After header, in seconds or a date (RFC 9110, section 10.2.3)."""
    if retry_after is None:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())
