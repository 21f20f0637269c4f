"""trafilatura: on pages in three settings, and on texts whose lines are wrapped as paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.accuracy.tools.convert import as_paragraphs, names
from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample


def default(sample: Sample, content: bytes | str) -> Output:
    """`bare_extraction` with metadata; the body is its `text`, comments are not in it."""
    return _page(sample, content)


def fast(sample: Sample, content: bytes | str) -> Output:
    """The same with `fast=True`: no fallbacks."""
    return _page(sample, content, fast=True)


def precision(sample: Sample, content: bytes | str) -> Output:
    """The same with `favor_precision=True`."""
    return _page(sample, content, favor_precision=True)


def _page(
    sample: Sample, content: bytes | str, *, fast: bool = False, favor_precision: bool = False
) -> Output:
    from trafilatura import bare_extraction
    from trafilatura.metadata import Document

    document = bare_extraction(
        content, url=sample.url, with_metadata=True, fast=fast, favor_precision=favor_precision
    )
    if not isinstance(document, Document):
        return Output()
    return Output(
        body=document.text or "",
        title=document.title,
        date=document.date,
        authors=names((document.author or "").split(";")),
    )


def wrapped(_sample: Sample, content: bytes | str) -> Output:
    """`extract` with its defaults on the lines as paragraphs."""
    from trafilatura import extract

    return Output(body=extract(as_paragraphs(str(content)), include_comments=False) or "")
