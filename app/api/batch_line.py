"""One line of a batch, from its bytes to the line that answers it."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from app.api.cleaning import clean_task
from app.api.documents import json_object, task_for, validated
from app.api.metrics import CLEANED
from app.api.problems import problem_for
from app.api.schema import BatchLine, BatchOptions, Label
from app.errors import CleancopyError, DocumentError, InternalError
from app.logs import places

if TYPE_CHECKING:
    from app.api.batch_lines import Line
    from app.api.metrics import Exemplar
    from app.api.service import Service
    from app.workers.task import Task

logger = logging.getLogger(__name__)

_labels: TypeAdapter[str | int | None] = TypeAdapter(Label)


class LineAnswerer:
    """Answers the lines of one batch, whose options hold where a line says nothing."""

    def __init__(self, service: Service, options: BatchOptions, exemplar: Exemplar) -> None:
        self._service = service
        self._exemplar = exemplar
        self._defaults = {
            name: getattr(options, name) for name in options.model_fields_set & BatchLine.model_fields.keys()
        }

    async def answer(self, line: Line) -> tuple[str, bytes]:
        """The outcome and the answer of a line, which says itself what is wrong with it."""
        label: str | int | None = None
        try:
            value = json_object(line.checked(), "line")
            label = _label_of(value)
            task = self._task(value)
            del value
            answered = await clean_task(self._service, task, patient=True)
            self._service.metrics.cleaned(answered, self._exemplar)
        except CleancopyError as error:
            return self.refusal(line.number, label, error)
        except Exception as error:
            what = {**self._exemplar, "error": type(error).__qualname__, "at": places(error)}
            logger.error("a line of a batch failed", extra=what)
            failure = InternalError("the service failed, and the log says where; please report it")
            return self.refusal(line.number, label, failure)
        return CLEANED, _written(line.number, label, "result", answered.content)

    def refusal(self, number: int, label: str | int | None, error: CleancopyError) -> tuple[str, bytes]:
        """The outcome and the answer of a line that ended with `error`."""
        if isinstance(error, DocumentError | InternalError):
            self._service.metrics.failed(error, self._exemplar)
        problem = problem_for(error, self._exemplar["request_id"])
        return error.code, _written(number, label, "error", problem.model_dump_json())

    def _task(self, value: dict[str, Any]) -> Task:
        asked = validated(value, BatchLine)
        silent = self._defaults.keys() - asked.model_fields_set
        return task_for(asked.model_copy(update={name: self._defaults[name] for name in silent}))


def _label_of(value: dict[str, Any]) -> str | int | None:
    """The id of a line that may have other faults, or be one itself."""
    try:
        return _labels.validate_python(value.get("id"))
    except ValidationError:
        return None


def _written(number: int, label: str | int | None, what: str, content: str) -> bytes:
    # The id is escaped: it may hold lone surrogates, and those UTF-8 cannot carry.
    return f'{{"line":{number},"id":{json.dumps(label)},"{what}":{content}}}\n'.encode()
