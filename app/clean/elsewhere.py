"""The article where the visible page does not have it: in hidden elements, JSON-LD, the data of a script."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from app.clean.align import align, key
from app.clean.overlap import Pieces, stated_once
from app.clean.parse import parse
from app.clean.segment import segment_markup, segment_plain
from app.clean.state import script_text

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from app.clean.extract import Extraction
    from app.clean.model import Block, Page
    from app.clean.reading import Reading, Undecided

SHORTEST: Final = 400
"""Characters of an article that is looked for there; what is shorter is a teaser."""

# Where less of an extracted text than this share stands among the blocks of a page, the page does not show
# it; and where less than this share of a text from elsewhere is kept, the page does not have the article.
_MOST: Final = 0.5

_MARKED_UP: Final = re.compile(r"</?(?:p|br|div|li|h[1-6])\b", re.I)


def elsewhere(
    reading: Reading, known: Undecided, extraction: Extraction, left_out: Container[int]
) -> tuple[tuple[Block, ...], str]:
    """Return the article as blocks behind the page's own, and where the body comes from in any case.

    No blocks where the visible page has the article, or nothing has it. `left_out` are the positions of the
    blocks that are not kept.
    """
    kept = [block for block in reading.blocks if block.position not in left_out]
    characters = sum(len(block.text) for block in kept)
    text, source = "", ""
    if extraction.coverage < _MOST and not _stands_in(reading.blocks, extraction):
        text, source = "\n\n".join(stated_once(extraction.text)), "trafilatura"
    stated = reading.candidates.bodies[0] if reading.candidates.bodies else None
    if stated and len(stated.value) > len(text) / 2:
        text, source = stated.value, stated.source  # trafilatura has it from there too, as one paragraph
    if max(len(text), characters) < SHORTEST:
        text, source = script_text(known.page.text), "script"
    if len(text) < SHORTEST or characters > len(text) * _MOST:
        voted = sum(len(block.text) for block in kept if block.position in extraction.kept)
        return (), "trafilatura" if 2 * voted >= characters else "scorer"
    found = _revealed(known.page, extraction) if source == "trafilatura" else ()
    if not found:
        found = segment_markup(parse(text)) if _MARKED_UP.search(text) else segment_plain(text)
    number = len(reading.blocks)
    group = max((block.group for block in reading.blocks), default=0)
    return tuple(
        replace(block, position=number + place, group=group + block.group)
        for place, block in enumerate(found)
    ), source


def _stands_in(blocks: Sequence[Block], extraction: Extraction) -> bool:
    """Whether most of the extracted text stands in the blocks, moved or more than once it may be.

    Where it finds no article, trafilatura collects paragraphs, and what stands in nested ones several times.
    """
    return Pieces(block.text for block in blocks).share("".join(extraction.text)) >= _MOST


def _revealed(page: Page, extraction: Extraction) -> tuple[Block, ...]:
    """The blocks of the extracted text on the page as it would be if nothing were hidden, if it has them.

    A text of one paragraph is all that trafilatura could tell of the page, in its order, and stays one.
    """
    if len(extraction.text) == 1:
        return ()
    root = parse(page.text)
    etree.strip_attributes(root, "hidden", "style")
    blocks = segment_markup(root)
    kept, _ = align([key(unit) for unit in extraction.text], [key(block.text) for block in blocks])
    aligned = tuple(blocks[index] for index in sorted(kept))
    if _stands_in(aligned, extraction):
        return aligned
    said = Pieces(extraction.text)  # short blocks are aligned between longer ones only
    strewn = tuple(block for block in blocks if said.share(block.text) >= _MOST)
    return strewn if _stands_in(strewn, extraction) else ()
