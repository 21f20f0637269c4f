"""Every setting of the service: environment variables with the prefix CLEANCOPY_, read here and nowhere else.

docs/settings.md lists them; a test holds it to this module.
"""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import DirectoryPath, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = "CLEANCOPY_"
MEBIBYTE = 1024 * 1024


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """How a line of the log is written."""

    JSON = "json"
    CONSOLE = "console"


def usable_cores() -> int:
    """Number of cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Settings(BaseSettings):
    """How the service runs. Frozen; each field is the variable of its name in capitals, with the prefix."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", min_length=1, description="Address to listen on.")
    port: int = Field(
        8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one and prints it."
    )
    workers: int = Field(
        default_factory=usable_cores,
        ge=1,
        le=256,
        description="Number of worker processes, each with one document at a time. Default: a core each.",
    )
    deadline_seconds: float = Field(
        10.0,
        ge=0.05,
        le=600,
        description="Seconds that cleaning one document may take, from when a worker has it. Then the worker "
        "is killed and the document answered with deadline_exceeded.",
    )
    worker_memory_mb: int = Field(
        1024,
        ge=512,
        le=65536,
        description="Address space that one worker may have, in MiB; some 300 of it are the pipeline itself. "
        "A document that needs more is answered with out_of_memory.",
    )
    recycle_after_documents: int = Field(
        2000, ge=1, le=10_000_000, description="Number of documents after which a worker is replaced."
    )
    recycle_above_mb: int = Field(
        512,
        ge=128,
        le=65536,
        description="Resident memory, in MiB, above which a worker is replaced after its document.",
    )
    queue_limit: int = Field(
        64,
        ge=0,
        le=100_000,
        description="Number of documents that may wait for a worker. One more is answered with busy.",
    )
    max_body_bytes: int = Field(
        10 * MEBIBYTE,
        ge=1024,
        le=1024 * MEBIBYTE,
        description="Largest request body, as it is sent. A larger one is answered with too_large.",
    )
    max_inflated_bytes: int = Field(
        20 * MEBIBYTE,
        ge=1024,
        le=1024 * MEBIBYTE,
        description="Largest request body after inflating what Content-Encoding names.",
    )
    max_batch_line_bytes: int = Field(
        10 * MEBIBYTE,
        ge=1024,
        le=1024 * MEBIBYTE,
        description="Largest line of a batch, inflated. A larger one is answered with too_large, the others "
        "are not touched.",
    )
    rules_dir: DirectoryPath | None = Field(
        None, description="Folder with rule packs of your own (*.yaml), loaded after those of the service."
    )
    site_config_dir: DirectoryPath | None = Field(
        None,
        description="Folder with rules of your own for single sites (*.txt), in the full-text-rss "
        "site-config format.",
    )
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (),
        description="API keys, comma-separated. With one or more, a request needs one of them; health and "
        "metrics stay open. Default: none is needed.",
    )
    playground: bool = Field(
        True, description="Serve the pages for people: the playground at / and live figures at /status."
    )
    shutdown_grace_seconds: float = Field(
        25.0,
        ge=1,
        le=3600,
        description="Seconds from SIGTERM to the end of the process, whatever still runs. Keep it below what "
        "the orchestrator waits before it kills.",
    )
    log_level: LogLevel = Field(LogLevel.INFO, description="Least severe level that is logged.")
    tracing: bool = Field(
        False, description="Send traces to where the OTEL_ variables say. Needs the extra tracing."
    )
    log_format: LogFormat = Field(
        LogFormat.JSON, description="How the log is written: json, an object a line, or console, for people."
    )

    @field_validator("api_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: Any) -> Any:
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @field_validator("api_keys")
    @classmethod
    def _printable_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in keys:
            text = key.get_secret_value()
            if len(text) < 8 or not text.isascii() or not text.isprintable() or " " in text:
                raise ValueError("each key needs at least 8 printable ASCII characters and no space")
        return keys

    @field_validator("rules_dir", "site_config_dir", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value


def load_settings(**given: object) -> Settings:
    """The settings of the environment; what is `given`, and is not None, goes before it.

    Raises SettingsError, naming each variable that is not valid and what would be.
    """
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**values)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        lines = [_line(str(problem["loc"][0]), problem["msg"]) for problem in problems]
        raise SettingsError("\n".join(lines)) from None


def _line(field: str, message: str) -> str:
    return f"{variable(field)}: {message.removeprefix('Value error, ')}"


def variable(field: str) -> str:
    """The environment variable of a field."""
    return PREFIX + field.upper()


def unknown_variables(names: Iterable[str] | None = None) -> list[str]:
    """Variables with our prefix that are no setting: most likely misspelt. `names` is the environment's."""
    known = {variable(field) for field in Settings.model_fields}
    return sorted(n for n in names or os.environ if n.startswith(PREFIX) and n not in known)
