"""goose3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.accuracy.tools.convert import day, decoded, names
from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample


def page(sample: Sample, content: bytes | str) -> Output:
    """`Goose().extract(url, raw_html)` with its defaults: images are off."""
    from goose3 import Goose

    with Goose() as goose:
        article = goose.extract(url=sample.url, raw_html=decoded(content))
    return Output(
        body=article.cleaned_text or "",
        title=article.title or None,
        date=day(article.publish_date),
        authors=names(article.authors),
    )
