"""Date and byline beside a headline that no name in the markup gives away, read as lines of a text are."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from app.clean.metadata.elements import surroundings, text
from app.clean.metadata.lines import Kind, Line, read_line, signed
from app.clean.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from app.clean.metadata.dates import Calendar
    from app.clean.metadata.evidence import Anchor

# Elements before and after the headline that are read: its siblings and a picture, not yet the text.
_BEFORE: Final = 15
_AFTER: Final = 50
_TAGS: Final = frozenset(
    "p div span li a small em i strong b h2 h3 h4 h5 h6 address td font dd section header".split()
)


def lines(tree: HtmlElement, calendar: Calendar, anchor: Anchor, titles: Iterable[str] = ()) -> list[Line]:
    """Return the date and byline lines around the headline, in page order; `titles` are none."""
    found: list[Line] = []
    seen: set[str] = set(titles)
    start = max(anchor.position - _BEFORE, 0)
    for element in islice(tree.iter("*"), start, anchor.position + _AFTER):
        if element.tag not in _TAGS or len(element) > 8:
            continue
        line = text(element, 240)
        if not 3 <= len(line) <= 220 or line in seen or surroundings(element, anchor.around):
            continue
        seen.add(line)
        found.append(read_line(Block(len(found), line), calendar))
    stated = [line for line in found if line.kind in (Kind.BYLINE, Kind.DATE)]
    # A bare name next to a date may as well be a column's: it counts last, and only if it is short.
    bare = [line for line in signed(found) if line.kind is Kind.BYLINE and line not in stated]
    return stated + [line for line in bare if len(line.text.split()) <= 3]
