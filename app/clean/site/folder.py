"""A folder of site-config files: read and checked once, and which of them are for an address."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from app.clean.site import xpath
from app.clean.site.directives import Directive, Problem, read
from app.errors import RulePackError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SUFFIX: Final = ".txt"
GLOBAL: Final = "global"

# The largest of the public files has some 10 kB.
_LARGEST: Final = 1024 * 1024
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """The files of a folder as text, by host: small enough for every worker, which reads what it needs.

    `files`     by host: `example.com`, `.example.com` for its other sub-domains, `global`.
    `problems`  the lines and files that are skipped.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def hosts(self, url: str | None) -> tuple[str, ...]:
        """Return which files are for an address: the most specific one, then the global one."""
        specific = [name for name in _names(url) if name in self.files and name != GLOBAL]
        return (*specific[:1], *([GLOBAL] if GLOBAL in self.files else ()))

    def directives(self, host: str) -> tuple[Directive, ...]:
        """Return the directives of a file that are in order."""
        return read(host + SUFFIX, self.files[host], cache(xpath.fault))[0]

    @property
    def broken(self) -> int:
        """Number of files with a broken line, or broken altogether."""
        return len({problem.file for problem in self.problems if problem.broken})

    @property
    def digest(self) -> str | None:
        """Changes with any of the files; None without one."""
        if not self.files:
            return None
        content = "\0".join(f"{host}\0{text}" for host, text in sorted(self.files.items()))
        return hashlib.sha256(content.encode()).hexdigest()[:12]


NO_SITES: Final = SiteFolder()


def load_sites(folder: Path | None) -> SiteFolder:
    """Read every `*.txt` of the folder itself, in order of file name, and check each line.

    What is broken becomes a problem. Raises RulePackError if the folder cannot be listed.
    """
    if folder is None:
        return NO_SITES
    try:
        with os.scandir(folder) as listed:
            entries = sorted((e for e in listed if e.name.endswith(SUFFIX)), key=lambda e: e.name)
    except OSError as error:
        raise RulePackError(f"{folder}: no folder of site rules: {error.strerror}") from error
    fault = cache(xpath.fault)
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for entry in entries:
        host = _ascii(entry.name.removesuffix(SUFFIX))
        try:
            text = _text(entry)
            if host in files:
                raise ValueError("another file is for the same host")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            problems.append(Problem(_printable(entry.name), 0, f"the file cannot be taken ({reason})"))
            continue
        problems += read(_printable(entry.name), text, fault)[1]
        files[host] = text
    return SiteFolder(files, tuple(problems))


def _text(entry: os.DirEntry[str]) -> str:
    """The content of a file; what is not UTF-8 in it is replaced, for its line to be skipped later."""
    if not entry.is_file():
        raise ValueError("it is no regular file")
    if entry.stat().st_size > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST} bytes")
    with open(entry.path, "rb") as stream:
        content = stream.read(_LARGEST)
    if content.startswith(_WIDE):
        raise ValueError("it is UTF-16, not UTF-8")
    return content.decode("utf-8", "replace")


def _names(url: str | None) -> Iterator[str]:
    """Names of the files that may be for an address, most specific first."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    if not host:
        return
    host = _ascii(host.rstrip("."))
    yield host
    if host.startswith("www."):
        yield host.removeprefix("www.")
    _, dot, parent = host.partition(".")
    while dot:
        yield f".{parent}"
        _, dot, parent = parent.partition(".")


def _ascii(host: str) -> str:
    """A host as DNS has it: small letters, other scripts in punycode."""
    host = host.lower()
    if host.isascii():
        return host
    dot = "." if host.startswith(".") else ""
    try:
        return dot + host.removeprefix(".").encode("idna").decode()
    except UnicodeError:
        return host


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
