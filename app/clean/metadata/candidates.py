"""What the sources of a page say about its article, before anyone decides."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from app.clean.metadata.dates import Moment

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """One value and the source that gave it: `json-ld:datePublished`, `meta:author`, `h1`, `byline` …"""

    value: T
    source: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything that was found, per field in the order in which the sources are trusted.

    `headlines`      what a reader sees as the headline, or may: h1, marked-up headlines, the first lines.
    `titles`         what the page calls itself elsewhere: structured data, og:title, the title element.
    `dates`          days of publication; `changes` days of the last change.
    `people`         names of persons, one tuple a source; `organisations` likewise.
    `site_names`     names of the site or its publisher.
    `descriptions`   what the page says that the article is about, often the standfirst.
    `bodies`         the article's text as structured data carry it.
    `urls`           the page's own addresses, canonical one first.
    `languages`      declared language tags, as written.
    """

    headlines: tuple[Candidate[str], ...] = ()
    titles: tuple[Candidate[str], ...] = ()
    dates: tuple[Candidate[Moment], ...] = ()
    changes: tuple[Candidate[Moment], ...] = ()
    people: tuple[Candidate[tuple[str, ...]], ...] = ()
    organisations: tuple[Candidate[tuple[str, ...]], ...] = ()
    site_names: tuple[Candidate[str], ...] = ()
    descriptions: tuple[Candidate[str], ...] = ()
    bodies: tuple[Candidate[str], ...] = ()
    urls: tuple[Candidate[str], ...] = ()
    languages: tuple[str, ...] = ()

    def __add__(self, other: Candidates) -> Candidates:
        """Put the other's candidates after these, field by field."""
        return Candidates(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))
