"""Where a page says what it is.

The phrases are those of the rules of scope `page`; how much one tells depends on where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from app.clean.model import Verdict
from app.clean.prose import word_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.model import Label
    from app.clean.rules import RuleSet


class Place(IntEnum):
    """Where a phrase stands, the more telling the higher."""

    ASIDE = 0
    """In a block that is no part of the body: a banner, a widget, the footer."""
    BODY = 1
    """In the body."""
    TITLE = 2
    """In the title, or in the body's first line."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said of the page.

    `rules`    ids of the rules that fired for its verdict, most telling place first.
    `place`    the most telling place of them.
    `follows`  one of them stands in the body or right behind it, as the notice at the end of a stub does.
    """

    rules: tuple[str, ...]
    place: Place
    follows: bool


# A notice at the end of a stub is so many blocks behind the last of the teaser at most.
_BEHIND = 8


def find_phrases(
    labels: Sequence[Label], rules: RuleSet, titles: Sequence[str], language: str | None
) -> tuple[dict[Verdict, Phrase], int]:
    """Return by verdict what the page says for it, and the words of the body that say nothing of the kind.

    `titles` are the answer's title and that of the title element.
    """
    kept = [entry.block for entry in labels if entry.mark is None]
    words = sum(word_count(block.text) for block in kept)
    texts = [*titles, *(entry.block.text for entry in labels)]
    if not rules.evidence(texts, language=language):
        return {}, words
    first = kept[0].position if kept else None
    last = kept[-1].position if kept else 0
    said: dict[Verdict, list[tuple[Place, str, bool]]] = {}
    for text in titles:
        for rule in rules.evidence([text], language=language):
            said.setdefault(Verdict(rule.kind), []).append((Place.TITLE, rule.id, False))
    for entry in labels:
        fired = rules.evidence([entry.block.text], language=language)
        if not fired:
            continue
        at = entry.block.position
        if entry.mark is None:
            words -= word_count(entry.block.text)
        place = Place.ASIDE if entry.mark is not None else Place.TITLE if at == first else Place.BODY
        follows = first is not None and first < at <= last + _BEHIND and "footer" not in entry.block.hints
        for rule in fired:
            said.setdefault(Verdict(rule.kind), []).append((place, rule.id, follows))
    return {verdict: _told(places) for verdict, places in said.items()}, words


def _told(places: Sequence[tuple[Place, str, bool]]) -> Phrase:
    ordered = sorted(places, key=lambda told: -told[0])
    return Phrase(
        rules=tuple(dict.fromkeys(rule for _, rule, _ in ordered)),
        place=ordered[0][0],
        follows=any(follows for _, _, follows in ordered),
    )
