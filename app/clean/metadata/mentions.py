"""The days that a text mentions and that may be the one of its publication, and what stands around each.

Pages are full of days: of updates, comments, other stories, events. So every day that is read near the header
or the end of the article is a candidate with traits, small numbers that are indices into rows of weights, as
those of `traits` are; `dating` chooses. A day that its label calls one of change is no candidate.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline
from app.clean.metadata.date_words import BESIDE, CHANGED, PUBLISHED
from app.clean.metadata.lines import Kind
from app.clean.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from app.clean.metadata.dates import Moment
    from app.clean.metadata.lines import Line
    from app.clean.metadata.signature import Text

#: Traits and how many values each has.
TRAITS: Final = {
    "form": 7,
    "label": 7,
    "behind": 5,
    "below": 15,
    "start": 13,
    "end": 8,
    "clock": 3,
    "place": 3,
    "score": 6,
    "struck": 2,
    "role": 3,
    "address": 9,
    "order": 5,
    "repeats": 4,
    "crowd": 4,
    "previous": 7,
    "next": 7,
}

_BELOW: Final = (-13, -7, -3, -1, 0, 1, 2, 3, 4, 6, 9, 14, 21)
_START: Final = (-40, -20, -10, -6, -4, -2, -1, 0, 1, 2, 4, 10)
_END: Final = (-3, -1, 0, 1, 3, 6, 12)
_SENTENCE_END: Final = (".", "!", "?", ":")
# A line about nothing but its date is shorter; so is one that says little beside it.
_BRIEF: Final = 60
_LINE: Final = 130
# Lines around a mention that tell a list of stories, each with its own day, from a header.
_AROUND: Final = 6
_CROWD: Final = (1, 2, 4)
# What says that a day is not the article's: of a reply, an event, a product, a right.
_OTHER: Final = re.compile(
    r"comment|kommentar|comentario|commento|réponse|reply|repl|said|says|wrote|event|released?|release date|"
    r"copyright|©|\(c\)|until|valid|expires|deadline|born|season|episode|accessed|retrieved|archived|joined|"
    r"termin|bis zum|photo|foto|image|bild|getty|reuters",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(r"\d{1,2}([./-])\s?\d{1,2}\1\s?\d{2}")
_LETTER: Final = re.compile(r"[^\W\d_]")
_TOKEN: Final = re.compile(r"[^\s,;:()|–—•·.!*_#>\"“”-]+")
_MONTH_IN_PATH: Final = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>0?[1-9]|1[0-2])(?:/|$)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A day that a line has, and what stands before and behind it there.

    `number` counts the days of the line before this one.
    """

    line: Line
    moment: Moment
    before: str = ""
    behind: str = ""
    number: int = 0

    @property
    def at(self) -> int:
        """The index of the line among the blocks."""
        return self.line.position


def mentions(lines: Sequence[Line], stated: Moment | None = None) -> Iterator[Mention]:
    """Yield the days of lines that were read, without those of a change and those that a sentence speaks of.

    `stated` is the day of the address: what is day and what is month in 06/01/2021 is known where it has one
    of the two days that this may be.
    """
    for line in lines:
        end = 0
        for number, one in enumerate(line.found):
            before, end = line.text[end : one.start], one.end
            if CHANGED.search(before) and not PUBLISHED.search(before):
                continue
            if line.text.endswith(_SENTENCE_END) and not _opens(before, number):
                continue
            following = line.found[number + 1].start if number + 1 < len(line.found) else None
            moment = one.moment
            if stated and _is_swapped(moment.day, stated.day) and _NUMERIC.match(line.text, one.start):
                moment = replace(moment, day=stated.day)
            yield Mention(line, moment, before, line.text[end:following], number)


def _opens(before: str, number: int) -> bool:
    """Whether a sentence tells its own day: behind a place, "ALDERMOOR, May 3", or a word for it."""
    if PUBLISHED.search(before):
        return True
    return not number and not any(word[0].islower() for word in _TOKEN.findall(before))


def _is_swapped(one: date, other: date) -> bool:
    return one != other and (one.year, one.month, one.day) == (other.year, other.day, other.month)


