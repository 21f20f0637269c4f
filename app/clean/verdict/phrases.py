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
    from collections.abc import Mapping, Sequence

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
    `ends`     one of them stands right behind the content, as the notice at the end of a stub does.
    """

    rules: tuple[str, ...]
    place: Place
    ends: bool


# A notice at the end of a stub is so many blocks behind the last of the teaser at most, and what follows it
# is the rest of the offer.
_BEHIND = 8
_OFFER_WORDS = 25
# A longer block says more than that: it quotes the phrase, or speaks of it.
_NOTICE_WORDS = 22


def find_phrases(
    labels: Sequence[Label], rules: RuleSet, titles: Sequence[str], language: str | None
) -> tuple[dict[Verdict, Phrase], int]:
    """Return by verdict what the page says for it, and the words of the body that say nothing of the kind.

    `titles` are the answer's title and that of the title element.
    """
    texts = [*titles, *(entry.block.text for entry in labels)]
    kept = {entry.block.position: word_count(entry.block.text) for entry in labels if entry.mark is None}
    found = rules.evidence(texts, language=language)
    if not found:
        return {}, sum(kept.values())
    fired = {
        entry.block.position: found[index]
        for index, entry in enumerate(labels, start=len(titles))
        if index in found
    }
    content = {at: words for at, words in kept.items() if at not in fired}
    said: dict[Verdict, list[tuple[Place, str, bool]]] = {}
    for index in range(len(titles)):
        for rule in found.get(index, ()):
            said.setdefault(Verdict(rule.kind), []).append((Place.TITLE, rule.id, False))
    for entry in labels:
        block = entry.block
        notice = word_count(block.text) <= _NOTICE_WORDS
        place = Place.ASIDE
        if entry.mark is None:
            place = Place.TITLE if notice and block.position == min(kept) else Place.BODY
        ends = notice and "footer" not in block.hints and _ends(block.position, content)
        for rule in fired.get(block.position, ()):
            said.setdefault(Verdict(rule.kind), []).append((place, rule.id, ends))
    return {verdict: _told(places) for verdict, places in said.items()}, sum(content.values())


def _ends(at: int, content: Mapping[int, int]) -> bool:
    """Whether the content stands above a position, and hardly anything of it below."""
    before = [position for position in content if position < at]
    if not before or at - max(before) > _BEHIND:
        return False
    return sum(words for position, words in content.items() if position > at) < _OFFER_WORDS


def _told(places: Sequence[tuple[Place, str, bool]]) -> Phrase:
    ordered = sorted(places, key=lambda told: -told[0])
    return Phrase(
        rules=tuple(dict.fromkeys(rule for _, rule, _ in ordered)),
        place=ordered[0][0],
        ends=any(ends for _, _, ends in ordered),
    )
