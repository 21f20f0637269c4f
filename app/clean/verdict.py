"""What kind of page the document was. A verdict against it needs a phrase and a lack of content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.clean.model import Label, Verdict
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
# An index has many blocks that are links as a whole, and hardly any text beside them.
_LISTING_LINKS = 12
_LISTING_SHARE = 0.6


def judge(
    labels: Sequence[Label], rules: RuleSet, *, title: str | None, language: str | None
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and the evidence for it: the rule that fired and counts such as `words:12`."""
    kept = [entry.block for entry in labels if entry.mark is None]
    words = sum(word_count(block.text) for block in kept)
    if words < max(_MAX_WORDS.values()):
        texts = [*([title] if title else []), *(entry.block.text for entry in labels)]
        for rule in rules.evidence(texts, language=language):
            verdict = Verdict(rule.kind)
            if words < _MAX_WORDS[verdict]:
                return verdict, (rule.id, f"words:{words}")
    if not words:
        return Verdict.EMPTY, ("words:0",)
    links = sum(1 for block in kept if block.link_share > 0.8)
    if links >= _LISTING_LINKS and links >= len(kept) * _LISTING_SHARE:
        return Verdict.LISTING, (f"links:{links}", f"blocks:{len(kept)}")
    return Verdict.ARTICLE, ()
