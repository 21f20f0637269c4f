"""newspaper4k."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.accuracy.tools.convert import day, decoded, names
from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample


def page(sample: Sample, content: bytes | str) -> Output:
    """`Article.download(input_html=…)`, then `parse()`, without images: it would fetch them."""
    from newspaper import Article

    article = Article(sample.url or "", fetch_images=False)
    article.download(input_html=decoded(content))
    article.parse()
    return Output(
        body=article.text or "",
        title=article.title or None,
        date=day(article.publish_date),
        authors=names(article.authors),
    )
