"""Which of the names that a page has for its article is the headline: a linear model over who says so.

All spellings that readers take for the same make one option; what machines are told is offered without the
site's name, and without the piece before its first or behind its last separator, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.clean.metadata import choice, headline, url
from app.clean.metadata.choice import Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.clean.metadata.candidates import Candidate, Candidates

# Who says so, as `_kind` names it; "json-ld+" are further names in structured data.
_KINDS: Final = (
    "h1",
    "item",
    "h2",
    "element",
    "text",
    "json-ld",
    "json-ld+",
    "og",
    "twitter",
    "meta",
    "title",
)
_SEEN: Final = frozenset(("h1", "item", "h2", "element", "text"))
_PIECED: Final = ("og", "twitter", "title", "json-ld", "h1")
_OF_SOURCE: Final = {
    "h1": "h1",
    "h2": "h2",
    "headline-element": "element",
    "microdata:headline": "item",
    "text:header": "text",
    "json-ld:headline": "json-ld",
    "json-ld:name": "json-ld",
    "og:title": "og",
    "meta:twitter:title": "twitter",
    "title-element": "title",
}
# The traits of a title, with the number of values that each may take.
TRAITS: Final = {
    **dict.fromkeys(_KINDS, 3),
    "said": 16,
    "seen": 8,
    "piece": 3,
    **{f"piece-of-{kind}": 4 for kind in _PIECED},
    "inside": 5,
    "around": 5,
    "like-all": 6,
    "like-told": 7,
    "like-seen": 7,
    "like-address": 7,
    "words": 7,
    "separators": 3,
    "cut-off": 2,
    "odd-start": 2,
    "h1s": 8,
    "kinds": 7,
    "small": 2,
}
FILE: Final = "page_title_weights.json"
_WEIGHTS: Final = choice.load(FILE, TRAITS)

_MAX_CHARACTERS: Final = 300
# So many of a kind are looked at.
_OF_A_KIND: Final = 4
_PIPE: Final = re.compile(r"\s[|»]\s|\s\|")
_DASH: Final = re.compile(r"\s[-–—]\s")
_OPENING: Final = frozenset("\"'“„«‘»¿¡(#$€£[「『《‹")

Grams = frozenset[str]


@dataclass(slots=True)
class _Spelled:
    """One title: how it is written, and the rank among its kind of each source that has it, best first."""

    text: str
    source: str
    kinds: dict[str, int] = field(default_factory=dict)
    fronts: set[str] = field(default_factory=set)
    backs: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Named:
    """What one source calls the page, the site's name taken off; `key` are its words."""

    kind: str
    text: str
    key: str
    grams: Grams


def choose(candidates: Candidates, sites: Sequence[str], address: str | None) -> Option[str] | None:
    """Return the headline, None where the page names nothing but its site."""
    found = options(candidates, sites, address)
    return choice.best(found, _WEIGHTS) if found else None


def options(candidates: Candidates, sites: Sequence[str], address: str | None) -> list[Option[str]]:
    """Return the titles that the page offers, each with its traits, what readers see first."""
    every, spelled = _collect((*candidates.headlines, *candidates.titles), sites)
    for named in every:
        if named.kind in _PIECED:
            _add_pieces(named, spelled, sites)
    slug = url.slug(address) if address and url.is_address(address) else ""
    slugged = headline.grams(slug) if slug else None
    h1s = min(sum(named.kind == "h1" for named in every), 3)
    return [Option(one.text, one.source, _traits(one, every, slugged, h1s)) for one in spelled.values()]


def _kind(source: str) -> str:
    return _OF_SOURCE.get(source, "meta")


def _collect(
    titles: Sequence[Candidate[str]], sites: Sequence[str]
) -> tuple[list[_Named], dict[str, _Spelled]]:
    """Return what each source says, and the same by spelling."""
    every: list[_Named] = []
    spelled: dict[str, _Spelled] = {}
    ranks: dict[str, int] = {}
    for title in titles:
        kind = _kind(title.source)
        rank = ranks[kind] = ranks.get(kind, -1) + 1
        if rank >= _OF_A_KIND:
            continue
        text = headline.without_site(title.value, sites).strip()
        if not _may_be(text, sites):
            continue
        if kind == "json-ld" and rank:
            kind = "json-ld+"
        every.append(_Named(kind, text, headline.key(text), headline.grams(text)))
        one = spelled.setdefault(headline.spelling(text), _Spelled(text, title.source))
        one.kinds.setdefault(kind, rank)
    return every, spelled


def _may_be(text: str, sites: Sequence[str]) -> bool:
    return 0 < len(text) <= _MAX_CHARACTERS and not headline.is_site(text, sites)


def _add_pieces(named: _Named, spelled: dict[str, _Spelled], sites: Sequence[str]) -> None:
    cuts = list(headline.SEPARATOR.finditer(named.text))
    if not cuts:
        return
    front, back = named.text[: cuts[-1].start()].strip(), named.text[cuts[0].end() :].strip()
    if len(front.split()) >= 2 and _may_be(front, sites):
        spelled.setdefault(headline.spelling(front), _Spelled(front, _source(named))).fronts.add(named.kind)
    if len(back.split()) >= 3 and _may_be(back, sites):
        spelled.setdefault(headline.spelling(back), _Spelled(back, _source(named))).backs.add(named.kind)


def _source(named: _Named) -> str:
    return next(source for source, kind in _OF_SOURCE.items() if kind == named.kind)


def _traits(one: _Spelled, every: Sequence[_Named], slug: Grams | None, h1s: int) -> tuple[int, ...]:
    key, grams, names = headline.key(one.text), headline.grams(one.text), one.kinds
    seen, others = not _SEEN.isdisjoint(names), [named for named in every if named.key != key]
    said = (
        8 * seen + 4 * ("json-ld" in names) + 2 * ("og" in names or "twitter" in names) + ("title" in names)
    )
    likeness = [(named.kind in _SEEN, headline.overlap(grams, named.grams)) for named in every]
    return (
        *(0 if kind not in names else 2 if names[kind] else 1 for kind in _KINDS),
        said,
        4 * ("h1" in names) + 2 * ("text" in names) + ("item" in names or "element" in names),
        0 if names else 1 + bool(one.backs),
        *((kind in one.fronts) + 2 * (kind in one.backs) for kind in _PIECED),
        min(sum(f" {key} " in f" {named.key} " for named in others), 4),
        min(sum(f" {named.key} " in f" {key} " and named.key.count(" ") > 1 for named in others), 4),
        _share(sum(like for _, like in likeness) / len(likeness)),
        _best(like for is_seen, like in likeness if not is_seen),
        _best(like for is_seen, like in likeness if is_seen),
        6 if slug is None else _share(headline.overlap(grams, slug)),
        sum(key.count(" ") + 1 > bound for bound in (1, 2, 4, 7, 14, 22)),
        2 if _PIPE.search(one.text) else 1 if _DASH.search(one.text) else 0,
        int(one.text.endswith(("...", "…"))),
        int(not (one.text[0].isalnum() or one.text[0] in _OPENING)),
        2 * h1s + ("h1" in names),
        min(len(names), 6),
        int(any(character.islower() for character in one.text)),
    )


def _best(shares: Iterator[float]) -> int:
    return max(map(_share, shares), default=6)


def _share(share: float) -> int:
    """Return a share as one of six classes; nothing and everything have their own."""
    return 0 if share == 0 else 5 if share > 0.999 else 1 + min(int(share * 5), 4)
