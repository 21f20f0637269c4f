"""The lines of a text that may name its authors, and what stands around each.

A byline's forms are endless, and names stand for many other things on a page: photographers, persons of the
article, authors of other articles. So every line that may sign is a candidate with traits, small numbers that
are indices into rows of weights, as those of `traits` are; `signing` chooses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, headline
from app.clean.metadata.lines import Kind
from app.clean.model import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from app.clean.metadata.lines import Line
    from app.clean.metadata.outline import Outline
    from app.clean.model import Block

#: Traits and how many values each has.
TRAITS: Final = {
    "form": 12,
    "below": 15,
    "start": 12,
    "end": 8,
    "dated": 12,
    "role": 3,
    "struck": 2,
    "previous": 11,
    "next": 11,
    "words": 6,
    "count": 3,
    "title": 3,
    "prose": 5,
    "common": 4,
    "other": 4,
    "score": 6,
    "upper": 3,
    "order": 3,
}

_FORMS: Final = (
    "led", "named", "name", "job", "led single", "hinted", "led organisation", "organisation", "front",
    "described", "later front",
)  # fmt: skip
_BELOW: Final = (-5, -2, -1, 0, 1, 2, 3, 4, 5, 7, 10, 16, 25)
_START: Final = (-25, -12, -6, -4, -3, -2, -1, 0, 1, 3, 6)
_END: Final = (-3, -1, 0, 1, 2, 4, 9)
# A line about the author is no longer than this, one that begins with a name shorter than the next, and one
# of nothing but an organisation than the last.
_LONGEST: Final = 1000
_SHORT: Final = 90
_BRIEF: Final = 50
# Spaces of a name that may have the outlet's behind it.
_FULL: Final = 2
_SENTENCE_END: Final = (".", "!", "?", ":")
# What may stand before a name.
_MARKS: Final = "*_~/"
# Labels of those who did not write the article: "Photography by", "Edited by".
_OTHERS: Final = re.compile(
    r"(?:photo|foto|bild|illustrat|image|video|edit|review|fact|research|transla|approved|updated|reporting|"
    r"contrib|checked|medically|graphic|produce|source|quelle|getty|reuters|tags?|topics|related|more|read|mehr|category|share|filed)",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(r"\b(?:getty|photo|foto|reuters|images|shutterstock|courtesy)\b", re.I)
# Words of menus and buttons, which are written like names.
_THING: Final = re.compile(
    r"\b(?:captions?|preferences?|trial|points|content|contents|button|podcasts?|library|strategy|reviewers?|"
    r"informed|newsletters?|subscriptions?|subscribe|menu|search|settings|account|privacy|policy|terms|"
    r"dashboard|latest|trending|stories|videos?|photos?|articles?|guides?|resources?|solutions?|products?|"
    r"services?|pricing|demo|login|sports?|betting|politics|business|entertainment|lifestyle|technology|health|"
    r"weather|opinion|events?|jobs|shop|deals?|reviews?|games?|music|movies|home|page|table|copyright|updated|"
    r"published|playlist|listen|read|more|view|show|hide|close|open|download|print|save|bookmark|link|copied|"
    r"anmelden|suche|startseite|artikel|anhören|merken|teilen|drucken|mehr|themen|newsletter)\b",
    re.IGNORECASE,
)
_ROLE_LIKE: Final = 60
# What stands behind a writer's name: an address, a handle, a link to follow.
_CONTACT: Final = re.compile(r"@|^(?:follow|folgen|contact|email|e-mail|view|bio|see all|share)\b", re.I)


@dataclass(frozen=True, slots=True)
class Signer:
    """Names that the line at index `at` gives, and how: one of the forms of the traits."""

    at: int
    names: tuple[str, ...]
    form: str


class Surroundings:
    """What the traits of a text's candidates are told from.

    `at` is the index of the headline, None where there is none; `scores` are the blocks' probabilities of
    being part of the article, empty where nobody tells.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        found: Outline,
        at: int | None,
        struck: Collection[int],
        scores: Sequence[float],
    ) -> None:
        """Read what is needed of every text."""
        self.blocks, self.found, self.at, self.struck, self.scores = blocks, found, at, struck, scores
        self.title = f" {headline.key(blocks[at].text)} " if at is not None else ""
        prose = (block.text for block in blocks[found.start : found.end] if len(block.text) > 80)
        self.prose = " ".join(prose)
        self.dates: list[int] = []
        self.kinds: dict[int, int] = {}

    def read(self, lines: Sequence[Line]) -> None:
        """Take in what lines around the headline and behind the article are."""
        self.dates = [line.position for line in lines if line.kind in (Kind.DATE, Kind.READING_TIME)]
        self.dates += [
            line.position for line in lines if line.kind is Kind.BYLINE and (line.published or line.changed)
        ]
        self.kinds = dict.fromkeys(self.dates, 1)
        for line in lines:
            if line.kind is Kind.NAME:
                self.kinds[line.position] = 2
            elif line.kind is Kind.BYLINE:
                self.kinds[line.position] = 3

    def neighbour(self, index: int) -> int:
        """Return what a line beside a name is."""
        if not 0 <= index < len(self.blocks):
            return 0
        if index == self.at:
            return 4
        text = self.blocks[index].text
        if _OTHERS.match(text) and len(text) < _ROLE_LIKE:
            return 5
        if found := self.kinds.get(index):
            return found
        if len(text) < _ROLE_LIKE:
            if _CONTACT.search(text):
                return 6
            if byline.is_lead(text):
                return 7
            return 8 if byline.is_job(text) else 9
        return 10

    def _titled(self, name: str) -> int:
        """Return whether the headline has the name (2), or a word of it (1)."""
        if not self.title or f" {name} " in self.title:
            return 2 if self.title else 0
        return int(any(f" {word} " in self.title for word in name.split()))

    def traits(self, signer: Signer, order: int) -> tuple[int, ...]:
        """Return the traits named in TRAITS; `order` counts the candidates before this one."""
        index, names = signer.at, signer.names
        block = self.blocks[index]
        below = 0 if self.at is None else 1 + bisect_right(_BELOW, index - self.at)
        family = [name.split()[-1] for name in names]
        folded = headline.key(names[0])
        words = len(names[0].split())
        spoken = max(self.prose.count(name) for name in family)
        bits = [bit.casefold() for bit in names[0].split() if len(bit) > 2]
        common = sum(f" {bit} " in self.prose for bit in bits)
        apart = min((d for d in (index - date for date in self.dates)), key=abs, default=None)
        score = self.scores[block.position] if self.scores else None
        return (
            _FORMS.index(signer.form),
            below,
            bisect_right(_START, index - self.found.start),
            bisect_right(_END, index - self.found.end) if index > self.found.start else 0,
            11 if apart is None or abs(apart) > 4 else apart + 4,
            1 if block.role is Role.HEADING else 2 if block.role is Role.ITEM else 0,
            int(block.position in self.struck),
            self.neighbour(index - 1),
            self.neighbour(index + 1),
            min(words, 5) if folded else 0,
            min(len(names), 3) - 1,
            self._titled(folded),
            bisect_right((1, 2, 4, 8), spoken),
            3 if common == len(bits) > 0 else min(common, 2),
            3 if _THING.search(names[0]) else 2 if _CREDIT.search(block.text) else _is_other(block.text),
            0 if score is None else 1 + bisect_right((0.05, 0.2, 0.5, 0.8), score),
            2 if not names[0].isascii() and not any(map(str.isupper, names[0])) else int(names[0].isupper()),
            min(order, 2),
        )


