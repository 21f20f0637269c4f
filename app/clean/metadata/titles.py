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

# How much more an h1 counts than other elements, on the scale of `overlap`.
_TRUST: Final = 0.5
_MINOR: Final = frozenset(("h2", "headline-element"))
# Below this, an element that is not a headline by its markup is none.
_AGREES: Final = 0.5
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
    values = dict.fromkeys(title.value for title in titles)
    lines = [part for value in values for part in headline.parts(value)]
    if evidence.address and (slug := url.slug(evidence.address)):
        lines.append(slug)
    witnesses = [headline.grams(line) for line in dict.fromkeys(lines)]
    scored: list[tuple[float, int, Candidate[str], HtmlElement]] = []
    for position, element, source in _elements(evidence):
        minor = source in _MINOR
        if minor and scored and min(entry[0] for entry in scored) < -1:
            break
        line = text(element, 400)
        if not 2 <= len(line) <= _MAX_CHARACTERS or headline.is_site(line, evidence.site_names):
            continue
        shape = headline.grams(line)
        agreement = max((headline.overlap(shape, witness) for witness in witnesses), default=0.0)
        if agreement < _AGREES and (minor or surroundings(element)):
            continue
        scored.append((-agreement - (0 if minor else _TRUST), position, Candidate(line, source), element))
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
    for tag in ("h1", "h2"):
        for position, element in evidence.elements.headings[:100]:
            if element.tag == tag:
                yield position, element, tag
    for position, element in evidence.elements.titled:
        if len(element) <= 4:
            yield position, element, "headline-element"
