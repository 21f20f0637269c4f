"""From candidates to the answer: one title, one day, one list of authors, each with its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.clean.metadata import byline, day_choice, headline, signer_choice, title_choice
from app.clean.metadata.candidates import Candidate
from app.clean.model import Field, InputKind, Metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.metadata.candidates import Candidates
    from app.clean.metadata.dates import Moment
    from app.clean.model import Page

# An operator's word stands.
_RULED = "site-rule"
# What is asked only where no other source answers, and takes the best of a whole page.
_GUESSES = frozenset(("htmldate", "trafilatura", "line", "text:header"))


def resolve(candidates: Candidates, page: Page) -> Metadata:
    """Choose among the candidates; a field without a plausible one is empty."""
    sites = [c.value for c in candidates.site_names]
    published = _published(candidates, page)
    return Metadata(
        title=_title(candidates, sites, page),
        date=Field(published.value.day, published.source) if published else Field(),
        authors=_authors(candidates, sites, page),
        published_at=str(published.value) if published else None,
        modified_at=str(candidates.changes[0].value) if candidates.changes else None,
        site_name=next((c.value for c in candidates.site_names if c.source != "url"), None),
        url=candidates.urls[0].value if candidates.urls else page.url,
    )


def _published(candidates: Candidates, page: Page) -> Candidate[Moment] | None:
    """Take the likeliest day of a page, the first that a text tells."""
    if page.kind is InputKind.TEXT:
        return next(iter(candidates.dates), None)
    chosen = day_choice.choose(candidates.dates, candidates.changes)
    return Candidate(chosen.value, chosen.source) if chosen else None


def _title(candidates: Candidates, sites: Sequence[str], page: Page) -> Field[str]:
    """Take the likeliest title of a page, the first that a text tells."""
    first = next(iter(candidates.headlines), None)
    if first and (page.kind is InputKind.TEXT or first.source == _RULED):
        bare = headline.without_site(first.value, sites)
        if not headline.is_site(bare, sites):
            return Field(bare, first.source)
    chosen = title_choice.choose(candidates, sites, page.url)
    return Field(chosen.value, chosen.source) if chosen else Field()


def _authors(candidates: Candidates, sites: Sequence[str], page: Page) -> Field[tuple[str, ...]]:
    """Take the likeliest signers of a page, the first of a text: persons before organisations."""
    known = {byline.fold(site) for site in sites}
    if page.kind is InputKind.HTML:
        chosen = signer_choice.choose(candidates, known)
        return Field(chosen.value, chosen.source) if chosen else Field((), None)
    for candidate in candidates.people:
        names = tuple(name for name in candidate.value if byline.fold(name) not in known)
        if names:
            return Field(names, candidate.source)
    first = next(iter((*candidates.organisations, *candidates.people)), None)
    return Field(first.value, first.source) if first else Field((), None)


def without_guesses(metadata: Metadata) -> Metadata:
    """Return what is left for a page that is no article: no title element and no fallback tells of one."""
    title, date, authors = metadata.title, metadata.date, metadata.authors
    guessed = date.source in _GUESSES
    return replace(
        metadata,
        title=Field() if title.source == "title-element" else title,
        date=Field() if guessed else date,
        published_at=None if guessed else metadata.published_at,
        authors=Field() if authors.source in _GUESSES else authors,
    )
