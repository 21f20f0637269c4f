"""What a tool is to the benchmark, and what it makes of a document."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.accuracy.data import Sample


@dataclass(frozen=True, slots=True)
class Struck:
    """A block that a tool left out of the body, and the rule that said so."""

    text: str
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Output:
    """What a tool makes of a document. `date` is ISO 8601; what a tool does not look for stays empty.

    `sources` and `struck` only our own tool tells: where each field came from, and what is not in the body.
    """

    body: str = ""
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    struck: tuple[Struck, ...] = ()


@dataclass(frozen=True)
class Tool:
    """A tool, and how it is called.

    `kinds`     of input that it takes: `html`, `text`.
    `fields`    of `Output` that it finds; only by these it is judged.
    `run`       the document as bytes or text -> its output; raises what the tool raises.
    `packages`  distributions that decide what it finds, its own first.
    `digest`    names a tool whose code is part of this project; others are named by their packages.
    `needs`     files or folders that it cannot run without, and which commands make.
    `load`      raises what is wrong with such a tool at once, before each document of a run does.
    """

    name: str
    kinds: frozenset[str]
    fields: frozenset[str]
    run: Callable[[Sample, bytes | str], Output]
    packages: tuple[str, ...] = ()
    digest: Callable[[], str] | None = None
    needs: tuple[Path, ...] = ()
    load: Callable[[], object] | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages and files that are not there: without them the tool cannot run."""
        packages = tuple(package for package in self.packages if _version(package) is None)
        return packages + tuple(path.name for path in self.needs if not path.exists())

    @property
    def versions(self) -> dict[str, str]:
        """The versions of its packages, and the digest of a tool of our own."""
        found = {package: _version(package) or "missing" for package in self.packages}
        return found | ({self.name: self.digest()} if self.digest else {})

    @cached_property
    def version(self) -> str:
        """Names its results: the versions of its packages, and how this benchmark calls it.

        With an adapter mended, or a library under it renewed, the tool is measured anew.
        """
        digest = hashlib.blake2b(digest_size=4)
        digest.update(repr(self.versions).encode())
        for module in (self.run.__module__, f"{__package__}.convert"):
            source = sys.modules[module].__file__ if module in sys.modules else None
            digest.update(Path(source).read_bytes() if source else b"")
        own = next(iter(self.versions.values()), "1")
        return f"{own}-{digest.hexdigest()}"


def _version(package: str) -> str | None:
    try:
        return installed(package)
    except PackageNotFoundError:
        return None
