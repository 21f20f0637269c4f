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


def _raw(_: schemathesis.SerializationContext, value: Any) -> bytes:
    """Whatever it is: any bytes are a document."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


for media_type in RAW:
    schemathesis.serializer(media_type)(_raw)


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
    """Leave out what the contract says in words alone.

    The query where the body is JSON, for the options are fields of it then; and in requests that are meant to
    be valid, what is no address or no moment, for JSON Schema has no word for either that fits.
    """
    if case.media_type == "application/json":
        case.query = {}
    if case.meta is not None and case.meta.generation.mode is schemathesis.GenerationMode.POSITIVE:
        for part in (case.query, case.body):
            if isinstance(part, dict):
                part.pop("url", None)
                part.pop("fetched_at", None)
    return case
