"""Dates in plain sight: time elements and elements named for dates, around the headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.clean.metadata.date_words import CHANGED, PUBLISHED
from app.clean.metadata.dates import Calendar, Moment, find, read
from app.clean.metadata.elements import AROUND, OTHERS, Elements, surroundings, text

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from app.clean.metadata.evidence import Anchor

# Elements between a headline and its date line: few before it, an image and share buttons after it.
_BEFORE: Final = 60
_AFTER: Final = 250


@dataclass(frozen=True, slots=True)
class Seen:
    """A date seen at a position of the walk; `changed` where its label or class says so."""

    position: int
    moment: Moment
    source: str
    changed: bool


def near(elements: Elements, calendar: Calendar, anchor: Anchor) -> list[Seen]:
    """Return the dates that stand with the headline, nearest first."""

    def distance(seen: Seen) -> int:
        offset = seen.position - anchor.position
        return offset if offset >= 0 else -2 * offset

    seen = _time_elements(elements, calendar, anchor), _named_elements(elements, calendar, anchor)
    near = (one for some in seen for one in some if -_BEFORE <= one.position - anchor.position <= _AFTER)
    return sorted(near, key=distance)


def elsewhere(elements: Elements, calendar: Calendar, anchor: Anchor) -> list[Moment]:
    """Return the moments in time elements anywhere, but not those of changes, comments and other stories."""
    return [seen.moment for seen in _time_elements(elements, calendar, anchor, OTHERS) if not seen.changed]


def _time_elements(
    elements: Elements, calendar: Calendar, anchor: Anchor, around: re.Pattern[str] = AROUND
) -> Iterator[Seen]:
    for position, element in elements.times[:60]:
        stated = str(element.get("datetime") or element.get("content") or "")
        shown = text(element, 120)
        found = find(shown, calendar)
        moment = agreed(read(stated, calendar), found[0].moment if found else None)
        if moment is not None and not surroundings(element, anchor.around, around):
            yield Seen(position, moment, "time-element", _changed(element, shown))


def _named_elements(elements: Elements, calendar: Calendar, anchor: Anchor) -> Iterator[Seen]:
    for position, element in elements.dated[:120]:
        line = text(element, 300) if len(element) <= 12 else ""
        if not 6 <= len(line) <= 200:
            continue
        found = find(line, calendar)
        if not found or surroundings(element, anchor.around):
            continue
        before = line[: found[0].start]
        changed = bool(CHANGED.search(before)) and not PUBLISHED.search(before)
        if len(found) > 1 and changed and PUBLISHED.search(line[found[0].end : found[1].start]):
            yield Seen(position, found[1].moment, "date-element", changed=False)
        yield Seen(
            position, found[0].moment, "date-element", changed or (not before and _changed(element, ""))
        )


def agreed(stated: Moment | None, shown: Moment | None) -> Moment | None:
    """Return the stated moment, on the day that readers see if they are one instant in two zones."""
    if stated is None or shown is None:
        return stated or shown
    if stated.clock.endswith("+00:00") and abs((stated.day - shown.day).days) == 1:
        return shown
    return stated


def _changed(element: HtmlElement, line: str) -> bool:
    """Whether the names of the element, its own first words or the label before it speak of a change."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}"
    label = _label(element)
    if PUBLISHED.search(names) or PUBLISHED.search(label):
        return False
    parent = element.getparent()
    if parent is not None and not CHANGED.search(names):
        names = str(parent.get("class") or "")
    return any(CHANGED.search(words) for words in (names, label, line[:25]))


def _label(element: HtmlElement) -> str:
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return ((parent.text or "") if parent is not None else "")[-40:]
    if (previous.tail or "").strip() or len(previous) > 2:
        return (previous.tail or "")[-40:]
    return text(previous, 60)[-40:]
