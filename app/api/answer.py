"""From what the workers return to what the caller gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.api.schema import CleanAnswer, KeptBlock, Sources, Stats, StruckBlock
from app.clean.model import Verdict

if TYPE_CHECKING:
    from app.workers.task import Cleaned


def answer_for(cleaned: Cleaned) -> CleanAnswer:
    """The answer of `POST /clean`; `struck` and `kept` are empty where the task did not ask."""
    return CleanAnswer(
        title=cleaned.title,
        date=cleaned.date,
        author=", ".join(cleaned.authors) or None,
        body=cleaned.body,
        authors=list(cleaned.authors),
        published_at=cleaned.published_at,
        modified_at=cleaned.modified_at,
        site_name=cleaned.site_name,
        url=cleaned.url,
        language=cleaned.language,
        verdict=Verdict(cleaned.verdict),
        evidence=list(cleaned.evidence),
        sources=Sources(**cleaned.sources),
        warnings=list(cleaned.warnings),
        stats=Stats(
            characters_in=cleaned.characters_in,
            characters_out=len(cleaned.body or ""),
            blocks_kept=cleaned.kept,
            blocks_struck=sum(cleaned.struck_by_rule.values()),
        ),
        struck=[
            StruckBlock(position=block.position, text=block.text, kind=block.kind, rule=block.rule)
            for block in cleaned.struck
        ],
        kept=[
            KeptBlock(position=block.position, text=block.text, role=block.role, level=block.level)
            for block in cleaned.kept_blocks
        ],
    )
