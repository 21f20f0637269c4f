"""Candidates for the title: the headlines that readers see, and what the page calls itself elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.clean.metadata import headline, meta_tags, microdata, url
from app.clean.metadata.candidates import Candidate
from app.clean.metadata.elements import surroundings, text
from app.clean.metadata.evidence import Anchor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.html import HtmlElement

    from app.clean.metadata.evidence import Evidence

# How much more an h1 counts than other elements, on the scale of `_agreement`.
_TRUST: Final = 0.4
_MINOR: Final = frozenset(("h2", "headline-element"))
# Below this, an element that is not a headline by its markup is none.
_AGREES: Final = 0.45
_MAX_CHARACTERS: Final = 300
_HOME: Final = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+|[a-z]{2}/?)?(?:[?#].*)?")

# One title of the page elsewhere: its pieces as grams, each with what agreement with it is worth.
_Witness = list[tuple[frozenset[str], float]]


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
    values = list(dict.fromkeys(title.value for title in titles))
    if evidence.address and (slug := url.slug(evidence.address)):
        values.append(slug)
    witnesses = [_witness(value) for value in values]
    named = {headline.key(part) for value in values for part in headline.parts(value)}
    scored: list[tuple[float, int, Candidate[str], HtmlElement]] = []
    for position, element, source in _elements(evidence):
        minor = source in _MINOR
        if minor and scored and min(entry[0] for entry in scored) < -1:
            break
        line = text(element, 400)
        if not 2 <= len(line) <= _MAX_CHARACTERS or headline.is_site(line, evidence.site_names):
            continue
        agreement = _agreement(headline.grams(line), witnesses)
        if _leads_home(element) or (agreement < _AGREES and (minor or surroundings(element))):
            continue
        line = _without_kicker(element, line, named)
        scored.append((-agreement - (0 if minor else _TRUST), position, Candidate(line, source), element))
    scored.sort(key=lambda entry: entry[:2])
    if not scored:
        return (), Anchor()
    _, position, _, element = scored[0]
    return tuple(candidate for *_, candidate, _ in scored), Anchor(
        position, frozenset(element.iterancestors())
    )


def _witness(title: str) -> _Witness:
    """Weigh the pieces of a title: the longer and the nearer to its front, the less likely a site's name."""
    pieces = headline.parts(title)
    return [
        (headline.grams(piece), 0.6 + 0.3 * len(piece) / len(title) + 0.1 * title.startswith(piece))
        for piece in pieces
    ]


def _agreement(shape: frozenset[str], witnesses: Sequence[_Witness]) -> float:
    """Return how well a headline agrees with the page's other titles, 0 to 1."""
    each = [max(headline.overlap(shape, piece) * weight for piece, weight in w) for w in witnesses if w]
    return (max(each) + sum(each) / len(each)) / 2 if each else 0.0


def _leads_home(element: HtmlElement) -> bool:
    """Whether a heading is a link to the front page: the site's name or logo."""
    links = [link.get("href") for link in (*element.iter("a"), *element.iterancestors("a"))]
    return len(links) == 1 and _HOME.fullmatch(links[0] or "-") is not None


def _without_kicker(element: HtmlElement, line: str, named: Collection[str]) -> str:
    """Cut a kicker or a sub-headline that stands in an element of its own inside the headline.

    Only where the page's other titles do without it: `named` are their pieces as keys.
    """
    if headline.key(line) in named:
        return line
    pieces = [piece for part in element.itertext() if (piece := " ".join(part.split()).strip("|•· "))]
    runs = [" ".join(pieces[i:j]) for i in range(len(pieces)) for j in range(i + 1, len(pieces) + 1)][:60]
    runs += headline.parts(line)
    fitting = [run for run in runs if headline.key(run) in named and len(run.split()) >= 3]
    return max(fitting, key=len, default=line)


def _elements(evidence: Evidence) -> Iterator[tuple[int, HtmlElement, str]]:
    for _, position, element in microdata.properties(evidence.elements.items, ("headline",)):
        if element.tag != "meta":
            yield position, element, "microdata:headline"
    for tag in ("h1", "h2"):
        for position, element in evidence.elements.headings[:100]:
            if element.tag == tag:
                yield position, element, tag
    for position, element in evidence.elements.titled[:100]:
        if len(element) <= 4:
            yield position, element, "headline-element"
