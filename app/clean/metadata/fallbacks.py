"""Candidates of trafilatura and htmldate, for a field that nothing else fills.

They cost several milliseconds. Both keep caches that change their speed only, and work on copies of the tree.
No other module of the metadata imports them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from htmldate import find_date
from trafilatura.metadata import extract_author

from app.clean.metadata import byline
from app.clean.metadata.dates import EARLIEST, Calendar, Moment, read
from app.clean.metadata.elements import surroundings, text
from app.clean.metadata.times import elsewhere

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from app.clean.metadata.evidence import Anchor, Evidence


def date(tree: HtmlElement, evidence: Evidence, anchor: Anchor) -> Moment | None:
    """Return the day that htmldate finds, unless it is a day of an update, a comment or a related story.

    The first of January is refused too: htmldate makes it of a bare year, as in a copyright line.
    """
    calendar: Calendar = evidence.calendar
    found = find_date(
        tree,
        original_date=True,
        url=evidence.address,
        min_date=EARLIEST.isoformat(),
        max_date=calendar.now.date().isoformat(),
    )
    moment = read(found, calendar) if found and not found.endswith("-01-01") else None
    return moment if moment and moment.day not in elsewhere(evidence.elements, calendar, anchor) else None


def authors(tree: HtmlElement, evidence: Evidence, anchor: Anchor) -> tuple[str, ...]:
    """Return the names that trafilatura finds, without those that stand in comments or other stories."""
    signed = extract_author(tree)
    if not signed:
        return ()
    marked = (*evidence.elements.items, *evidence.elements.bylines)
    others = " ".join(text(element, 200) for _, element in marked if surroundings(element, anchor.around))
    others = byline.fold(others)
    names = byline.names(signed.replace("; ", ", "), evidence.known, declared=True)
    return tuple(name for name in names if byline.fold(name) not in others)
