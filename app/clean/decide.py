"""Which blocks of a page with markup are the article, or that the visible page does not have it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.clean.builtin import EXTRACTOR, SCORER, narrowed
from app.clean.extract import NOTHING_EXTRACTED, extract
from app.clean.overlap import Pieces, stated_once
from app.clean.parse import parse
from app.clean.score import THRESHOLD, unlikely
from app.clean.segment import segment_markup, segment_plain
from app.clean.state import script_text

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from app.clean.extract import Extraction
    from app.clean.model import Block, Mark
    from app.clean.reading import Reading, Stage, Undecided
    from app.clean.score import Scorer

# Where less of the extracted text than this share stands in the page's blocks, it is from a script; and where
# less than this share of a text from there is found on the page, the article is not there.
_MIN_COVERAGE = 0.5
# A shorter text in a script is a teaser.
_MIN_ELSEWHERE = 400

_MARKED_UP = re.compile(r"</?(?:p|br|div|li|h[1-6])\b", re.I)


def choose_blocks(
    reading: Reading, known: Undecided, scorer: Scorer, noise: Mapping[int, Mark], stage: Stage
) -> tuple[Reading, frozenset[int]]:
    """Return the reading of a page with its article settled, and the positions that surely belong to it.

    `known` is what was open in the reading, `noise` are the marks of the rules by position. Blocks that are
    not of the article are struck; where it is not on the visible page, its blocks follow upon the page's own.
    trafilatura is asked where the scorer is not sure by itself. `stage` is entered around each step.
    """
    blocks = known.layout.blocks
    with stage("score"):
        found = scorer.score_page(known.layout, noise, known.announced, url=known.page.url)
        scores = found.first if found else ()
    extraction = NOTHING_EXTRACTED
    if found is None or found.uncertain or _characters(blocks, scores) < _MIN_ELSEWHERE:
        with stage("extract"):
            extraction = extract(known.root, known.cuts, blocks)
            scores = found.with_vote(extraction.kept, extraction.coverage) if found else ()
    doubted = unlikely(blocks, scores) if scores else None
    left_out = (
        tuple(block.position for block in blocks if block.position not in extraction.kept)
        if doubted is None
        else doubted
    )
    elsewhere, source = _elsewhere(reading, known, extraction, set(left_out))
    if elsewhere:
        left_out = tuple(range(len(blocks)))
    struck = {position: _reason(blocks[position], extraction) for position in left_out}
    # the scorer knows the tree: no list of stories takes along what it has kept
    trusted = frozenset(range(len(blocks))).difference(left_out) if doubted is not None else frozenset()
    settled = replace(
        reading, blocks=(*blocks, *elsewhere), struck=struck | dict(reading.struck), source=source
    )
    return settled, trusted


def _characters(blocks: Sequence[Block], scores: Sequence[float]) -> int:
    return sum(len(block.text) for block, score in zip(blocks, scores, strict=True) if score >= THRESHOLD)


def _reason(block: Block, extraction: Extraction) -> Mark:
    cut = narrowed(block.hints)
    if cut is not None:
        return cut.mark
    if extraction is NOTHING_EXTRACTED or block.position in extraction.kept:
        return SCORER.mark
    return EXTRACTOR.mark


def _is_visible(extraction: Extraction, blocks: Sequence[Block]) -> bool:
    """Whether most of the extracted text stands in the blocks after all, moved or more than once.

    Where it finds no article, trafilatura collects paragraphs, and what stands in nested ones several times.
    """
    visible = Pieces(block.text for block in blocks)
    return visible.share("".join(extraction.text)) >= _MIN_COVERAGE


def _elsewhere(
    reading: Reading, known: Undecided, extraction: Extraction, left_out: Container[int]
) -> tuple[tuple[Block, ...], str]:
    """The article's text where the visible page does not have it, as blocks behind the page's own."""
    kept = [block for block in reading.blocks if block.position not in left_out]
    characters = sum(len(block.text) for block in kept)
    text, source = "", ""
    if extraction.coverage < _MIN_COVERAGE and not _is_visible(extraction, reading.blocks):
        text, source = "\n\n".join(stated_once(extraction.text)), "trafilatura"
    stated = reading.candidates.bodies[0] if reading.candidates.bodies else None
    if stated and len(stated.value) > len(text) / 2:
        text, source = stated.value, stated.source  # trafilatura has it from there too, as one paragraph
    if max(len(text), characters) < _MIN_ELSEWHERE:
        text, source = script_text(known.page.text), "script"
    if len(text) < _MIN_ELSEWHERE or characters > len(text) * _MIN_COVERAGE:
        voted = sum(len(block.text) for block in kept if block.position in extraction.kept)
        return (), "trafilatura" if 2 * voted >= characters else "scorer"
    found = segment_markup(parse(text)) if _MARKED_UP.search(text) else segment_plain(text)
    number = len(reading.blocks)
    group = max((block.group for block in reading.blocks), default=0)
    return tuple(
        replace(block, position=number + block.position, group=group + block.group) for block in found
    ), source
