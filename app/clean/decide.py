"""Which blocks of a page with markup are the article, or that the visible page does not have it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.clean.builtin import EXTRACTOR, SCORER
from app.clean.model import Mark
from app.clean.parse import parse
from app.clean.score import unlikely
from app.clean.segment import segment_markup, segment_plain
from app.clean.state import script_text

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from app.clean.model import Block
    from app.clean.reading import Reading, Undecided
    from app.clean.score import Scorer

# Where less of the extracted text than this share stands in the page's blocks, it is from a script; and where
# less than this share of a text from there is found on the page, the article is not there.
_MIN_COVERAGE = 0.5
# A shorter text in a script is a teaser.
_MIN_ELSEWHERE = 400

_MARKED_UP = re.compile(r"</?(?:p|br|div|li|h[1-6])\b", re.I)


def choose_blocks(
    reading: Reading, known: Undecided, scorer: Scorer, noise: Mapping[int, Mark], url: str | None
) -> tuple[Reading, frozenset[int]]:
    """Return the reading of a page with its article settled, and the positions that surely belong to it.

    `known` is what was open in the reading, `noise` are the marks of the rules by position. Blocks that are
    not of the article are struck; where it is not on the visible page, its blocks follow upon the page's own.
    """
    blocks, kept = known.layout.blocks, known.witnesses.kept
    scores = scorer.score_page(known.layout, noise, known.witnesses, url=url)
    doubted = unlikely(blocks, scores) if scores else None
    left_out = (
        tuple(block.position for block in blocks if block.position not in kept)
        if doubted is None
        else doubted
    )
    elsewhere, source = _elsewhere(reading, known, set(left_out))
    if elsewhere:
        left_out = tuple(range(len(blocks)))
    struck = {position: _reason(blocks[position], kept) for position in left_out}
    # the scorer knows the tree: no list of stories takes along what it has kept
    trusted = frozenset(range(len(blocks))).difference(left_out) if doubted is not None else frozenset()
    settled = replace(
        reading, blocks=(*blocks, *elsewhere), struck=struck | dict(reading.struck), source=source
    )
    return settled, trusted


def _reason(block: Block, kept: Container[int]) -> Mark:
    narrowed = next((hint for hint in sorted(block.hints) if hint.startswith("narrow.")), None)
    if narrowed:
        return Mark("narrow", narrowed)
    return SCORER.mark if block.position in kept else EXTRACTOR.mark


def _elsewhere(reading: Reading, known: Undecided, left_out: Container[int]) -> tuple[tuple[Block, ...], str]:
    """The article's text where the visible page does not have it, as blocks behind the page's own."""
    kept = [block for block in reading.blocks if block.position not in left_out]
    characters = sum(len(block.text) for block in kept)
    text, source = "", ""
    if known.witnesses.coverage < _MIN_COVERAGE:
        text, source = "\n\n".join(known.text), "trafilatura"
    stated = reading.candidates.bodies[0] if reading.candidates.bodies else None
    if stated and len(stated.value) > len(text) / 2:
        text, source = stated.value, stated.source  # trafilatura has it from there too, as one paragraph
    if max(len(text), characters) < _MIN_ELSEWHERE:
        text, source = script_text(known.markup), "script"
    if len(text) < _MIN_ELSEWHERE or characters > len(text) * _MIN_COVERAGE:
        voted = sum(len(block.text) for block in kept if block.position in known.witnesses.kept)
        return (), "trafilatura" if 2 * voted >= characters else "scorer"
    found = segment_markup(parse(text)) if _MARKED_UP.search(text) else segment_plain(text)
    number = len(reading.blocks)
    group = max((block.group for block in reading.blocks), default=0)
    return tuple(
        replace(block, position=number + block.position, group=group + block.group) for block in found
    ), source
