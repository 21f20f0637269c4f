"""Candidates for the authors: structured data, meta tags, microdata, and bylines around the headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, meta_tags, microdata
from app.clean.metadata.candidates import Candidate
from app.clean.metadata.elements import lines, surroundings, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.clean.metadata.evidence import Anchor, Evidence

Names = tuple[str, ...]

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


def candidates(evidence: Evidence, anchor: Anchor) -> tuple[list[Candidate[Names]], list[Candidate[Names]]]:
    """Return the persons and the organisations that sign, one candidate a source, most trusted first."""
    sites = evidence.site_names
    people: list[Candidate[Names]] = []
    organisations: list[Candidate[Names]] = []
    if evidence.described.organisations:
        organisations.append(Candidate(tuple(evidence.described.organisations), "json-ld:author"))
    for source, values in _stated(evidence, anchor):
        names = _unique(name for value in values for name in byline.names(value, sites, declared=True))
        if names:
            people.append(Candidate(names, source))
        signing = _unique(name for value in values if (name := byline.organisation(value, sites)))
        if signing:
            organisations.append(Candidate(signing, source))
    people += _bylines(evidence, anchor)
    return people, organisations


def _unique(names: Iterator[str]) -> Names:
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


def _bylines(evidence: Evidence, anchor: Anchor) -> Iterator[Candidate[Names]]:
    def distance(place: int) -> int:
        return place - anchor.position if place >= anchor.position else 3 * (anchor.position - place)

    nearest = sorted(evidence.elements.bylines, key=lambda entry: distance(entry[0]))
    for position, element in nearest[:30]:
        if len(element) > 15 or not -_BEFORE <= position - anchor.position <= _AFTER:
            continue
        signed = lines(element)
        if not 3 <= len(signed) <= 250 or surroundings(element, anchor.around):
            continue
        links = [label for link in element.iter("a") if (label := text(link, 80))]
        own = element.get("rel") == "author" or (len(links) == 1 and element.tag != "a")
        names = _unique(n for label in links for n in byline.names(label, evidence.site_names, declared=own))
        whole = byline.names(signed, evidence.site_names)
        if names or whole:
            yield Candidate(whole if len(whole) > len(names) else names, "byline")
