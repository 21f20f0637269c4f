"""Candidates of trafilatura and htmldate, for a field that nothing else fills.

They cost tens of milliseconds. Both keep caches that change their speed only. No other module of the metadata
imports them.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from htmldate import find_date
from trafilatura.metadata import extract_metadata

from app.clean.metadata.dates import EARLIEST, Calendar, Moment, read

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def date(tree: HtmlElement, calendar: Calendar, address: str | None) -> Moment | None:
    """Return the day that htmldate finds as that of first publication."""
    found = find_date(
        deepcopy(tree),
        original_date=True,
        url=address,
        min_date=EARLIEST.isoformat(),
        max_date=calendar.now.date().isoformat(),
    )
    # The first of January is what it makes of a bare year, as in a copyright line.
    return read(found, calendar) if found and not found.endswith("-01-01") else None


def author(tree: HtmlElement, calendar: Calendar, address: str | None) -> str | None:
    """Return the authors that trafilatura finds, parted by semicolons."""
    limits = {
        "original_date": True,
        "extensive_search": False,
        "max_date": calendar.now.date().isoformat(),
    }
    return extract_metadata(deepcopy(tree), default_url=address, date_config=limits, extensive=False).author
