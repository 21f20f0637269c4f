"""Which blocks trafilatura keeps: its output, aligned back to the page's own blocks by their text.

trafilatura rewrites the tree as it goes, so elements cannot be followed; but it changes hardly a letter. Both
sides are compared by their letters and digits alone, in page order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from trafilatura import bare_extraction

from app.clean.align import align, key
from app.clean.builtin import EXTRACTOR
from app.clean.model import Block, Mark, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

# Where less of the extracted text than this share stands in the page's blocks, it is from a script.
_MIN_COVERAGE = 0.5
# Fewer letters than this are a label or a slogan.
_STANDFIRST = 40
_MAX_LINKED = 0.3
_UNITS = frozenset({"p", "head", "item", "cell", "quote", "code", "list", "table", "row", "ab", "lb"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the extractor says of a page.

    `left_out`   the marks of the blocks that it does not count to the article, by position.
    `elsewhere`  paragraphs that the article has and the visible page has not; where there are any, they are
                 the article, and every block is left out.
    """

    left_out: Mapping[int, Mark]
    elsewhere: tuple[str, ...] = ()


def extract(
    root: HtmlElement,
    cuts: Mapping[HtmlElement, str],
    blocks: Sequence[Block],
    descriptions: Sequence[str] = (),
) -> Extraction:
    """Run trafilatura on the page without its cuts and return what of `blocks` it leaves out.

    `descriptions` are the page's own of its article: a paragraph above the body that has the words of one is
    the standfirst, which trafilatura often takes for a part of the header.
    Empties the cuts in `root`: nothing may read the tree afterwards.
    """
    for element in cuts:
        element.clear(keep_tail=True)  # to drop it, lxml would have to move its tail, which it may refuse
    # deduplicate stays off: its cache is process-wide, so answers would depend on the history of the worker
    document = bare_extraction(root, include_comments=False, with_metadata=False, deduplicate=False)
    if document is None or isinstance(document, dict) or document.body is None:
        return Extraction(_left_out(blocks, set()))
    units = _units(document.body)
    kept, coverage = align([key(unit) for unit in units], [key(block.text) for block in blocks])
    if coverage < _MIN_COVERAGE:
        return Extraction(_left_out(blocks, set()), tuple(filter(key, units)))
    kept = _with_rows(kept, blocks)
    return Extraction(_left_out(blocks, kept | _standfirst(blocks, min(kept, default=0), descriptions)))


def _left_out(blocks: Sequence[Block], kept: set[int]) -> dict[int, Mark]:
    return {block.position: _reason(block) for block in blocks if block.position not in kept}


def _reason(block: Block) -> Mark:
    narrowed = next((hint for hint in block.hints if hint.startswith("narrow.")), None)
    return Mark("narrow", narrowed) if narrowed else EXTRACTOR.mark


def _standfirst(blocks: Sequence[Block], first: int, descriptions: Sequence[str]) -> set[int]:
    """The position of the standfirst, if one stands above the first block that is kept."""
    wanted = [words for text in descriptions if len(words := key(text)) >= _STANDFIRST]
    for block in reversed(blocks[:first]):
        found = key(block.text)
        if block.link_share > _MAX_LINKED or len(found) < _STANDFIRST or _reason(block) != EXTRACTOR.mark:
            continue
        # a description may be cut short, and a standfirst may go on
        if any(found.startswith(words) or words.startswith(found) for words in wanted):
            return {block.position}
    return set()


def _with_rows(kept: set[int], blocks: Sequence[Block]) -> set[int]:
    """A data table is kept or left as a whole: short cells are not told apart by their text."""
    by_group: dict[int, list[int]] = {}
    for block in blocks:
        if block.role is Role.TABLE:
            by_group.setdefault(block.group, []).append(block.position)
    for rows in by_group.values():
        whole = sum(1 for row in rows if row in kept) >= len(rows) / 2
        for row in rows:
            (kept.add if whole else kept.discard)(row)
    return kept


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
