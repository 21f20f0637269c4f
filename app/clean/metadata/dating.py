"""When a text was published, among the days that it mentions: a linear model over their traits.

Its weights are in `day_weights.json`, which `python -m training.day` writes.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from app.clean.metadata import dates, url
from app.clean.metadata.candidates import Candidate
from app.clean.metadata.lines import Kind, Line
from app.clean.metadata.mentions import TRAITS, Mention, Setting, mentions
from app.clean.metadata.reading import LONGEST, label_before, read_lines
from app.clean.metadata.weights import Rows, load_rows, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.clean.metadata.dates import Moment
    from app.clean.metadata.signature import Text

SOURCE: Final = "text:header"
ADDRESS: Final = "url"
# Log-odds below which a day is not told.
_LIKELY: Final = -1.5
# Lines with a day that are read beside those of the header, above the article and behind it; a list of
# stories has many.
_ABOVE: Final = 6
_BEHIND: Final = 10
# Behind the headline and behind the beginning of the article, lines are the article's own; its last ones may
# say when it was written.
_BELOW: Final = 30
_OPENING: Final = 6
_LAST: Final = 4
# A first paragraph may begin with place and day; so many of its characters are read, of so many paragraphs.
_DATELINE: Final = 130
_FIRST: Final = 3

_ROWS: Final = load_rows("day_weights.json", TRAITS)


def collect(text: Text, at: int | None, read: Sequence[Line], places: Sequence[range]) -> Setting:
    """Return the days that a text mentions in the lines that were read, and in those elsewhere that may tell.

    `at` is the index of the headline, `places` are those of the lines that were read.
    """
    lines = [*read, *_elsewhere(text, at, places)]
    stated = (
        url.published(text.address, text.calendar) if text.address and url.is_address(text.address) else None
    )
    return Setting(text, at, stated, tuple(mentions(lines, stated)))


def _elsewhere(text: Text, at: int | None, places: Sequence[range]) -> Iterator[Line]:
    blocks, found = text.blocks, text.found

    def dated(place: range) -> Iterator[int]:
        for index in place:
            line = blocks[index].text
            if len(line) <= LONGEST and dates.may_have(line) and not any(index in read for read in places):
                yield index

    middle = min(max(found.start + _OPENING, (at or 0) + _BELOW), len(blocks))
    behind = range(max(found.end - _LAST, middle), len(blocks))
    for index in (*islice(dated(range(middle - 1, -1, -1)), _ABOVE), *islice(dated(behind), _BEHIND)):
        first = label_before(blocks, index)
        yield from read_lines(blocks[first : index + 1], text.calendar, at)
    for block in blocks[found.start : found.start + _FIRST]:
        opening = block.text[:_DATELINE]
        if len(block.text) > LONGEST and dates.may_have(opening):
            days = [day for day in dates.find(opening, text.calendar) if day.end < _DATELINE - 1]
            if days:
                yield Line(block.position, opening, Kind.OTHER, found=(days[0],))


def likeliest_days(
    setting: Setting, rows: Rows = _ROWS, least: float = _LIKELY
) -> list[tuple[Candidate[Moment], Mention | None]]:
    """Return the days that are likely the one of publication, the best first, each with its mention.

    The day of the address has none; it stands last where it is not likely.
    """
    scored: list[tuple[float, Candidate[Moment], Mention | None]] = [
        (total(rows, setting.traits(mention)), Candidate(mention.moment, SOURCE), mention)
        for mention in setting.known
    ]
    if setting.stated is not None:
        score = max(total(rows, setting.of_address()), least)
        scored.append((score, Candidate(setting.stated, ADDRESS), None))
    likely = [one for one in scored if one[0] >= least]
    return [(candidate, mention) for _, candidate, mention in sorted(likely, key=lambda one: -one[0])]
