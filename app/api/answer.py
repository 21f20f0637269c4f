"""From what the workers return to what the caller gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.api.schema import CleanAnswer, KeptBlock, Sources, Stats, StruckBlock

if TYPE_CHECKING:
    from app.workers.task import Cleaned


def answer_for(cleaned: Cleaned) -> CleanAnswer:
    """The answer of `POST /clean`; `struck` and `kept` are empty where the task did not ask."""
    article = cleaned.article
    metadata = article.metadata
    authors = metadata.authors.value or ()
    day = metadata.date.value
    body = article.body.value or None
    return CleanAnswer(
        title=metadata.title.value,
        date=day.isoformat() if day is not None else None,
        author=", ".join(authors) or None,
        body=body,
        authors=list(authors),
        published_at=metadata.published_at,
        modified_at=metadata.modified_at,
        site_name=metadata.site_name,
        url=metadata.url,
        language=article.language,
        verdict=article.verdict,
        evidence=list(article.evidence),
        sources=Sources(
            title=metadata.title.source,
            date=metadata.date.source,
            author=metadata.authors.source,
            body=article.body.source,
        ),
        warnings=list(article.warnings),
        stats=Stats(
            characters_in=article.characters_in,
            characters_out=len(body or ""),
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
