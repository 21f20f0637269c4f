"""The entry points that are fuzzed: bytes in, nothing out, an exception where something is wrong.

A file of `seeds` or `findings` is such an input. For `decode` its first line is the charset label that the
sender declares.
"""

from __future__ import annotations

import time
import zlib
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from app.clean.decode import decode as decode_document
from app.clean.model import BodyFormat, Document, InputKind
from app.clean.pipeline import clean
from app.clean.rules import RuleSet, load_rules
from app.clean.score import Scorer, load_scorer
from tests.fuzz.invariants import check_article, check_page

if TYPE_CHECKING:
    from collections.abc import Callable

FETCHED_AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
ADDRESS = "https://quay.example/2024/05/03/ferry-sails-again"

CPU_SECONDS = 2.0
"""What one input of at most a few kilobytes may take; a page of 100 KB takes some hundredths."""


class Slow(AssertionError):
    """An input took more than CPU_SECONDS."""


@cache
def _rules() -> RuleSet:
    rules = load_rules(None, check=False)
    rules.prepare()
    return rules


@cache
def _scorer() -> Scorer:
    return load_scorer()


def prepare() -> None:
    """Load rules and model, which no input is to be charged with."""
    for kind in InputKind:
        clean(Document(kind, "The ferry sailed again.", FETCHED_AT), _rules(), _scorer())


def decode(data: bytes) -> None:
    """Bytes with a declared label."""
    label, _, content = data.partition(b"\n")
    kind = InputKind.HTML if b"<" in content else InputKind.TEXT
    check_page(decode_document(Document(kind, content, FETCHED_AT, charset=label.decode("latin-1"))))


def text(data: bytes) -> None:
    """Scraped text through the whole pipeline."""
    _clean(InputKind.TEXT, data)


def html(data: bytes) -> None:
    """A page through the whole pipeline."""
    _clean(InputKind.HTML, data)


def _clean(kind: InputKind, data: bytes) -> None:
    body_format = BodyFormat.MARKDOWN if zlib.crc32(data) & 1 else BodyFormat.TEXT
    # As JSON can send it: lone surrogates are characters too.
    content = data.decode("utf-8", "surrogatepass" if _is_wide(data) else "replace")
    document = Document(kind, content, FETCHED_AT, url=ADDRESS, format=body_format)
    start = time.process_time()
    article = clean(document, _rules(), _scorer())
    seconds = time.process_time() - start
    check_article(article, decode_document(document))
    if seconds > CPU_SECONDS:
        raise Slow(f"{len(data)} bytes took {seconds:.1f} s")


def _is_wide(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


TARGETS: dict[str, Callable[[bytes], None]] = {"decode": decode, "text": text, "html": html}
