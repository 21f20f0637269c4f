"""What kind of page the document was. A verdict against it needs a phrase and a lack of content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.clean.builtin import EXTRACTOR
from app.clean.model import Label, Role, Verdict
from app.clean.prose import word_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.rules import RuleSet

# A page that says so in fewer words than this is no article about it.
_MAX_WORDS = {
    Verdict.BLOCKED: 120,
    Verdict.ERROR_PAGE: 120,
    Verdict.SCRIPT_REQUIRED: 60,
    Verdict.CONSENT_WALL: 120,
    Verdict.PAYWALL: 250,
}
# An index has many linked headlines among its lines, each with a teaser at most, and hardly a paragraph.
_LISTING_LINKS = 8
_LINKED = 0.8
_TEASER_WORDS = 30
_PARAGRAPH_WORDS = 50
_LISTING_PARAGRAPHS = 2
_HEADLINE_WORDS = 5

_UNJUDGED = (None, EXTRACTOR.mark)


def judge(
    labels: Sequence[Label], rules: RuleSet, *, title: str | None, language: str | None
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and the evidence for it: the rule that fired and counts such as `words:12`."""
    kept = [entry.block for entry in labels if entry.mark is None]
    counts = [word_count(block.text) for block in kept]
    words = sum(counts)
    if words < max(_MAX_WORDS.values()):
        texts = [*([title] if title else []), *(entry.block.text for entry in labels)]
        for rule in rules.evidence(texts, language=language):
            verdict = Verdict(rule.kind)
            if words < _MAX_WORDS[verdict]:
                return verdict, (rule.id, f"words:{words}")
    if not words:
        return Verdict.EMPTY, ("words:0",)
    first, last = kept[0].position, kept[-1].position  # links behind a news flash make it no index
    links = sum(1 for entry in labels if first <= entry.block.position <= last and _leads_to_a_story(entry))
    paragraphs = sum(1 for count in counts if count >= _PARAGRAPH_WORDS)
    if links >= _LISTING_LINKS and words <= links * _TEASER_WORDS and paragraphs <= _LISTING_PARAGRAPHS:
        return Verdict.LISTING, (f"links:{links}", f"words:{words}")
    return Verdict.ARTICLE, ()


def _leads_to_a_story(entry: Label) -> bool:
    """Whether a block is a linked headline that neither markup nor rules tell to be something else."""
    block = entry.block
    if block.link_share <= _LINKED or entry.mark not in _UNJUDGED:
        return False
    return block.role is Role.HEADING or word_count(block.text) >= _HEADLINE_WORDS
