"""Dates as pages write them, in many languages, read without a clock of their own.

The forms: ISO 8601 and its cousins, `3 May 2021`, `May 3, 2021`, `3. Mai 2021`, `3 de mayo de 2021`,
`2021년 5월 3일`, `03/05/2021`, and relative ones (`2 hours ago`, `gestern`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from app.clean.metadata import months

if TYPE_CHECKING:
    from collections.abc import Iterator

# The web's first news sites; older days on a page are what the article is about, or a default.
EARLIEST: Final = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time of day as far as it is given, both on the page's own clock.

    `clock` is what follows the day in ISO 8601: empty, `T09:12`, `T09:12:00+02:00`.
    """

    day: date
    clock: str = ""

    def __str__(self) -> str:
        return self.day.isoformat() + self.clock

    @property
    def is_utc(self) -> bool:
        """Whether the time of day is given in UTC, as machines write it, not as the page's readers see it."""
        return self.clock.endswith("+00:00")

    def may_be(self, local: Moment) -> bool:
        """Whether `local` may be this UTC instant on a clock somewhere else.

        A day alone may be if some zone between UTC-10 and UTC+10 has it; a time of day must differ by whole
        quarters of an hour, as time zones do.
        """
        if local.is_utc:
            return False
        instant = datetime.fromisoformat(str(self)).replace(tzinfo=None)
        if not local.clock:
            return local.day in {(instant + timedelta(hours=h)).date() for h in (-10, 10)}
        apart = (datetime.fromisoformat(str(local)).replace(tzinfo=None) - instant).total_seconds() / 60
        return abs(apart) <= 14 * 60 and round(apart) % 15 in (0, 1, 14)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How to read the dates of one page.

    `now` is timezone-aware: relative dates count from it, and nothing after it is accepted.
    `day_first` says what 03/05/2021 means; `language` is an ISO 639-1 code that helps with month names.
    """

    now: datetime
    day_first: bool = True
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A date inside a text: `text[start:end]`, time of day included."""

    start: int
    end: int
    moment: Moment


_TIME: Final = (
    r"(?:[\sT,|·•/–—-]{0,4}(?:(?:at|um|à|a\s+las|às|alle|ore|om|kl\.?|klo|godz\.?|saat|pukul|lúc|오전|o|в|saat|στις)\s+)?"
    r"(?<![\d:])(?P<hour>\d{1,2})(?:[:.h時点时시]\s?|\s*h\s*|Uhr\s?)(?P<minute>\d{2})(?![\d.]\d)[分분]?"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?(?!\w))?"
    r"(?:\s*(?P<zone>Z(?!\w)|UTC(?![\w+-])|GMT(?![\w+-])|(?:UTC|GMT)?[+-]\d{2}:?\d{2}(?!\d)))?)?"
)
_WORD: Final = r"[^\s\d,./|()·•_–—-]{2,14}"
_FORMS: Final = tuple(
    re.compile(pattern + _TIME, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.,/-])(?P<year>\d{4})(?P<sep>[-/.])\s?(?P<month>\d{1,2})(?P=sep)\s?(?P<day>\d{1,2})(?!\d)\.?(?:\s?[(（].[)）])?",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号]?(?:\s?[(（].[)）])?",
        (
            r"(?<![\d.,:/-])(?P<day>\d{1,2})(?:st|nd|rd|th|er|[ºª°])?\.?[\s/-]{0,3}(?:(?:of|de|di)\s+|"
            r"d['’])?"
            rf"(?P<name>{_WORD})\.?,?[\s./-]{{0,3}}(?:(?:of|de|"
            rf"del)\s+)?(?P<year>\d{{4}})(?!\d)(?:\s?(?:года|року|година|г\.|р\.|г(?!\w)))?"
        ),
        (
            rf"(?<!\w)(?P<name>{_WORD})\.?\s{{0,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?\s?[,.]?\s{{1,2}}(?P<year>\d{{4}})(?!\d)"
        ),
        (
            rf"(?<![\d.,:/-])(?P<year>\d{{4}})(?:\.|"
            rf"\s?m\.)?[\s,-]{{1,2}}(?P<name>{_WORD})\.?[\s-]{{1,2}}(?P<day>\d{{1,2}})(?!\d)(?:\.|\s?d\.)?"
        ),
        (
            r"(?<![\d.,:/])(?<!\d-)(?P<first>\d{1,2})(?P<sep>[./-])\s?(?P<second_>\d{1,2})(?P=sep)\s?(?P<year>\d{4}|\d{2})(?![\d/])"
            r"(?!\.\d)"
        ),
        r"(?<!\w)(?:ngày\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2}),?\s+(?:năm\s+)?(?P<year>\d{4})(?!\d)",
    )
)
# Some papers put the time of day first: "17:20, 3 May 2021".
_CLOCK_BEFORE: Final = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?:\s?(?:uhr|h))?[\s,|]{1,3}$", re.I
)
# What every form has: a year, or three numbers between separators.
_PLAUSIBLE: Final = re.compile(r"\d{4}|\d[./-]\s?\d{1,2}[./-]\s?\d\d")
_COMPACT: Final = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:[T ]?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?(?P<half>)(?P<zone>Z|"
    r"[+-]\d{2}:?\d{2})?)?"
)
_EPOCH: Final = re.compile(r"\d{10}|\d{13}")
# What C and JavaScript print, with the year last: "Thu May 20 09:12:00 +0000 2021".
_CTIME: Final = re.compile(
    r"(?P<name>[A-Za-z]{3})\s+(?P<day>\d{1,2})\s+(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})(?P<half>)\s+"
    r"(?:[A-Z]{3,4}\s+)?(?P<zone>[+-]\d{4})?\s*(?P<year>\d{4})"
)


