"""Candidates for the title: the headlines that readers see, and what the page calls itself elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.clean.metadata import headline, meta_tags, microdata, url
from app.clean.metadata.candidates import Candidate
from app.clean.metadata.elements import surroundings, text
from app.clean.metadata.evidence import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from app.clean.metadata.evidence import Evidence

# How much an element's own word counts beside what the other titles say, on the scale of `overlap`.
_TRUST: Final = {"microdata:headline": 0.5, "h1": 0.5, "headline-element": 0.0, "h2": 0.0}
_MAX_CHARACTERS: Final = 300


def stated(evidence: Evidence) -> Iterator[Candidate[str]]:
    """Yield the titles of structured data, meta tags and the title element."""
    name = "json-ld:headline" if evidence.described.is_article else "json-ld:name"
    for line in evidence.described.headlines:
        yield Candidate(" ".join(line.split()), name)
    yield from meta_tags.pick(evidence.tags, meta_tags.TITLES)
    for line in evidence.page_titles:
        yield Candidate(line, "title-element")


def shown(evidence: Evidence, titles: Sequence[Candidate[str]]) -> tuple[tuple[Candidate[str], ...], Anchor]:
    """Return the visible headlines, the one that the page's other titles bear out first, and its place."""
    slug = url.slug(evidence.address) if evidence.address else ""
    values = dict.fromkeys(title.value for title in titles)
    witnesses = [part for value in values for part in headline.parts(value)]
    witnesses += [slug] if slug else []
    scored: list[tuple[float, int, Candidate[str], HtmlElement]] = []
    for position, element, source in _elements(evidence):
        line = text(element, 400)
        if not 2 <= len(line) <= _MAX_CHARACTERS or headline.is_site(line, evidence.site_names):
            continue
        agreement = max((headline.overlap(line, witness) for witness in witnesses), default=0.0)
        if agreement < 0.5 and (source in ("h2", "headline-element") or surroundings(element)):
            continue
        scored.append((-(agreement + _TRUST[source]), position, Candidate(line, source), element))
    scored.sort(key=lambda entry: entry[:2])
    if not scored:
        return (), Anchor()
    _, position, _, element = scored[0]
    return tuple(candidate for *_, candidate, _ in scored), Anchor(
        position, frozenset(element.iterancestors())
    )


def _elements(evidence: Evidence) -> Iterator[tuple[int, HtmlElement, str]]:
    for _, position, element in microdata.properties(evidence.elements.items, ("headline",)):
        if element.tag != "meta":
            yield position, element, "microdata:headline"
    for position, element in evidence.elements.headings:
        yield position, element, str(element.tag)
    for position, element in evidence.elements.titled:
        if len(element) <= 4:
            yield position, element, "headline-element"
