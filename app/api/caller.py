"""What a caller says about a request, beside the document: its id, and labels for the log.

All of it ends up in the log, so all of it is bounded, and what is not well formed is passed over in silence:
a document must not fail for a label.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.datastructures import Headers

LABEL_PREFIX = "x-cleancopy-label-"
MAX_LABELS = 8
MAX_LABEL_LENGTH = 128
"""Characters of a value; what is longer is cut off."""

_SANE_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_LABEL_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
# W3C Trace Context, section 3.2: version, trace id, parent id, flags; versions above 00 may add more.
_TRACE_PARENT = re.compile(
    r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?"
)


def request_id(headers: Headers) -> str:
    """The id that a request came with as `X-Request-ID`, that of the trace it belongs to, or a new one."""
    given = headers.get("x-request-id", "")
    if _SANE_ID.fullmatch(given):
        return given
    traced = _TRACE_PARENT.fullmatch(headers.get("traceparent", ""))
    return traced[1] if traced else uuid.uuid4().hex


def labels(headers: Headers) -> dict[str, str]:
    """`X-Cleancopy-Label-Crawl-Job: 17` -> `{"crawl_job": "17"}`; of two with one name the first."""
    found: dict[str, str] = {}
    for header, value in headers.items():
        name = header.removeprefix(LABEL_PREFIX)
        if name == header or not _LABEL_NAME.fullmatch(name) or not value.isprintable():
            continue
        if len(found) < MAX_LABELS:
            found.setdefault(name.replace("-", "_"), value[:MAX_LABEL_LENGTH])
    return found
