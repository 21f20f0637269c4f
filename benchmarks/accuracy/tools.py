"""The tools that are compared, each called as its own user would call it.

A tool gets the bytes as fetched (or the text) and the address, and decodes for itself. Peers are imported
when they are first called, so that one which is not installed costs nothing.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.clean.rules import RuleSet
    from benchmarks.accuracy.data import Sample

#: The reference for relative dates and for what lies in the future: the sets were fetched before it.
FETCHED_AT = datetime(2026, 11, 22, tzinfo=UTC)


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


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: `kinds` of input that it takes, `fields` that it finds, `version` that names its results."""

    name: str
    kinds: frozenset[str]
    fields: frozenset[str]
    version: Callable[[], str]
    run: Callable[[Sample, bytes | str], Output]


def ours(sample: Sample, content: bytes | str) -> Output:
    """The pipeline in this process, as a worker of the service calls it."""
    from app.clean.model import Document, InputKind
    from app.clean.pipeline import clean

    article = clean(
        Document(kind=InputKind(sample.kind), content=content, fetched_at=FETCHED_AT, url=sample.url),
        _rules(),
    )
    metadata = article.metadata
    sources = {
        "title": metadata.title.source,
        "date": metadata.date.source,
        "authors": metadata.authors.source,
        "body": article.body.source,
    }
    return Output(
        body=article.body.value or "",
        title=metadata.title.value,
        date=metadata.date.value.isoformat() if metadata.date.value else None,
        authors=metadata.authors.value or (),
        sources=tuple((name, source) for name, source in sources.items() if source),
        struck=tuple(
            Struck(label.block.text, label.mark.kind, label.mark.rule)
            for label in article.labels
            if label.mark
        ),
    )


def trafilatura(sample: Sample, content: bytes | str) -> Output:
    """`bare_extraction` with its defaults and metadata; the body is its `text`, comments are not in it."""
    from trafilatura import bare_extraction
    from trafilatura.metadata import Document

    document = bare_extraction(content, url=sample.url, with_metadata=True)
    if not isinstance(document, Document):
        return Output()
    return Output(
        body=document.text or "",
        title=document.title,
        date=document.date,
        authors=tuple(name.strip() for name in (document.author or "").split(";") if name.strip()),
    )


def as_is(_sample: Sample, content: bytes | str) -> Output:
    """The text untouched: what a pipeline without a cleaner keeps."""
    return Output(body=str(content))


def our_version() -> str:
    """A digest of `app/clean` and of the libraries under it, so that every change is measured anew."""
    import app.clean

    digest = hashlib.blake2b(digest_size=6)
    for package in ("trafilatura", "htmldate", "lxml"):
        digest.update(f"{package} {installed(package)}\n".encode())
    root = Path(app.clean.__path__[0])
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def quiet() -> None:
    """Silence what the tools log about single pages: it would tear the progress display."""
    for name in ("trafilatura", "htmldate", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


@cache
def _rules() -> RuleSet:
    from app.clean.rules import load_rules

    return load_rules()


_HTML, _TEXT = frozenset({"html"}), frozenset({"text"})
_ALL_FIELDS = frozenset({"body", "title", "date", "authors"})

TOOLS = {
    tool.name: tool
    for tool in (
        Tool("ours", _HTML | _TEXT, _ALL_FIELDS, our_version, ours),
        Tool("trafilatura", _HTML, _ALL_FIELDS, lambda: installed("trafilatura"), trafilatura),
        Tool("as-is", _TEXT, frozenset({"body"}), lambda: "1", as_is),
    )
}
