"""What the title, author and date directives of a site say of a page, and the evidence that others give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, dates, elements, microdata
from app.clean.metadata.candidates import Candidate, Candidates
from app.clean.metadata.gather import calendar
from app.clean.verdict import Clue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from app.clean.metadata.dates import Moment
    from app.clean.model import Page
    from app.clean.site.site import Site
    from app.clean.site.xpath import Item

SOURCE: Final = "site-rule"

_CLUES: Final = {"not_logged_in_xpath": Clue.NOT_LOGGED_IN, "native_ad_clue": Clue.NATIVE_AD}
_LONGEST_TITLE: Final = 300
_LONGEST_AUTHOR: Final = 80


@dataclass(frozen=True, slots=True)
class Said:
    """The fields that the rules of a site give for a page, and the clues that they find on it."""

    title: str | None = None
    date: Moment | None = None
    authors: tuple[str, ...] = ()
    clues: tuple[Clue, ...] = ()

    def over(self, candidates: Candidates) -> Candidates:
        """Return the candidates with these fields before, or instead of, all others."""
        if self.title is not None:
            first = Candidate(self.title, SOURCE)
            candidates = replace(candidates, headlines=(first, *candidates.headlines))
        if self.date is not None:
            candidates = replace(candidates, dates=(Candidate(self.date, SOURCE),))
        if self.authors:
            candidates = replace(candidates, people=(Candidate(self.authors, SOURCE),), organisations=())
        return candidates


NOTHING_SAID: Final = Said()


def read(site: Site, root: HtmlElement, page: Page) -> Said:
    """Ask a page, as it was parsed, for what the rules of its site say of it.

    With `skip_json_ld` the JSON-LD of the tree is emptied, so that nobody reads it later.
    """
    if not site.steps:
        return NOTHING_SAID
    said = Said(
        title=_title(site, root),
        date=_date(site, root, page),
        authors=_authors(site, root),
        clues=tuple(dict.fromkeys(_CLUES[step.name] for step in site.named(*_CLUES) if step.holds(root))),
    )
    if site.says("skip_json_ld", root):
        for script in root.iter("script"):
            if "ld+json" in (script.get("type") or "").lower():
                script.clear(keep_tail=True)
    return said


def _title(site: Site, root: HtmlElement) -> str | None:
    for item in _items(site, "title", root):
        title = " ".join((item if isinstance(item, str) else microdata.value(item)).split())
        if 0 < len(title) <= _LONGEST_TITLE:
            return title
    return None


def _date(site: Site, root: HtmlElement, page: Page) -> Moment | None:
    language = root.get("lang")
    how = calendar(page, (language,) if language else (), page.url)
    for item in _items(site, "date", root):
        value = str(item) if isinstance(item, str) else microdata.value(item)
        if (moment := dates.read(value, how)) is not None:
            return moment
    return None


def _authors(site: Site, root: HtmlElement) -> tuple[str, ...]:
    """The authors of the first directive that selects any; one element may name one or many."""
    for step in site.named("author"):
        found: dict[str, str] = {}
        for item in step.on(root):
            for name in _names(item):
                found.setdefault(byline.fold(name), name)
        if found:
            return tuple(found.values())
    return ()


def _names(item: Item) -> tuple[str, ...]:
    """The persons in a byline, else the organisation, else all of it: the operator says it is the author."""
    text = str(item) if isinstance(item, str) else item.get("content") or elements.lines(item)
    if persons := byline.names(text, declared=True):
        return persons
    bare = byline.strip_lead(" ".join(text.split())).strip(" ,;:|·•-–—")
    organisation = byline.organisation(text, ())
    return (organisation,) if organisation else (bare,) if 1 < len(bare) <= _LONGEST_AUTHOR else ()


def _items(site: Site, name: str, root: HtmlElement) -> Iterator[Item]:
    for step in site.named(name):
        yield from step.on(root)
