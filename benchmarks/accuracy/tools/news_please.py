"""news-please, which chooses among what newspaper4k, readability-lxml and its own date finder give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.accuracy.tools.convert import day, decoded, names
from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample


def page(sample: Sample, content: bytes | str) -> Output:
    """`NewsPlease.from_html`, without images: it would fetch them."""
    from newsplease import NewsPlease

    article = NewsPlease.from_html(decoded(content), url=sample.url, fetch_images=False)
    if not article:
        return Output()
    return Output(
        body=article.maintext or "",
        title=article.title or None,
        date=day(article.date_publish),
        authors=names(article.authors),
    )
