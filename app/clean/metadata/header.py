"""Title, date and byline in the first lines of a text, and which of these lines are nothing else.

A first line becomes the title only where something shows that this is a page and not a bare body: a date or
byline line, a label, a Markdown mark, or noise before it. So cleaning a body that is already clean finds
nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.clean.metadata import headline
from app.clean.metadata.candidates import Candidate, Candidates
from app.clean.metadata.dates import Calendar
from app.clean.metadata.lines import Kind, Line, read_line, signed
from app.clean.metadata.region import day_first
from app.clean.model import Mark, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.clean.model import Block, Page

SOURCE: Final = "text:header"
# Lines that are looked at, those struck by rules aside; scrapes put menus before the headline.
_WINDOW: Final = 60
_EVIDENCE: Final = (Kind.DATE, Kind.BYLINE, Kind.READING_TIME)
# Lines between two lines of one header, and between a headline and the first of them.
_GAP: Final = 6
_REACH: Final = 8
# Running text: a line that long is the body, or a standfirst if it is the first of its kind.
_PROSE_WORDS: Final = 24
_SENTENCE_END: Final = re.compile(r"[.。…:;,][\"'”’»)]*$")


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines say.

    `marks` maps the position of a block that is wholly header to its mark: `header.title`, `header.date`,
    `header.byline`.
    """

    candidates: Candidates = field(default_factory=Candidates)
    marks: Mapping[int, Mark] = field(default_factory=dict)


def read_header(
    blocks: Sequence[Block], page: Page, struck: Collection[int] = (), language: str | None = None
) -> Header:
    """Read the header of a text out of its first blocks.

    `struck` are positions of blocks that rules have called noise; they are looked through. `language` is
    an ISO 639-1 code that settles the order of day and month.
    """
    tags = (language,) if language else ()
    calendar = Calendar(page.fetched_at, day_first(tags, page.url), language)
    lines = _window(blocks, struck, calendar)
    noise_first = bool(lines) and any(b.position in struck for b in blocks if b.position < lines[0].position)
    lines = signed(lines)
    title = _title(lines, noise_first=noise_first)
    if title is not None:
        lines = lines[max(lines.index(title) - _GAP, 0) :]
    marks: dict[int, Mark] = {}
    for line in lines:
        if rule := _rule(line, title):
            marks[line.position] = Mark("header", rule)
    return Header(_candidates([line for line in lines if line.position in marks], title), marks)


def _window(blocks: Sequence[Block], struck: Collection[int], calendar: Calendar) -> list[Line]:
    """Read lines up to the body: the second line of running text, or the first where nothing came before."""
    lines: list[Line] = []
    prose = 0
    for block in blocks:
        if block.position in struck:
            continue
        line = read_line(block, calendar)
        if line.kind is Kind.OTHER and _is_prose(line.text):
            prose += 1
            if prose > 1 or not lines:
                break
        lines.append(line)
        if len(lines) >= _WINDOW:
            break
    while lines and lines[-1].kind is Kind.OTHER:
        lines.pop() if len(lines) > 1 or _is_prose(lines[-1].text) else None
        if len(lines) == 1:
            break
    return lines


def _is_prose(text: str) -> bool:
    words = len(text.split())
    wide = sum(ch > "\u2e7f" for ch in text)
    return words >= _PROSE_WORDS or wide > 60 or (words >= 12 and bool(_SENTENCE_END.search(text)))


def _title(lines: Sequence[Line], *, noise_first: bool) -> Line | None:
    stated = next((line for line in lines if line.title), None)
    if stated is not None:
        return stated
    headed = next((line for line in lines if line.role is Role.HEADING and line.level == 1), None)
    if headed is not None:
        return headed
    evidence = [i for i, line in enumerate(lines) if line.kind in _EVIDENCE]
    if not evidence:
        return lines[0] if noise_first and len(lines) == 1 and _may_title(lines[0]) else None
    start = _last_run(evidence)
    above = [line for line in lines[max(start - _REACH, 0) : start] if _may_title(line)]
    if not above:
        end = evidence[-1] if evidence[-1] > start else start + 2
        between = lines[start + 1 : end]
        above = [line for line in between if _may_title(line) and len(line.text.split()) >= 4]
    heading = next((line for line in above if line.role is Role.HEADING), None)
    first = heading or _headline_of(above)
    return _plainer(first, above) if first else None


def _last_run(evidence: Sequence[int]) -> int:
    """Return where the last date and byline lines begin: mastheads have dates of their own."""
    start = evidence[-1]
    for index in reversed(evidence[:-1]):
        if start - index > _GAP:
            break
        start = index
    return start


def _headline_of(above: Sequence[Line]) -> Line | None:
    """Return the first of the longer lines that lead up to a byline; menus above it have short ones."""
    run: Line | None = None
    for line in reversed(above):
        if len(line.text.split()) >= 4 or len(line.text) >= 30 or _is_wide(line.text):
            run = line
        elif run is not None:
            break
    return run or next(iter(above), None)


def _plainer(title: Line, others: Sequence[Line]) -> Line:
    """Prefer the headline itself to a page title that has it with the site's name."""
    pieces = {headline.key(piece) for piece in headline.parts(title.text)}
    longer = headline.key(title.text)
    keys = ((other, headline.key(other.text)) for other in others if len(other.text.split()) >= 3)
    return next((other for other, key in keys if key in pieces and key != longer), title)


def _is_wide(text: str) -> bool:
    return sum(ch > "\u2e7f" for ch in text) >= 8


def _may_title(line: Line) -> bool:
    plain = line.kind in (Kind.OTHER, Kind.NAME) and line.role in (Role.PARAGRAPH, Role.HEADING)
    return plain and 2 <= len(line.text) <= 250 and not _is_prose(line.text)


def _rule(line: Line, title: Line | None) -> str | None:
    if title is not None and (line is title or _repeats(line.text, title.title or title.text)):
        return "header.title"
    if line.kind is Kind.BYLINE:
        return "header.byline"
    return "header.date" if line.kind is Kind.DATE else None


def _repeats(text: str, title: str) -> bool:
    wanted = headline.key(title)
    return bool(wanted) and any(headline.key(part) == wanted for part in headline.parts(text))


def _candidates(lines: Sequence[Line], title: Line | None) -> Candidates:
    titles = () if title is None else (Candidate(title.title or title.text, SOURCE),)
    people = tuple(Candidate(line.names, SOURCE) for line in lines if line.names)
    signing: list[tuple[str, ...]] = [(line.organisation,) for line in lines if line.organisation]
    organisations = tuple(Candidate(names, SOURCE) for names in signing)
    dates = [Candidate(line.published, SOURCE) for line in lines if line.published]
    changes = [Candidate(line.changed, SOURCE) for line in lines if line.changed]
    return Candidates(
        headlines=titles,
        dates=tuple(dates),
        changes=tuple(changes),
        people=people,
        organisations=organisations,
    )