def signers(lines: Sequence[Line], blocks: Sequence[Block], ranges: Sequence[range]) -> Iterator[Signer]:
    """Yield the candidates of lines that were read, and of those that only begin with a name."""
    seen: set[int] = set()
    for line in lines:
        if signer := _of_line(line):
            seen.add(line.position)
            yield signer
            if len(signer.names) == 1 and signer.names[0].count(" ") > _FULL:
                yield from (Signer(line.position, (name,), "front") for name in byline.fronts(line.text))
    for place in ranges:
        for at in place:
            if at not in seen and len(blocks[at].text) <= _LONGEST:
                yield from _of_text(at, blocks[at].text)


def _is_other(text: str) -> int:
    return int(_OTHERS.match(text) is not None)


def _of_line(line: Line) -> Signer | None:
    at = line.position
    if reporter := byline.reporter(line.text):
        return Signer(at, reporter, "described")
    if line.kind is Kind.BYLINE and line.names:
        return Signer(at, line.names, "led" if line.led else "named")
    if line.kind is Kind.BYLINE and line.organisation:
        return Signer(at, (line.organisation,), "led organisation")
    if line.kind is Kind.NAME:
        is_alone = len(line.text) <= len(", ".join(line.names)) + 4
        return Signer(at, line.names, "name" if is_alone else "job")
    return Signer(at, line.hinted, "hinted") if line.hinted else None


def _of_text(at: int, text: str) -> Iterator[Signer]:
    if names := byline.described(text):
        yield Signer(at, names, "described")
    elif len(text) >= _SHORT:
        return
    elif byline.is_signed(text) and (names := byline.names(text, declared=True)):
        yield Signer(at, names, "led single")
    elif " " in text and (text[:1].isupper() or text[:1] in _MARKS) and (names := byline.fronts(text)):
        for number, name in enumerate(names):
            yield Signer(at, (name,), "later front" if number else "front")
    elif len(text) >= _BRIEF or text.endswith(_SENTENCE_END) or not byline.may_be_organisation(text):
        return
    elif signing := byline.organisation(text):
        yield Signer(at, (signing,), "organisation")
