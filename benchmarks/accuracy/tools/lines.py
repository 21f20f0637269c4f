"""What is done with scraped text today: nothing, or the line rules of C4."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.accuracy.metrics import words
from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample

#: Source: Raffel et al. 2020 (JMLR 21), section 2.2: "lines that contained at least 5 words".
_MIN_WORDS = 5
#: Period, exclamation mark, question mark, closing quotation mark. The paper's corpus is English; the marks
#: of other scripts and typographic quotes are ours, or whole languages would vanish.
_END_MARKS = (".", "!", "?", '"', "”", "»", "。", "！", "？", "」", "؟", "।")
_ELLIPSES = ("...", "…")
#: Lines with any of these go. For the last two the paper drops the whole page from its corpus; to give up a
#: page is no way to clean it.
_UNWANTED = (
    "javascript",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
    "lorem ipsum",
    "{",
)
_CITATION = re.compile(r"\[(?:\d+|edit|citation needed)\]")


def as_is(_sample: Sample, content: bytes | str) -> Output:
    """The text untouched: what a pipeline without a cleaner keeps."""
    return Output(body=str(content))


def c4(_sample: Sample, content: bytes | str) -> Output:
    """The lines that the rules of C4 keep, without marks of citations."""
    lines = (_CITATION.sub("", line).strip() for line in str(content).splitlines())
    return Output(body="\n".join(line for line in lines if _kept(line)))


def _kept(line: str) -> bool:
    return (
        line.endswith(_END_MARKS)
        and not line.endswith(_ELLIPSES)
        and len(words(line)) >= _MIN_WORDS
        and not any(phrase in line.lower() for phrase in _UNWANTED)
    )
