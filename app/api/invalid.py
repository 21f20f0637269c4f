"""What pydantic finds wrong with a request, in words for whoever sent it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import BaseModel

NAME_SHOWN = 40
"""Characters of an unknown field's name that a message repeats."""

SHOWN = 5
"""Faults that one message names."""


def invalid(problems: Sequence[Mapping[str, Any]], model: type[BaseModel]) -> InvalidRequest:
    """What pydantic found wrong, in words: the fields with what is valid, and never what stood in it."""
    return InvalidRequest("; ".join(_sentence(problem, model) for problem in problems[:SHOWN]))


def _sentence(problem: Mapping[str, Any], model: type[BaseModel]) -> str:
    field = ".".join(map(str, problem["loc"]))[:NAME_SHOWN]
    if problem["type"] == "extra_forbidden":
        return f"{field}: unknown; valid are {', '.join(model.model_fields)}"
    message = problem["msg"].removeprefix("Value error, ")
    return f"{field}: {message}" if field else message
