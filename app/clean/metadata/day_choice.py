"""Which of the days that a page gives is the day of publication: a linear model over who says so.

The moments of one day make one option. Days that are only ever called days of a change are none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from app.clean.metadata import choice
from app.clean.metadata.choice import Option
from app.clean.metadata.meta_tags import WEAKLY_PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.clean.metadata.candidates import Candidate
    from app.clean.metadata.dates import Moment

# Who says so: structured data, meta tags, microdata, time elements, elements named for dates, unmarked lines,
# tags of weak meaning, the address, the lines of the text.
_KINDS: Final = ("json-ld", "meta", "microdata", "time", "element", "line", "weak", "url", "text")
_OF_SOURCE: Final = {
    "json-ld:datePublished": "json-ld",
    "microdata:datePublished": "microdata",
    "time-element": "time",
    "date-element": "element",
    "line": "line",
    "url": "url",
    "text:header": "text",
    **{f"meta:{name}": "weak" for name in WEAKLY_PUBLISHED},
}
_TOLD: Final = frozenset(("json-ld", "meta", "microdata"))
_SEEN: Final = frozenset(("time", "element", "line", "text"))
_WEAK: Final = frozenset(("weak", "url"))
# The traits of a day, with the number of values that each may take.
TRAITS: Final = {
    **dict.fromkeys(_KINDS[:-1], 2),
    "text": 3,  # not in the lines, in later ones, in the first
    "said": 8,
    "changed": 16,
    "nearest": 3,
    "kinds": 6,
    "local": 16,
    "after-first": 10,
    "before-last": 10,
    "clock": 5,
    "before-change": 7,
    "days": 10,
}
_ZONES: Final = list(TRAITS).index("local")
FILE: Final = "page_day_weights.json"
_WEIGHTS: Final = choice.load(FILE, TRAITS)

Days = dict[date, list[tuple[str, "Moment", str]]]


def choose(dates: Sequence[Candidate[Moment]], changes: Sequence[Candidate[Moment]]) -> Option[Moment] | None:
    """Return the day of publication as a moment of it, None where the page gives no day."""
    found = options(dates, changes)
    if not found:
        return None
    chosen = choice.best(found, _WEIGHTS)
    zones, is_seen = chosen.traits[_ZONES] // 4, chosen.traits[_ZONES] % 2
    # where the page shows the same instant on its own clock, that is its day
    local = [one for one in found if one.traits[_ZONES] // 4 & 1] if zones & 2 and not is_seen else []
    return choice.best(local, _WEIGHTS) if local else chosen


def options(dates: Sequence[Candidate[Moment]], changes: Sequence[Candidate[Moment]]) -> list[Option[Moment]]:
    """Return one option a day, each with its traits, in the order in which the sources are trusted."""
    if not dates:
        return []
    days = _by_day(dates)
    changed: dict[date, set[bool]] = defaultdict(set)
    for change in changes:
        changed[change.value.day].add(_kind(change.source) in _SEEN)
    kinds = {day: {kind for kind, _, _ in told} for day, told in days.items()}
    nearest = _first(dates, ("time", "element"))
    first_line = _first(dates, ("text",))
    earliest, latest = min(days), max(days)
    first_change = min(changed, default=None)
    is_stated = any(not names.isdisjoint(_TOLD) for names in kinds.values())
    found = []
    for day, told in days.items():
        names = kinds[day]
        is_told, is_seen = not names.isdisjoint(_TOLD), not names.isdisjoint(_SEEN)
        if is_stated and not is_told and False in changed.get(day, ()):
            continue  # the page shows the day that it states to be that of a change
        both = 2 * is_told + is_seen
        value, source = _told(told)
        traits = (
            *(int(kind in names) for kind in _KINDS[:-1]),
            0 if "text" not in names else 2 if day == first_line else 1,
            2 * both + (not names.isdisjoint(_WEAK)),
            4 * (2 * (False in changed[day]) + (True in changed[day])) + both if day in changed else both,
            0 if nearest is None else 2 if day == nearest else 1,
            min(len(names), 5),
            4 * _zones(day, days) + both,
            2 * _apart(earliest, day) + is_told,
            2 * _apart(day, latest) + is_told,
            _clock(max((moment for _, moment, _ in told), key=lambda moment: len(moment.clock))),
            0 if first_change is None else 6 if day > first_change else 1 + _apart(day, first_change),
            2 * min(len(days), 4) + is_told,
        )
        found.append(Option(value, source, traits))
    return found


def _by_day(dates: Sequence[Candidate[Moment]]) -> Days:
    """Sort the moments by day; a day in sight that turned round is a stated one was read the wrong way."""
    told = {candidate.value.day for candidate in dates if _kind(candidate.source) in _TOLD}
    days: Days = {}
    for candidate in dates:
        kind, moment = _kind(candidate.source), candidate.value
        turned = _turned(moment.day) if kind in _SEEN and moment.day not in told else None
        if turned in told:
            moment = replace(moment, day=turned)
        days.setdefault(moment.day, []).append((kind, moment, candidate.source))
    return days


def _turned(day: date) -> date | None:
    return date(day.year, day.day, day.month) if day.day <= 12 else None


def _kind(source: str) -> str:
    return _OF_SOURCE.get(source, "meta")


def _first(dates: Sequence[Candidate[Moment]], kinds: Sequence[str]) -> date | None:
    return next((one.value.day for one in dates if _kind(one.source) in kinds), None)


def _told(told: Sequence[tuple[str, Moment, str]]) -> tuple[Moment, str]:
    """Return the most trusted moment of a day, one with a time of day before one without."""
    _, moment, source = next((entry for entry in told if entry[1].clock), told[0])
    return moment, source


def _zones(day: date, days: Mapping[date, Sequence[tuple[str, Moment, str]]]) -> int:
    """Return 1 where the day is the page's own of an instant in UTC on a neighbour, 2 the reverse, 3 both."""
    zones = 0
    for other, told in days.items():
        if abs((other - day).days) == 1:
            if _is_local(days[day], told):
                zones |= 1
            if _is_local(told, days[day]):
                zones |= 2
    return zones


def _is_local(here: Sequence[tuple[str, Moment, str]], there: Sequence[tuple[str, Moment, str]]) -> bool:
    return any(moment.is_utc and any(moment.may_be(local) for _, local, _ in here) for _, moment, _ in there)


def _apart(one: date, other: date) -> int:
    """Return days between two dates as one of five classes: none, a time zone, a month, a year, more."""
    apart = (other - one).days
    return sum(apart > bound for bound in (0, 2, 31, 366))


def _clock(moment: Moment) -> int:
    """Return the kind of a time of day: none, midnight, in UTC, in another zone, without a zone."""
    clock = moment.clock
    if not clock:
        return 0
    if clock.startswith("T00:00"):
        return 1
    return 2 if moment.is_utc else 3 if len(clock) > len("T09:12:00") else 4
