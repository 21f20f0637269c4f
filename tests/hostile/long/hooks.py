"""What schemathesis has to know of the service beside its contract; it loads this by SCHEMATHESIS_HOOKS."""

from __future__ import annotations

import json
from typing import Any

import schemathesis
from hypothesis import strategies as st

RAW = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl")

for media_type in RAW:
    schemathesis.openapi.media_type(media_type, st.binary(max_size=2000))


def _lines(_: schemathesis.SerializationContext, value: Any) -> bytes:
    """NDJSON: each item of a list on a line of its own; what is text or bytes already stays as it is."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    items = value if isinstance(value, list) else [value]
    return "".join(f"{json.dumps(item)}\n" for item in items).encode()


for media_type in LINES:
    schemathesis.serializer(media_type)(_lines)


@schemathesis.hook
def map_case(ctx: schemathesis.HookContext, case: schemathesis.Case[Any]) -> schemathesis.Case[Any]:
    """Leave the query out where the body is JSON: the options are fields of it then, as the contract says."""
    if case.media_type == "application/json":
        case.query = {}
    return case
