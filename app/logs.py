"""What the process logs, and how: one line an event, to standard error, never with a document's content."""

from __future__ import annotations

import logging
import logging.config
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


class PlacesOnly(logging.Formatter):
    """Writes an exception as its type and where it came by: its message may quote what it choked on."""

    def formatException(  # noqa: N802 (the name is logging's)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """`ZeroDivisionError at main.py:12 run > worker.py:7 divide`."""
        error = ei[1]
        return "" if error is None else f"{type(error).__qualname__} at {places(error)}"


def places(error: BaseException) -> str:
    """The frames that an exception came through, outermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)


def configure_logging(level: str) -> None:
    """Send all logs of `level` and above to standard error.

    uvicorn's access log would print the query of every request, and a query may hold a page's address: off.
    """
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "line": {"()": PlacesOnly, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"level": level.upper(), "handlers": ["stderr"]},
            "loggers": {"uvicorn.access": {"handlers": [], "propagate": False}},
        }
    )