class Setting:
    """What the traits of a text's mentions are told from.

    `at` is the index of the headline, None where there is none; `stated` is the day that the address has;
    `known` are all mentions, since what is told of one depends on the others.
    """

    def __init__(self, text: Text, at: int | None, stated: Moment | None, known: tuple[Mention, ...]) -> None:
        """Count the days."""
        self.blocks, self.found, self.struck, self.scores = text.blocks, text.found, text.struck, text.scores
        self.at, self.stated, self.known = at, stated, known
        month = _MONTH_IN_PATH.search(text.address or "")
        self.month = (int(month["year"]), int(month["month"])) if month else None
        self.days = Counter(mention.moment.day for mention in known)
        self.first, self.last = min(self.days, default=None), max(self.days, default=None)
        self.dated = [(mention.at, mention.moment.day) for mention in known]
        self.places = {mention.at for mention in known}

    def of_address(self) -> tuple[int, ...]:
        """Return the traits of the day that the address has."""
        day = self.stated.day if self.stated else None
        repeats = min(self.days[day], 3) if day else 0
        row = dict.fromkeys(TRAITS, 0) | {"address": 1, "repeats": repeats}
        return tuple(row.values())

    def traits(self, mention: Mention) -> tuple[int, ...]:
        """Return the traits named in TRAITS."""
        at, block, day = mention.at, self.blocks[mention.at], mention.moment.day
        score = self.scores[block.position] if self.scores else None
        crowd = {other for place, other in self.dated if abs(place - at) <= _AROUND and other != day}
        clock = mention.moment.clock
        return (
            _form(mention),
            _label(mention.before),
            _behind(mention.behind),
            0 if self.at is None else 1 + bisect_right(_BELOW, at - self.at),
            bisect_right(_START, at - self.found.start),
            bisect_right(_END, at - self.found.end) if at > self.found.start else 0,
            0 if not clock else 1 if len(clock) < 9 else 2,
            min(mention.number, 2),
            0 if score is None else 1 + bisect_right((0.05, 0.2, 0.5, 0.8), score),
            int(block.position in self.struck),
            1 if block.role is Role.HEADING else 2 if block.role is Role.ITEM else 0,
            self._address(mention.moment),
            self._order(mention.moment),
            min(self.days[day] - 1, 3),
            bisect_right(_CROWD, len(crowd)),
            self._neighbour(at - 1),
            self._neighbour(at + 1),
        )

    def _address(self, moment: Moment) -> int:
        if self.stated is not None:
            apart = abs((moment.day - self.stated.day).days)
            return 2 + bisect_right((1, 2, 32), apart)
        if self.month is None:
            return 8
        return 6 + ((moment.day.year, moment.day.month) != self.month)

    def _order(self, moment: Moment) -> int:
        if len(self.days) == 1:
            return 1
        return 2 if moment.day == self.last else 3 if moment.day == self.first else 4

    def _neighbour(self, index: int) -> int:
        if not 0 <= index < len(self.blocks):
            return 0
        if index == self.at:
            return 1
        text = self.blocks[index].text
        if index in self.places:
            return 2
        if len(text) < _BRIEF and byline.is_signed(text):
            return 3
        return 4 if len(text) < 25 else 5 if len(text) < _LINE else 6


def _label(before: str) -> int:
    """What stands before a day: nothing, a word of publication or of something else, a name, other words."""
    if not _LETTER.search(before):
        return 0
    if PUBLISHED.search(before):
        return 1
    if _OTHER.search(before):
        return 2
    words = _TOKEN.findall(before.casefold())
    if BESIDE.issuperset(words):
        return 3
    if byline.is_signed(before.strip()):
        return 4
    return 5 if len(words) <= 4 else 6


def _behind(behind: str) -> int:
    if not _LETTER.search(behind):
        return 0
    if CHANGED.search(behind[:25]):
        return 1
    if _OTHER.search(behind):
        return 2
    return 3 if len(behind) < _BRIEF else 4


def _form(mention: Mention) -> int:
    line = mention.line
    if line.kind is Kind.DATE:
        return 1
    if line.kind is Kind.BYLINE:
        return 2
    if line.text.endswith(_SENTENCE_END):
        return 6
    if len(line.text) > _LINE:
        return 5
    return 3 if len(line.text) <= _BRIEF else 4
