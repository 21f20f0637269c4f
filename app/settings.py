"""Every setting of the service: environment variables with the prefix CLEANCOPY_, read here and nowhere else.

docs/settings.md lists them; a test holds it to this module.
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import DirectoryPath, Field, FilePath, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.errors import SettingsError
from app.keyring import ApiKey, parse_key

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = "CLEANCOPY_"
MEBIBYTE = 1024 * 1024

FILES = (
    "unix_socket",
    "tls_cert_file",
    "tls_key_file",
    "tls_client_ca_file",
    "rules_dir",
    "site_config_dir",
    "api_keys_file",
)
"""Fields that name a path; an empty variable, as compose files make of one that is not set, names none."""


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
    unix_socket: Path | None = Field(
        None, description="Path of a Unix socket to listen on, instead of host and port."
    )
    unix_socket_mode: str = Field(
        "660", description="Permissions of the Unix socket, three octal digits: who may write may connect."
    )
    tls_cert_file: FilePath | None = Field(
        None,
        description="Certificate of the service and its chain, as PEM. With it, the service speaks TLS. The "
        "files of TLS are read again when they change.",
    )
    tls_key_file: FilePath | None = Field(
        None,
        description="Private key, as PEM without a passphrase. Default: it is in the certificate's file.",
    )
    tls_client_ca_file: FilePath | None = Field(
        None, description="Authorities, as PEM, of which each client needs a certificate, on every route."
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
    max_tags: int = Field(
        500_000,
        ge=1000,
        le=100_000_000,
        description="Most tags of a page, start and end tags together, counted as `<`. A page with more is "
        "answered with too_large before a worker is busy with it.",
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
    api_keys: Annotated[tuple[ApiKey, ...], NoDecode] = Field(
        (),
        description="API keys, comma-separated, each as key or name:key. With one or more, a request needs "
        "one of them; health, metrics and the pages stay open. Default: none is needed.",
    )
    api_keys_file: FilePath | None = Field(
        None,
        description="File with API keys, an entry a line, beside those of the variable. It is read again "
        "when it changes.",
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
        if not isinstance(value, str):
            return value
        return tuple(parse_key(entry) for entry in filter(None, map(str.strip, value.split(","))))

    @field_validator(*FILES, mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("unix_socket_mode")
    @classmethod
    def _octal(cls, value: str) -> str:
        if not re.fullmatch("[0-7]{3}", value):
            raise ValueError("three octal digits are valid, such as 660 (owner and group) or 666 (everybody)")
        return value

    @field_validator("tls_cert_file")
    @classmethod
    def _one_way_to_listen(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        if value is not None and info.data.get("unix_socket") is not None:
            raise ValueError("a Unix socket goes without TLS; set this or CLEANCOPY_UNIX_SOCKET")
        return value

    @field_validator("tls_key_file", "tls_client_ca_file")
    @classmethod
    def _with_a_certificate(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        # A certificate that is not valid itself is not in the data, and named already.
        if value is not None and info.data.get("tls_cert_file", value) is None:
            raise ValueError("without CLEANCOPY_TLS_CERT_FILE there is no TLS; set both")
        return value


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