def _clock(match: re.Match[str]) -> str:
    hour, minute, second = match["hour"], match["minute"], match["second"]
    if hour is None:
        return ""
    h = int(hour)
    if match["half"]:
        h = h % 12 + (12 if match["half"].lower() == "p" else 0)
    if h > 23 or int(minute) > 59 or int(second or 0) > 59:
        return ""
    zone = (match["zone"] or "").upper().removeprefix("UTC").removeprefix("GMT")
    if match["zone"] and zone in ("", "Z"):
        zone = "+00:00"
    elif zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"T{h:02}:{int(minute):02}" + (f":{int(second or 0):02}" if second or zone else "") + zone


def _build(match: re.Match[str], calendar: Calendar) -> Moment | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if len(groups["year"]) == 2:
        year += 2000 if year <= calendar.now.year % 100 else 1900
    if (name := groups.get("name")) is not None:
        number = months.month(name, calendar.language)
        if number is None:
            return None
        day = int(groups["day"])
    elif (first := groups.get("first")) is not None:
        one, two = int(first), int(groups["second_"])
        day_first = calendar.day_first or groups["sep"] == "."
        day, number = (one, two) if (day_first and two <= 12) or one > 12 else (two, one)
    else:
        number, day = int(groups["month"]), int(groups["day"])
    try:
        return _within(Moment(date(year, number, day), _clock(match)), calendar)
    except ValueError:
        return None


def _within(moment: Moment, calendar: Calendar) -> Moment | None:
    """Return the moment unless it lies before the web or after the fetch."""
    if moment.day < EARLIEST:
        return None
    if len(moment.clock) > 9:
        try:
            instant = datetime.fromisoformat(str(moment))
        except ValueError:
            return None
        return moment if instant <= calendar.now + timedelta(minutes=5) else None
    return moment if moment.day <= calendar.now.date() else None


def may_have(text: str) -> bool:
    """Whether a text may have a date that is not relative, told cheaply."""
    return _PLAUSIBLE.search(text) is not None


def find(text: str, calendar: Calendar) -> list[Found]:
    """Return the dates in a line of text, in its order, none overlapping another, relative ones left out."""
    return list(_scan(text, calendar))


def _scan(text: str, calendar: Calendar) -> Iterator[Found]:
    if not may_have(text):
        return
    taken: list[Found] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < f.end and f.start < match.end() for f in taken):
                continue
            moment = _build(match, calendar)
            if moment is None:
                continue
            clock = (
                None
                if moment.clock
                else _CLOCK_BEFORE.search(text, max(match.start() - 12, 0), match.start())
            )
            if clock and int(clock["hour"]) < 24:
                moment = Moment(moment.day, f"T{int(clock['hour']):02}:{clock['minute']}")
            taken.append(Found(clock.start() if clock else match.start(), match.end(), moment))
    yield from sorted(taken, key=lambda found: found.start)


def read(value: str, calendar: Calendar) -> Moment | None:
    """Return the one date that an attribute or a short text stands for, None without a plausible one."""
    text = value.strip()[:200]
    if _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        instant = datetime.fromtimestamp(seconds, UTC)
        return _within(Moment(instant.date(), instant.strftime("T%H:%M:%S+00:00")), calendar)
    for form in (_COMPACT, _CTIME):
        match = form.fullmatch(text) if form is _COMPACT else form.search(text)
        if match is not None:
            return _build(match, calendar)
    found = find(text, calendar)
    return found[0].moment if found else None
