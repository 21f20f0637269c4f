"""Lines of a text read one after the other: labels joined to what follows, glued words parted, lists joined.

Scrapers take a byline apart ("By", "Jane Doe", "Published:", "3 May 2021" on four lines) or glue its pieces
together ("By Jane DoePublished 3 May 2021").
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, relative
from app.clean.metadata.date_words import CHANGED, PUBLISHED
from app.clean.metadata.lines import Kind, Line, read_line, read_name
from app.clean.model import Block, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.clean.metadata.dates import Calendar

#: Longer lines are not read.
LONGEST: Final = 220
# Lists are part of a bare body; on a page some scrapers make list items of its header.
_ROLES: Final = (Role.PARAGRAPH, Role.HEADING)
_ROLES_OF_PAGES: Final = (*_ROLES, Role.ITEM)
_LABEL: Final = 24

_SEAM: Final = re.compile(
    r"(?<=[a-zà-ÿ.])(?=(?:Published|Updated|Posted|Publicado|Actualizado|Publié|Mis à jour|Veröffentlicht|"
    r"Aktualisiert|Pubblicato|Aggiornato|Gepubliceerd)\b)"
    r"|(?<=[a-z]{2})(?=(?:Staff|Senior|Contribut(?:or|ing)|Correspondent|Editor|Reporter|Writer|Twitter)\b)"
    r"|(?<=[a-z]{3})(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d)"
    r"|(?<=[a-zà-ÿ]{2})(?=\d|@\w)|(?<=\b20\d\d)(?=\d{1,2}:\d\d)|(?<=[A-Z]M)(?=[A-Z][a-z])"
)
_GLUED: Final = re.compile(r"[a-zà-ÿ.](?:[A-Z@]|\d)|\d{5}:\d\d|[AP]M[A-Z]")
# A list of names goes on on the next line.
_GOES_ON: Final = (",", "&", "、")
_DIGIT: Final = re.compile(r"\d")


def read_lines(blocks: Sequence[Block], calendar: Calendar, at: int | None) -> Iterator[Line]:
    """Read lines, each together with the label that stands alone on the line before it."""
    label: Block | None = None
    roles = _ROLES if at is None else _ROLES_OF_PAGES
    for block in blocks:
        text = block.text
        if block.position == at or len(text) > LONGEST or block.role not in roles:
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


def label_before(blocks: Sequence[Block], index: int) -> int:
    """Return the index of the label that stands alone on the line before, or that of the line itself."""
    text = blocks[index - 1].text if index else ""
    is_label = 0 < len(text) <= _LABEL and (byline.is_lead(text) or _is_date_label(text))
    return index - 1 if is_label else index


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
    if _DIGIT.search(text) or text.count(" ") > 2:
        return False
    return bool(PUBLISHED.search(text) or CHANGED.search(text))


def listed(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, each name that follows one with a comma behind it as one of the same list."""
    before: Line | None = None
    last = -1
    for line in lines:
        if before is not None and line.kind is Kind.NAME and line.position - last == 1:
            before = replace(before, names=(*before.names, *line.names))
        else:
            if before is not None:
                yield before
            before = line
        last = line.position
        if not (before.kind in (Kind.NAME, Kind.BYLINE) and before.names and line.text.endswith(_GOES_ON)):
            yield before
            before = None
    if before is not None:
        yield before
