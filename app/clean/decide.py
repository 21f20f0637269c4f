"""Which blocks of a page with markup are the article, or that the visible page does not have it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.clean.builtin import EXTRACTOR, SCORER, narrowed
from app.clean.elsewhere import SHORTEST, elsewhere
from app.clean.extract import NOTHING_EXTRACTED, extract
from app.clean.score import THRESHOLD, unlikely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.clean.extract import Extraction
    from app.clean.model import Block, Mark
    from app.clean.reading import Reading, Stage, Undecided
    from app.clean.score import Scorer


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
    if found is None or found.uncertain or _characters(blocks, scores) < SHORTEST:
        with stage("extract"):
            extraction = extract(known.root, known.cuts, blocks)
            scores = found.with_vote(extraction.kept, extraction.coverage) if found else ()
    doubted = unlikely(blocks, scores) if scores else None
    left_out = (
        tuple(block.position for block in blocks if block.position not in extraction.kept)
        if doubted is None
        else doubted
    )
    there, source = elsewhere(reading, known, extraction, set(left_out))
    if there:
        left_out = tuple(range(len(blocks)))
    struck = {position: _reason(blocks[position], extraction) for position in left_out}
    # the scorer knows the tree: no list of stories takes along what it has kept
    trusted = frozenset(range(len(blocks))).difference(left_out) if doubted is not None else frozenset()
    settled = replace(reading, blocks=(*blocks, *there), struck=struck | dict(reading.struck), source=source)
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
