"""boilerpy3, the Python port of boilerpipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.accuracy.tools.convert import decoded
from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample


def page(_sample: Sample, content: bytes | str) -> Output:
    """`ArticleExtractor().get_doc(…)` with its defaults; its title is that of the page."""
    from boilerpy3.extractors import ArticleExtractor

    document = ArticleExtractor().get_doc(decoded(content))
    return Output(body=document.content or "", title=document.title or None)
