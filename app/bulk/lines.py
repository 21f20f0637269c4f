"""Documents from lines of JSON, each as `POST /clean/batch` takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from app.api.batch_lines import Lines
from app.api.documents import json_object, task_for, validated
from app.api.schema import BatchLine, Label
from app.bulk.record import Flaw, Reading, Record
from app.errors import CleancopyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.api.batch_lines import Line
    from app.bulk.compression import Inflated

_labels: TypeAdapter[str | int | None] = TypeAdapter(Label)


def line_records(stream: Inflated, path: str, reading: Reading) -> Iterator[Record | Flaw]:
    """A record for each line that is not blank. What the stream breaks off at is a flaw, and the last."""
    lines = Lines(reading.max_line)
    while piece := stream.read():
        for line in lines.feed(piece):
            yield _record(line, path, reading)
    if stream.error is not None:
        yield Flaw(None, f"{path}#broken", stream.error)
        return
    for line in lines.finish():
        yield _record(line, path, reading)


def _record(line: Line, path: str, reading: Reading) -> Record | Flaw:
    source = f"{path}#{line.number}"
    label = None
    try:
        value = json_object(line.checked(), "line")
        label = _label_of(value)
        asked = validated(value, BatchLine)
    except CleancopyError as error:
        return Flaw(label, source, error)
    ours = {"explain": reading.explain, "format": reading.format, "fetched_at": reading.fetched_at}
    silent = ours.keys() - asked.model_fields_set
    return Record(label, source, task_for(asked.model_copy(update={name: ours[name] for name in silent})))


def _label_of(value: dict[str, Any]) -> str | None:
    """The id, as a string, of a line that may have other faults, or whose id is one itself."""
    try:
        label = _labels.validate_python(value.get("id"))
    except ValidationError:
        return None
    # JSON can write lone surrogates, which UTF-8 cannot carry.
    return None if label is None else str(label).encode(errors="replace").decode()
