"""Date and byline of a text: the lines around its headline, and those at the end of the article.

Scrapers take a byline apart ("By", "Jane Doe", "Published:", "3 May 2021" on four lines) or glue its pieces
together ("By Jane DoePublished 3 May 2021"), so labels are joined to what follows, and glued words
are parted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, relative
from app.clean.metadata.authorship import LIKELY, likeliest
from app.clean.metadata.date_words import CHANGED, PUBLISHED
from app.clean.metadata.lines import Kind, Line, read_line, read_name
from app.clean.metadata.signers import Signer, Surroundings, signers
from app.clean.model import Block, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from app.clean.metadata.dates import Calendar, Moment
    from app.clean.metadata.outline import Outline

Names = tuple[str, ...]

# Lines above and below the headline in which date and byline stand; pictures and share buttons lie between.
_ABOVE: Final = 6
_BELOW: Final = 26
# Lines of the article's own beginning, and as many above it where there is no headline.
_OPENING: Final = 4
_ALONE: Final = 8
# Without a headline a bare name signs so near to a date or another byline only.
_BESIDE: Final = 2
# Lines behind the article that may say when it was published.
_CLOSING: Final = 5
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
_LONGEST: Final = 220
# A date in a longer line is what a sentence speaks of.
_MENTION: Final = 130
_BRIEF: Final = 60
# Lists are part of a bare body; on a page some scrapers make list items of its header.
_ROLES: Final = (Role.PARAGRAPH, Role.HEADING)
_ROLES_OF_PAGES: Final = (*_ROLES, Role.ITEM)
_LABEL: Final = 24

_SEAM: Final = re.compile(
    r"(?<=[a-zà-ÿ.])(?=(?:Published|Updated|Posted|Publicado|Actualizado|Publié|Mis à jour|Veröffentlicht|"
    r"Aktualisiert|Pubblicato|Aggiornato|Gepubliceerd)\b)"
    r"|(?<=[a-z]{3})(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d)"
    r"|(?<=[a-zà-ÿ]{2})(?=\d|@\w)|(?<=\b20\d\d)(?=\d{1,2}:\d\d)|(?<=[A-Z]M)(?=[A-Z][a-z])"
)
_GLUED: Final = re.compile(r"[a-zà-ÿ.](?:[A-Z@]|\d)|\d{5}:\d\d|[AP]M[A-Z]")
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs a text and when.

    `lines` are wholly date or byline. `published` and `changed` are days, `spoken` those in lines that are
    more than a date or stand behind the article, `counted` those that count from the fetch; `people` and
    `organisations` are names. The most trusted stand first.
    """

    lines: tuple[Line, ...] = ()
    published: tuple[Moment, ...] = ()
    spoken: tuple[Moment, ...] = ()
    counted: tuple[Moment, ...] = ()
    changed: tuple[Moment, ...] = ()
    people: tuple[Names, ...] = ()
    organisations: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text and what is known of it before its date and byline are.

    `struck` are positions of noise, `found` is where the article stands, `scores` are the blocks'
    probabilities of being part of it, empty where nobody tells, `least` the log-odds that names need.
    """

    blocks: Sequence[Block]
    struck: Collection[int]
    calendar: Calendar
    found: Outline
    scores: Sequence[float] = ()
    least: float = LIKELY


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
    dated = any(line.published for line in lines)
    named = () if signer is None else (signer.names,)
    is_person = signer is not None and "organisation" not in signer.form
    return Signature(
        lines=tuple(lines),
        published=tuple(line.published for line in lines if line.published and not line.relative),
        spoken=() if dated else tuple(_spoken(read, candidates.closing)),
        counted=tuple(line.published for line in lines if line.published and line.relative),
        changed=tuple(line.changed for line in lines if line.changed),
        people=named if is_person else (),
        organisations=() if is_person else named,
    )


@dataclass(frozen=True, slots=True)
class Collected:
    """What was read of a text: lines of its header and of its end, and who may sign it."""

    header: tuple[Line, ...]
    closing: tuple[Line, ...]
    signers: tuple[Signer, ...]
    around: Surroundings


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
    read = list(_listed(list(_read(blocks[top:bottom], calendar, at))))
    signed = any(line.led and line.names for line in read)
    dated = any(line.published for line in read if line.kind is Kind.DATE)
    if signed and dated:
        behind = range(0)
    closing = list(_listed(list(_read(blocks[behind.start : behind.stop], calendar, at))))
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
            far += _read((block,), calendar, at)
    around = Surroundings(blocks, found, at, text.struck, text.scores)
    around.read((*read, *closing, *far))
    chosen = signers(
        (*read, *closing, *far), blocks, () if signed and dated else (range(top, bottom), behind)
    )
    candidates = sorted((one for one in chosen if one.at != at), key=lambda one: one.at)
    if at is not None:
        top, bottom = at - _ABOVE, min(at + _BELOW, max(found.start + _OPENING, at + _ALONE))
    header = tuple(line for line in read if top <= line.position < bottom)
    first, last = max(found.end - 2, found.start + 1), found.end + _CLOSING
    end = tuple(line for line in (*read, *closing) if first <= line.position < last)
    return Collected(header, end, tuple(candidates), around)


def _spoken(read: Sequence[Line], closing: Sequence[Line]) -> Iterator[Moment]:
    """Yield the days of lines that are little more than a date, then of those behind the article."""
    spoken = [line for line in read if not line.relative and len(line.text) <= _MENTION]
    for line in sorted(spoken, key=lambda line: len(line.text) > _BRIEF):
        if line.mentioned and not line.text.endswith((".", "?", "!")):
            yield line.mentioned
    for line in closing:
        if line.kind is Kind.DATE and line.published and not line.relative and PUBLISHED.search(line.text):
            yield line.published


def _distance(line: Line, anchor: int) -> int:
    offset = line.position - anchor
    return 2 * offset if offset >= 0 else -3 * offset


def _read(blocks: Sequence[Block], calendar: Calendar, at: int | None) -> Iterator[Line]:
    """Read lines, each together with the label that stands alone on the line before it."""
    label: Block | None = None
    roles = _ROLES if at is None else _ROLES_OF_PAGES
    for block in blocks:
        text = block.text
        if block.position == at or len(text) > _LONGEST or block.role not in roles:
            label = None
            continue
        if len(text) <= _LABEL and (is_lead := byline.is_lead(text)) | _is_date_label(text):
            label = block if is_lead or label is None else label
            continue
        if _GLUED.search(text):
            text = _SEAM.sub(" ", text)
        if label is not None:
            whole = _labelled(block, label, text, calendar)
            if whole.kind in (Kind.BYLINE, Kind.DATE):
                yield Line(label.position, label.text, whole.kind)
                yield whole
                label = None
                continue
            label = None
        if _DIGIT.search(text) or byline.strip_lead(text) != text or relative.may_be(text):
            yield read_line(
                block if text is block.text and block.role is Role.PARAGRAPH else _paragraph(block, text),
                calendar,
            )
        elif _like_name(text) and (named := read_name(block)) is not None:
            yield named


def _paragraph(block: Block, text: str) -> Block:
    return Block(block.position, text)


def _like_name(text: str) -> bool:
    """Whether a line has the length and the capitals of a name and what may stand behind it."""
    spaces = text.count(" ")
    if len(text) > 60 or spaces > 6 or text[:1].islower():
        return False
    if text.isascii():
        return spaces > 0 and (text[:1].isupper() and sum(map(str.isupper, text)) > spaces // 2)
    return spaces > 0 or len(text) <= 12


def _labelled(block: Block, label: Block, text: str, calendar: Calendar) -> Line:
    """Read a line as what its label says; a single word is a name where "By" stands alone before it."""
    line = read_line(_paragraph(block, f"{label.text} {text}"), calendar)
    if line.kind is Kind.OTHER and byline.is_lead(label.text) and len(text) <= 2 * _LABEL:
        names = byline.names(text, declared=True)
        return replace(line, kind=Kind.BYLINE, names=names, led=True) if names else line
    return line


def _is_date_label(text: str) -> bool:
    return (
        not _DIGIT.search(text) and text.count(" ") < 3 and bool(PUBLISHED.match(text) or CHANGED.match(text))
    )


def _listed(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, each name that follows one with a comma behind it as one of the same list."""
    before: Line | None = None
    for line in lines:
        if before is not None and line.kind is Kind.NAME and line.position - before.position == 1:
            yield replace(before, names=(*before.names, *line.names))
            before = None
            continue
        if before is not None:
            yield before
        is_open = (
            line.kind in (Kind.NAME, Kind.BYLINE) and line.names and line.text.endswith((",", "&", "、"))
        )
        before = line if is_open else None
        if not is_open:
            yield line
    if before is not None:
        yield before
