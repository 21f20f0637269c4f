"""Whether a page is an index of other pages rather than one article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.clean.builtin import EXTRACTOR
from app.clean.model import Role
from app.clean.prose import word_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.model import Label
    from app.clean.verdict.clues import Clues

# An index has many linked headlines among its lines, each with a teaser at most, and hardly a paragraph.
_LINKS: Final = 8
_LINKED: Final = 0.8
_TEASER_WORDS: Final = 30
_PARAGRAPH_WORDS: Final = 50
_PARAGRAPHS: Final = 2
_HEADLINE_WORDS: Final = 5

_UNJUDGED: Final = (None, EXTRACTOR.mark)


def is_listing(labels: Sequence[Label], clues: Clues) -> tuple[str, ...]:
    """Return the evidence that the page is an index, nothing where it is none."""
    kept = [entry.block for entry in labels if entry.mark is None]
    counts = [word_count(block.text) for block in kept]
    words = sum(counts)
    first, last = kept[0].position, kept[-1].position  # links behind a news flash make it no index
    links = sum(1 for entry in labels if first <= entry.block.position <= last and _leads_to_a_story(entry))
    paragraphs = sum(1 for count in counts if count >= _PARAGRAPH_WORDS)
    if links >= _LINKS and words <= links * _TEASER_WORDS and paragraphs <= _PARAGRAPHS:
        return (f"links:{links}", f"words:{words}")
    return ()


def _leads_to_a_story(entry: Label) -> bool:
    """Whether a block is a linked headline that neither markup nor rules tell to be something else."""
    block = entry.block
    if block.link_share <= _LINKED or entry.mark not in _UNJUDGED:
        return False
    return block.role is Role.HEADING or word_count(block.text) >= _HEADLINE_WORDS
