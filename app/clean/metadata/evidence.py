"""Everything of one page that the readers of titles, days and authors look at, collected once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from app.clean.metadata.candidates import Candidate
    from app.clean.metadata.dates import Calendar
    from app.clean.metadata.elements import Elements
    from app.clean.metadata.jsonld import Described
    from app.clean.metadata.meta_tags import Tags


@dataclass(frozen=True, slots=True)
class Evidence:
    """One page, taken apart.

    `address` is the URL it was fetched from, else the canonical one; `sites` are names of the
    site, `known` the same as `byline.fold` makes them.
    """

    elements: Elements
    tags: Tags
    described: Described
    calendar: Calendar
    address: str | None
    sites: tuple[Candidate[str], ...]
    page_titles: tuple[str, ...]
    known: frozenset[str]

    @property
    def site_names(self) -> list[str]:
        """The names of the site alone."""
        return [site.value for site in self.sites]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The headline among the elements: what stands near it belongs to the article.

    `position` counts elements from the top of the page. `around` are the elements that hold the headline.
    """

    position: int = 0
    around: frozenset[HtmlElement] = frozenset()
