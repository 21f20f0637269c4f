"""From candidates to the answer: one title, one day, one list of authors, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.clean.metadata import byline, headline
from app.clean.model import Field, Metadata

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.clean.metadata.candidates import Candidate, Candidates
    from app.clean.metadata.dates import Moment
    from app.clean.model import Page


def resolve(candidates: Candidates, page: Page) -> Metadata:
    """Choose among the candidates; a field without a plausible one is empty."""
    sites = [c.value for c in candidates.site_names]
    published = candidates.dates[0] if candidates.dates else None
    return Metadata(
        title=_title(candidates, sites),
        date=_day(published),
        authors=_authors(candidates, sites),
        published_at=str(published.value) if published else None,
        modified_at=str(candidates.changes[0].value) if candidates.changes else None,
        site_name=next((c.value for c in candidates.site_names if c.source != "url"), None),
        url=candidates.urls[0].value if candidates.urls else page.url,
    )


def _day(published: Candidate[Moment] | None) -> Field[date]:
    return Field(published.value.day, published.source) if published else Field()


def _title(candidates: Candidates, sites: Sequence[str]) -> Field[str]:
    """Take what readers see before what the page tells machines."""
    for title in (*candidates.headlines, *candidates.titles):
        bare = headline.without_site(title.value, sites)
        if not headline.is_site(bare, sites):
            return Field(bare, title.source)
    return Field()


def _authors(candidates: Candidates, sites: Sequence[str]) -> Field[tuple[str, ...]]:
    known = {byline.fold(site) for site in sites}
    for candidate in candidates.people:
        names = tuple(n for n in candidate.value if byline.fold(n) not in known)
        if names:
            return Field(names, candidate.source)
    if candidates.organisations:
        first = candidates.organisations[0]
        return Field(first.value, first.source)
    return Field((), None)
