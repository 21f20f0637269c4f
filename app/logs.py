"""What the process logs, and how: one line an event, to standard error, never with a document's content.

Modules log through the standard library and pass what belongs to an event as `extra`; structlog writes it, as
it writes what uvicorn logs.
"""

from __future__ import annotations

import logging
import logging.config
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from app.settings import LogFormat

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor


def places(error: BaseException) -> str:
    """The frames that an exception came through, outermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)


def places_only(_: object, __: str, event: EventDict) -> EventDict:
    """A structlog processor: an exception becomes `error`, its type, and `at`, the places it came by.

    Its message may quote what it choked on, and a traceback the lines around.
    """
    info = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event.update(error=type(error).__qualname__, at=places(error))
    return event


def _without_nothing(_: object, __: str, event: EventDict) -> EventDict:
    """Leave out what is None, and the coloured copies of its messages that uvicorn brings."""
    return {name: value for name, value in event.items() if value is not None and name != "color_message"}


def formatter(form: LogFormat) -> logging.Formatter:
    """Writes each record as one line."""
    shared: list[Processor] = [
        structlog.stdlib.ExtraAdder(),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        places_only,
        _without_nothing,
    ]
    last: dict[LogFormat, list[Any]] = {
        LogFormat.JSON: [
            structlog.processors.EventRenamer("event"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        LogFormat.CONSOLE: [structlog.dev.ConsoleRenderer(colors=False, timestamp_key="time")],
    }
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last[form]],
    )


def configure_logging(level: str, form: LogFormat) -> None:
    """Send all logs of `level` and above to standard error.

    uvicorn's access log would print the query of every request, and a query may hold a page's address: off.
    """
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"()": lambda: formatter(form)}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"level": level.upper(), "handlers": ["stderr"]},
            "loggers": {"uvicorn.access": {"handlers": [], "propagate": False}},
        }
    )
