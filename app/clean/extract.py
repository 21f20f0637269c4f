"""Which blocks trafilatura keeps: its output, aligned back to the page's own blocks by their text.

trafilatura rewrites the tree as it goes, so elements cannot be followed; but it changes hardly a letter. Both
sides are compared by their letters and digits alone, in page order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree
from trafilatura import bare_extraction

from app.clean.align import align, key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from app.clean.model import Block

_UNITS = frozenset({"p", "head", "item", "cell", "quote", "code", "list", "table", "row", "ab", "lb"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the extractor says of a page.

    `kept`      positions of the blocks that it counts to the article.
    `coverage`  how much of its text these account for, 0 to 1: where it is little, the text is from a script.
    `text`      the paragraphs that it found, in order.
    """

    kept: frozenset[int]
    coverage: float
    text: tuple[str, ...] = ()


NOTHING_EXTRACTED: Final = Extraction(frozenset(), 1.0)
"""What an extractor that was not asked, or that found nothing, says."""


def extract(root: HtmlElement, cuts: Mapping[HtmlElement, str], blocks: Sequence[Block]) -> Extraction:
    """Run trafilatura on the page without its cuts and return what of `blocks` it keeps.

    Empties the cuts in `root`: nothing may read the tree afterwards.
    """
    for element in cuts:
        element.clear(keep_tail=True)  # to drop it, lxml would have to move its tail, which it may refuse
    # deduplicate stays off: its cache is process-wide, so answers would depend on the history of the worker.
    # Its second opinions, which cost as much again, are the scorer's to give.
    document = bare_extraction(
        root, fast=True, include_comments=False, with_metadata=False, deduplicate=False
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return NOTHING_EXTRACTED
    units = [unit for unit in _units(document.body) if key(unit)]
    kept, coverage = align([key(unit) for unit in units], [key(block.text) for block in blocks])
    return Extraction(frozenset(kept), coverage, tuple(units))


def _units(body: etree._Element) -> list[str]:
    """The paragraphs, headings, items and cells of trafilatura's output, in order."""
    units: list[list[str]] = [[]]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _UNITS:
            units.append([])
        if event == "start" and element.text:
            units[-1].append(element.text)
        elif event == "end" and element.tail and element is not body:
            units[-1].append(element.tail)
    return [text for parts in units if (text := " ".join("".join(parts).split()))]
