"""Date and byline of a text: around its headline, at the end of the article, and in a few lines elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from app.clean.metadata import dating
from app.clean.metadata.authorship import LIKELY, likeliest
from app.clean.metadata.lines import Kind, Line
from app.clean.metadata.reading import listed, read_lines
from app.clean.metadata.signers import Signer, Surroundings, signers

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.clean.metadata.candidates import Candidate
    from app.clean.metadata.dates import Calendar, Moment
    from app.clean.metadata.mentions import Setting
    from app.clean.metadata.outline import Outline
    from app.clean.model import Block

Names = tuple[str, ...]

# Lines above and below the headline in which date and byline stand; pictures and share buttons lie between.
_ABOVE: Final = 6
_BELOW: Final = 26
# Lines of the article's own beginning, and as many above it where there is no headline.
_OPENING: Final = 4
_ALONE: Final = 8
# Without a headline a bare name signs so near to a date or another byline only.
_BESIDE: Final = 2
# A name may stand farther off: above, below, and around the end.
_SIGNED_ABOVE: Final = 8
_SIGNED_BELOW: Final = 30
_BRIEF_PAGE: Final = 12
_LAST: Final = 3
_SIGNED_BEHIND: Final = 9
# How lines begin that sign wherever they stand, how long they are, and how many of them are read.
_LED: Final = frozenset(
    ("By ", "BY ", "by ", "Von", "von", "Par", "Por", "Wri", "Aut", "Tek", "Tex", "Av ", "Af ", "Doo")
)
_SHORT_BYLINE: Final = 100
_FEW: Final = 6


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs a text and when.

    `lines` are wholly date or byline. `published` are days that may be the one of publication, `counted`
    those that count from the fetch, `changed` those of a change; `people` and `organisations` are names.
    The most trusted stand first.
    """

    lines: tuple[Line, ...] = ()
    published: tuple[Candidate[Moment], ...] = ()
    counted: tuple[Moment, ...] = ()
    changed: tuple[Moment, ...] = ()
    people: tuple[Names, ...] = ()
    organisations: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text and what is known of it before its date and byline are.

    `struck` are positions of noise, `found` is where the article stands, `scores` are the blocks'
    probabilities of being part of it, empty where nobody tells, `least` the log-odds that names need, and
    `address` the page's URL, if known.
    """

    blocks: Sequence[Block]
    struck: Collection[int]
    calendar: Calendar
    found: Outline
    scores: Sequence[float] = ()
    least: float = LIKELY
    address: str | None = None


def read_signature(text: Text, at: int | None) -> Signature:
    """Read date and byline around the headline, which is block `at`, or around the article's beginning."""
    found = text.found
    anchor = found.start if at is None else at
    candidates = collect(text, at)
    signer = likeliest(candidates.signers, candidates.around, least=text.least)
    dates = [line.position for line in candidates.header if line.kind in (Kind.DATE, Kind.BYLINE)]
    read = [
        line.as_kind(Kind.BYLINE)
        if line.kind is Kind.NAME
        and signer is not None
        and signer.at == line.position
        and (at is not None or any(abs(date - line.position) <= _BESIDE for date in dates))
        else line
        for line in candidates.header
    ]
    read.sort(key=lambda line: _distance(line, anchor))
    lines = [line for line in read if line.kind in (Kind.DATE, Kind.BYLINE)]
    named = () if signer is None else (signer.names,)
    is_person = signer is not None and "organisation" not in signer.form
    days = dating.likeliest_days(candidates.days)
    if days and (told := days[0][1]) is not None and told.line.kind is Kind.DATE and told.line not in lines:
        lines.append(told.line)
    return Signature(
        lines=tuple(lines),
        published=tuple(candidate for candidate, _ in days),
        counted=tuple(line.published for line in lines if line.published and line.relative),
        changed=tuple(line.changed for line in lines if line.changed),
        people=named if is_person else (),
        organisations=() if is_person else named,
    )


@dataclass(frozen=True, slots=True)
class Collected:
    """What was read of a text: the lines of its header, who may sign it, and the days that it mentions."""

    header: tuple[Line, ...]
    signers: tuple[Signer, ...]
    around: Surroundings
    days: Setting


def collect(text: Text, at: int | None) -> Collected:
    """Read the lines around the headline, those at the end, and the few elsewhere that begin with "By"."""
    blocks, calendar, found = text.blocks, text.calendar, text.found
    if at is None:
        top, bottom = max(found.start - _ALONE, 0), min(found.start + _OPENING, len(blocks))
    else:
        top = max(at - _SIGNED_ABOVE, 0)
        bottom = min(at + _SIGNED_BELOW, max(found.start + _OPENING, at + _BRIEF_PAGE), len(blocks))
    behind = range(
        max(bottom, found.end - _LAST, found.start + 1), min(found.end + _SIGNED_BEHIND, len(blocks))
    )
    read = list(listed(list(read_lines(blocks[top:bottom], calendar, at))))
    signed = any(line.led and line.names for line in read)
    dated = any(line.published for line in read if line.kind is Kind.DATE)
    if signed and dated:
        behind = range(0)
    closing = list(listed(list(read_lines(blocks[behind.start : behind.stop], calendar, at))))
    far: list[Line] = []
    if at is not None and not signed:
        led = (
            block
            for index, block in enumerate(blocks)
            if block.text[:3] in _LED
            and len(block.text) < _SHORT_BYLINE
            and not top <= index < bottom
            and index not in behind
        )
        for block in islice(led, _FEW):
            far += read_lines((block,), calendar, at)
    places = (range(top, bottom), behind)
    around = Surroundings(blocks, found, at, text.struck, text.scores)
    around.read((*read, *closing, *far))
    chosen = signers((*read, *closing, *far), blocks, () if signed and dated else places)
    candidates = sorted((one for one in chosen if one.at != at), key=lambda one: one.at)
    if at is not None:
        top, bottom = at - _ABOVE, min(at + _BELOW, max(found.start + _OPENING, at + _ALONE))
    header = tuple(line for line in read if top <= line.position < bottom)
    days = dating.collect(text, at, (*read, *closing, *far), places)
    return Collected(header, tuple(candidates), around, days)


def _distance(line: Line, anchor: int) -> int:
    offset = line.position - anchor
    return 2 * offset if offset >= 0 else -3 * offset
