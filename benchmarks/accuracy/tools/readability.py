"""readability-lxml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.accuracy.tools.convert import names
from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample


def page(sample: Sample, content: bytes | str) -> Output:
    """`Document.summary()`, which is HTML; resiliparse makes text of it. The title is the shortened one."""
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text

    document = Document(content, url=sample.url)
    title = document.short_title()
    author = document.author()
    return Output(
        body=extract_plain_text(document.summary(html_partial=True)),
        title=str(title) if title and title != "[no-title]" else None,
        authors=names([author] if author != "[no-author]" else ()),
    )
