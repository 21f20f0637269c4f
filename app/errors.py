"""Every error that Cleancopy raises on purpose.

CleancopyError
├── RequestError                 the request cannot be taken as it is; sending it again changes nothing
│   ├── MalformedBody            not JSON, broken compression, truncated body
│   ├── Unauthorized             an API key is configured and this is not it
│   ├── TooLarge                 over the limit, before or after inflating
│   ├── UnsupportedMediaType     a media type or content encoding that is not taken
│   ├── InvalidRequest           a field missing, unknown or out of range
│   ├── NotFound                 no such route
│   └── MethodNotAllowed         the route does not take this method
├── CapacityError                no fault of the document; worth another try after `retry_after`
│   ├── Busy                     the queue is full
│   ├── ShuttingDown             the process is draining
│   └── NotReady                 no worker has come up yet
├── DocumentError                this document broke its worker; the worker was replaced
│   ├── DeadlineExceeded         cleaning took longer than the deadline
│   ├── OutOfMemory              cleaning needed more than the memory cap
│   └── WorkerLost               the worker died, twice, while it held the document
├── InternalError                a fault of ours; the log says where
├── Unreadable                   a file, or a part of one, that cannot be read; on the command line only
├── RulePackError                a rule pack that must not be served; raised at start only
└── SettingsError                a setting that is not valid; raised at start only

Each error has a stable `code` and a message that is safe to show to a client: it names the field and
what is valid, never a document's content. HTTP status codes live in `app.api.problems`.
"""

from __future__ import annotations

from typing import ClassVar


class CleancopyError(Exception):
    """Base of the tree. `str(error)` is the public message."""

    code: ClassVar[str]
    retryable: ClassVar[bool] = False


class RequestError(CleancopyError):
    """The request cannot be taken as it is."""


class MalformedBody(RequestError):
    """The body is not what its headers say: not JSON, broken compression, truncated."""

    code = "malformed_body"


class Unauthorized(RequestError):
    """An API key is configured and the request does not carry it."""

    code = "unauthorized"


class TooLarge(RequestError):
    """The body is over the size limit, before or after inflating."""

    code = "too_large"


class UnsupportedMediaType(RequestError):
    """A Content-Type or Content-Encoding that the service does not take."""

    code = "unsupported_media_type"


class InvalidRequest(RequestError):
    """A field is missing, unknown or out of range; the message names it and what is valid."""

    code = "invalid_request"


class NotFound(RequestError):
    """The path is none of the routes."""

    code = "not_found"


class MethodNotAllowed(RequestError):
    """The route is there, but not for this method."""

    code = "method_not_allowed"


class CapacityError(CleancopyError):
    """The service cannot take the request now. `retry_after` is in whole seconds."""

    retryable = True

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Busy(CapacityError):
    """The queue is full."""

    code = "busy"


class ShuttingDown(CapacityError):
    """The process drains: it finishes what it has accepted and takes nothing new."""

    code = "shutting_down"


class NotReady(CapacityError):
    """No worker has cleaned its probe document yet."""

    code = "not_ready"


class DocumentError(CleancopyError):
    """The document broke the worker that cleaned it. Sending it again would break another."""


class DeadlineExceeded(DocumentError):
    """Cleaning took longer than the deadline for one document."""

    code = "deadline_exceeded"


class OutOfMemory(DocumentError):
    """Cleaning needed more memory than a worker may have."""

    code = "out_of_memory"


class WorkerLost(DocumentError):
    """The worker died while it held the document, and so did the one that tried it again."""

    code = "worker_lost"


class InternalError(CleancopyError):
    """Something failed that should not have; the message tells nothing of it, the log does."""

    code = "internal"


class Unreadable(CleancopyError):
    """A file, or a part of an archive, cannot be read. The command line reads files, the service none."""

    code = "unreadable"


class RulePackError(CleancopyError):
    """A rule pack is broken. The message names the file, the rule and the example."""

    code = "rule_pack"


class SettingsError(CleancopyError):
    """An environment variable holds what is not valid. The message names it and what is."""

    code = "settings"
