"""Candidates for the authors: structured data, meta tags, microdata, and bylines around the headline."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, credit_lines, meta_tags, microdata
from app.clean.metadata.candidates import Candidate
from app.clean.metadata.elements import AUTHOR_BOX, OTHERS, lines, surroundings, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from app.clean.metadata.evidence import Anchor, Evidence

Names = tuple[str, ...]

# Class names of elements that hold the author's name and nothing else.
_OWN: Final = frozenset(
    ("author", "author-name", "author__name", "author_name", "byline-author", "byline__name", "fn")
)
# Labels of Twitter cards that name a writer.
_WRITTEN_BY: Final = (
    "written by",
    "author",
    "verfasst von",
    "écrit par",
    "escrito por",
    "geschreven door",
    "scritto da",
)
# Elements around the headline in which a byline stands; some pages put it below the text, far down.
_BEFORE: Final = 80
_AFTER: Final = 600
# How many of each kind are looked at.
_MANY: Final = 12
# A page with so few elements named for authors has them for its own, wherever they stand.
_FEW: Final = 4


def candidates(evidence: Evidence, anchor: Anchor) -> tuple[list[Candidate[Names]], list[Candidate[Names]]]:
    """Return the persons and the organisations that sign, one candidate a source, most trusted first."""
    known = evidence.known
    people: list[Candidate[Names]] = []
    organisations: list[Candidate[Names]] = []
    if evidence.described.organisations:
        organisations.append(Candidate(tuple(evidence.described.organisations), "json-ld:author"))
    for source, values in _stated(evidence, anchor):
        _add(people, source, (name for value in values for name in byline.names(value, known, declared=True)))
        signing = (name for value in values if (name := byline.organisation(value, known)))
        _add(organisations, source, signing)
    for element, source in _elements(evidence, anchor):
        signed = lines(element)
        if not 2 <= len(signed) <= 250:
            continue
        own = source == "author-link" or element.get("rel") == "author" or bool(_OWN & _classes(element))
        links = [label for link in element.iter("a") if (label := text(link, 80))]
        linked = _unique(name for label in links for name in byline.names(label, known, declared=own))
        whole = byline.names(signed, known, declared=own)
        _add(people, source, whole)
        if linked != whole:  # links in a byline may lead to a reviewer, too
            _add(people, source, linked)
        if not whole and not linked and (name := byline.organisation(signed, known)):
            organisations.append(Candidate((name,), source))
    return people, organisations


def anywhere(tree: HtmlElement, evidence: Evidence, anchor: Anchor) -> list[Candidate[Names]]:
    """Return the persons that a page names far from its headline: in a credit, by a link to their page.

    For pages that name nobody nearer. Links to many authors are the site's list of them.
    """
    people: list[Candidate[Names]] = []
    for names in islice(credit_lines.names(tree, evidence, anchor), _MANY):
        _add(people, "label", names)
    linked = dict.fromkeys(
        name
        for _, element in evidence.elements.author_links[: 2 * _MANY]
        if not surroundings(element, anchor.around, OTHERS)
        for name in byline.names(text(element, 80), evidence.known, declared=False)
    )
    if 1 <= len(linked) <= _FEW // 2:
        _add(people, "author-link", linked)
    return people


def _classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").lower().split())


def _add(candidates: list[Candidate[Names]], source: str, names: Iterable[str]) -> None:
    if unique := _unique(names):
        candidates.append(Candidate(unique, source))


def _unique(names: Iterable[str]) -> Names:
    return tuple({byline.fold(name): name for name in reversed(list(names))}.values())[::-1]


def _stated(evidence: Evidence, anchor: Anchor) -> Iterator[tuple[str, Sequence[str]]]:
    if evidence.described.people:
        yield "json-ld:author", evidence.described.people
    for name in meta_tags.AUTHORS:
        values = [v for v in evidence.tags.get(name, ()) if not v.startswith(("http", "/", "@"))]
        if values:
            yield f"meta:{name}", values
    if cards := [card.value for card in meta_tags.labelled(evidence.tags, _WRITTEN_BY)]:
        yield "meta:twitter:data1", cards
    marked = [
        name
        for _, _, element in microdata.properties(evidence.elements.items, ("author", "creator"))
        if not surroundings(element, anchor.around)
        for name in microdata.author_names(element)
    ]
    if marked:
        yield "microdata:author", marked


def _elements(evidence: Evidence, anchor: Anchor) -> Iterator[tuple[HtmlElement, str]]:
    """Yield elements that name the author: bylines and links to author pages, nearest first, then the box."""

    def distance(entry: tuple[int, HtmlElement]) -> int:
        offset = entry[0] - anchor.position
        return offset if offset >= 0 else -3 * offset

    found = evidence.elements
    for entries, source in ((found.bylines, "byline"), (found.author_links, "author-link")):
        for position, element in sorted(entries, key=distance)[:_MANY]:
            is_near = len(element) <= 15 and -_BEFORE <= position - anchor.position <= _AFTER
            is_only = source == "byline" and len(entries) <= _FEW
            if (is_near or is_only) and not surroundings(element, anchor.around):
                yield element, source
    for _, element in found.bylines:
        if AUTHOR_BOX.search(f"{element.get('class') or ''} {element.get('id') or ''}".lower()):
            for inner in islice(element.iter("h2", "h3", "h4", "h5", "a", "strong", "b"), 3):
                yield inner, "author-box"
            return
