"""Whose names sign a page: a linear model over who says so.

Sources that give the same names make one option; persons and organisations are rivals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, choice
from app.clean.metadata.choice import Option

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.clean.metadata.candidates import Candidate, Candidates

Names = tuple[str, ...]

# Who says so: structured data, the author tag, other tags, cards, microdata, elements named for authors,
# links to author pages, the author's box, unmarked lines, the lines of the text, credits.
_KINDS: Final = (
    "json-ld", "meta", "tags", "card", "microdata", "byline", "link", "box", "line", "text", "label",
)  # fmt: skip
_OF_SOURCE: Final = {
    "json-ld:author": "json-ld",
    "meta:author": "meta",
    "meta:twitter:data1": "card",
    "microdata:author": "microdata",
    "byline": "byline",
    "author-link": "link",
    "author-box": "box",
    "line": "line",
    "text:header": "text",
    "label": "label",
}
_TOLD: Final = frozenset(("json-ld", "meta", "tags", "card", "microdata"))
_SEEN: Final = frozenset(("byline", "link", "box", "line", "text", "label"))
# The traits of names, with the number of values that each may take.
TRAITS: Final = {
    **dict.fromkeys(_KINDS, 3),
    "said": 8,
    "site": 4,
    "names": 10,
    "words": 5,
    "part": 8,
    "whole": 8,
    "kinds": 12,
    "extended": 4,
    "options": 8,
    "assembled": 3,
    "place": 8,
}
FILE: Final = "page_signer_weights.json"
_WEIGHTS: Final = choice.load(FILE, TRAITS)


@dataclass(slots=True)
class _Signed:
    """Names, and for each kind of source whether its first candidate has them."""

    names: Names
    source: str
    keys: frozenset[str]
    is_organisation: bool
    kinds: dict[str, bool] = field(default_factory=dict)

    @property
    def told(self) -> bool:
        """Whether machines are told these names."""
        return not _TOLD.isdisjoint(self.kinds)

    @property
    def seen(self) -> bool:
        """Whether readers see these names."""
        return not _SEEN.isdisjoint(self.kinds)


def choose(candidates: Candidates, known: Collection[str]) -> Option[Names] | None:
    """Return who signs; `known` are names of the site as `byline.fold` makes them."""
    found = options(candidates, known)
    return _complete(choice.best(found, _WEIGHTS), candidates.people) if found else None


def _complete(chosen: Option[Names], people: Sequence[Candidate[Names]]) -> Option[Names]:
    """Take the list of the first byline where machines are told only the first of its names."""
    signed = next((one.value for one in people if one.source == "byline"), ())
    is_first_only = len(chosen.value) == 1 < len(signed) and _kind(chosen.source) in _TOLD
    if is_first_only and byline.fold(signed[0]) == byline.fold(chosen.value[0]):
        return Option(signed, "byline", chosen.traits)
    return chosen


def options(candidates: Candidates, known: Collection[str]) -> list[Option[Names]]:
    """Return the names that may sign the page, each list with its traits, in the order of the sources."""
    signed: dict[tuple[bool, frozenset[str]], _Signed] = {}
    _collect(candidates.people, signed, known, is_organisation=False)
    _collect(candidates.organisations, signed, known, is_organisation=True)
    every = list(signed.values())
    return [
        Option(one.names, one.source, (*_traits(one, every, known), 2 * min(place, 3) + one.is_organisation))
        for place, one in enumerate(every)
    ]


def _kind(source: str) -> str:
    return _OF_SOURCE.get(source, "tags")


def _collect(
    candidates: Sequence[Candidate[Names]],
    signed: dict[tuple[bool, frozenset[str]], _Signed],
    known: Collection[str],
    *,
    is_organisation: bool,
) -> None:
    begun: set[str] = set()
    for candidate in candidates:
        kind = _kind(candidate.source)
        own = tuple(name for name in candidate.value if byline.fold(name) not in known)
        names = own or candidate.value
        keys = frozenset(map(byline.fold, names))
        one = signed.setdefault(
            (is_organisation, keys), _Signed(names, candidate.source, keys, is_organisation)
        )
        one.kinds[kind] = one.kinds.get(kind, False) or kind not in begun
        begun.add(kind)


def _traits(one: _Signed, every: Sequence[_Signed], known: Collection[str]) -> tuple[int, ...]:
    told, organisation = one.told, one.is_organisation
    first = byline.fold(one.names[0])
    extended = any(byline.fold(other.names[0]).startswith(f"{first} ") for other in every)
    whole = [other for other in every if one.keys < other.keys]
    parts = [other for other in every if other.keys < one.keys]
    return (
        *(0 if kind not in one.kinds else 1 + one.kinds[kind] for kind in _KINDS),
        4 * organisation + 2 * told + one.seen,
        2 * organisation + (not one.keys.isdisjoint(known)),
        2 * min(len(one.names), 5) - 2 + told,
        min(max(len(name.split()) for name in one.names), 5) - 1,
        2 * _relation(one, whole) + told,
        2 * _relation(one, parts) + told,
        2 * min(len(one.kinds), 6) - 2 + organisation,
        2 * extended + organisation,
        2 * min(len(every), 4) - 2 + organisation,
        1 if _is_assembled(one, parts) else 2 if any(_is_assembled(other, every) for other in whole) else 0,
    )


def _is_assembled(one: _Signed, every: Sequence[_Signed]) -> bool:
    """Whether all the names of a list stand in shorter lists, too: a byline with an element for each."""
    return one.keys == {key for other in every if other.keys < one.keys for key in other.keys}


def _relation(one: _Signed, others: Sequence[_Signed]) -> int:
    """Return how a list of more or fewer of the names begins: none, otherwise, alike and told, seen."""
    if not others:
        return 0
    alike = [other for other in others if byline.fold(other.names[0]) == byline.fold(one.names[0])]
    return 1 if not alike else 2 if any(other.told for other in alike) else 3
