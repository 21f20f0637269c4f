"""Our own pipeline."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.accuracy.tools.tool import Output, Struck

if TYPE_CHECKING:
    from app.clean.rules import RuleSet
    from app.clean.score import Scorer
    from benchmarks.accuracy.data import Sample

#: The reference for relative dates and for what lies in the future: the sets were fetched before it.
FETCHED_AT = datetime(2026, 11, 22, tzinfo=UTC)

_LOCK = Path(__file__).parents[3] / "requirements" / "service.lock"


def clean(sample: Sample, content: bytes | str) -> Output:
    """The pipeline in this process, as a worker of the service calls it."""
    return cleaned(sample, content, *load())


def cleaned(sample: Sample, content: bytes | str, rules: RuleSet, scorer: Scorer) -> Output:
    """The pipeline with these rules and this scorer."""
    from app.clean import pipeline
    from app.clean.model import Document, InputKind

    article = pipeline.clean(
        Document(kind=InputKind(sample.kind), content=content, fetched_at=FETCHED_AT, url=sample.url),
        rules,
        scorer,
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


@cache
def digest() -> str:
    """Names `app/clean` and the installed libraries of the service, so that every change is measured anew."""
    import app.clean

    found = hashlib.blake2b(digest_size=6)
    for package in re.findall(r"^([\w.-]+)==", _LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        try:
            found.update(f"{package} {installed(package)}\n".encode())
        except PackageNotFoundError:  # the lock serves other platforms, too
            continue
    root = Path(app.clean.__path__[0])
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


@cache
def load() -> tuple[RuleSet, Scorer]:
    """The rules and the scorer; raises RulePackError."""
    from app.clean.rules import load_rules
    from app.clean.score import load_scorer

    return load_rules(), load_scorer()
