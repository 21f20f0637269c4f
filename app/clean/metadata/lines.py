"""What one line near the top of a text is: a byline, a date, a reading time, a name, or else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, dates, relative
from app.clean.metadata.date_words import BESIDE, CHANGED, PUBLISHED
from app.clean.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.metadata.dates import Calendar, Found, Moment
    from app.clean.model import Block


class Kind(Enum):
    """What a whole line is."""

    DATE = "date"
    BYLINE = "byline"
    READING_TIME = "reading time"
    NAME = "name"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """One line and what is in it.

    `title` is set only where the line says itself that it holds one. `mentioned` is a date and `hinted` are
    names in a line that is more than a byline; a day on which something was changed is never mentioned. `led`
    says that "By" or the like stands before the names, `relative` that the days count from the fetch. `found`
    are all days of `text` that do not.
    """

    position: int
    text: str
    kind: Kind
    role: Role = Role.PARAGRAPH
    level: int = 0
    title: str | None = None
    names: tuple[str, ...] = ()
    organisation: str | None = None
    published: Moment | None = None
    changed: Moment | None = None
    mentioned: Moment | None = None
    hinted: tuple[str, ...] = ()
    led: bool = False
    relative: bool = False
    found: tuple[Found, ...] = ()

    def as_kind(self, kind: Kind) -> Line:
        """Return the same line as another kind."""
        return replace(self, kind=kind)


_READING: Final = re.compile(
    r"(?:reading\s+time|lesezeit|temps\s+de\s+lecture|lecture|tiempo\s+de\s+lectura|"
    r"tempo\s+di\s+lettura|tempo\s+de\s+leitura|leestijd)?"
    r"\s*:?\s*(?:(?:ca\.?|approx\.?|about)\s*)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?[\s-]*(?:min(?:ute[ns]?|"
    r"utos|uti|uten|\.)?|mins|分)\s*"
    r"(?:read(?:ing\s+time)?|lesezeit|lesedauer|de\s+lecture|de\s+lectura|di\s+lettura|de\s+leitura|"
    r"leestijd|leestid|läsning|czytania|\(s\)\s+read|で読めます)?",
    re.IGNORECASE,
)
# Without a date, only what stands beside one of these may be a byline, or a reading time.
_MAY_SIGN: Final = re.compile(r"min|分|[\u2022|·]|\s[-–—]\s", re.IGNORECASE)
_MINUTES: Final = re.compile(r"\d[\s-]*(?:min|分)", re.IGNORECASE)
_READING_WORD: Final = re.compile(r"read|lese|lect|lettura|leitura|lees|läs|czyt|読", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"^(?:title|headline|titel|überschrift|titre|t[íi]tulo|titolo|kop|tytuł|заголовок|标题|"
    r"タイトル)\s?[:：]\s*(?P<rest>\S.*)$",
    re.I,
)
_DATE_LABEL: Final = re.compile(
    r"^(?:date|datum|fecha|data|dato|дата|日期|日付)\s?[:：]?\s+(?=\d|[^\W\d]+\s+\d)", re.IGNORECASE
)
_TOKEN: Final = re.compile(r"[^\s,;:：()（）\[\]/|–—•·.!*_#>\"“”-]+")
_PIECES: Final = re.compile(r"[\u2022|·]|\s[-–—]\s")
_SENTENCE: Final = re.compile(r"[^\W\d]{3,}[)\"”]?[.!?](?:\s|$)|\s[(（]")
_SMALL: Final = frozenset("and und et y e en for für of the by in von der de i".split())
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?:\s*(?:[ap]\.?m\.?|uhr|h))?(?!\d)", re.IGNORECASE)
_EDGES: Final = " \t,;:|·•-–—/()[]*_#>\"'“”.‧・"
MAX_CHARACTERS: Final = 220


def read_line(block: Block, calendar: Calendar) -> Line:
    """Say what a block's line is. Lists, tables, quotes, code and running text are `OTHER`."""
    text = block.text.strip()
    plain = Line(block.position, text, Kind.OTHER, block.role, block.level)
    if block.role not in (Role.PARAGRAPH, Role.HEADING) or not 2 <= len(text) <= 400:
        return plain
    if stated := _stated(plain, calendar):
        return stated
    if len(text) > MAX_CHARACTERS:
        return plain
    return _measured(plain, calendar)


def read_name(block: Block) -> Line | None:
    """Return a line without digits and labels as a person's name and what may stand beside it, or None."""
    text = block.text
    if text.endswith((".", "?", "!", ":")) and not text[-3:-2].isupper():
        return None
    pieces = [piece for part in _PIECES.split(text) if (piece := part.strip(_EDGES))]
    if not pieces or len(pieces) > 3:
        return None
    names = byline.names(pieces[0])
    if not names or not _accounted(pieces[0], names) or not all(map(byline.is_job, pieces[1:])):
        return None
    return Line(block.position, text, Kind.NAME, block.role, block.level, names=names)


def stated_title(blocks: Sequence[Block], calendar: Calendar) -> Line | None:
    """Return the first line that says of itself that it holds the title."""
    for block in blocks:
        if _TITLE.match(block.text) or _DATE_LABEL.match(block.text):
            line = read_line(block, calendar)
            if line.title:
                return line
    return None


def _stated(line: Line, calendar: Calendar) -> Line | None:
    """Read the lines that name what they hold: "Title: …", "# …", "date 2021-05-20 HEADLINE"."""
    if match := _TITLE.match(line.text):
        return replace(line, title=match["rest"].strip(_EDGES.replace(".", "").replace('"', "")))
    if line.text.startswith("# "):
        return replace(line, title=line.text[2:].strip(" #"))
    if match := _DATE_LABEL.match(line.text):
        found = dates.find(line.text, calendar)
        if found and found[0].start <= match.end() + 12:
            rest = line.text[found[0].end :].strip()
            if len(rest.split()) >= 3 or (
                len(rest) >= 12 and not _measured(replace(line, text=rest), calendar).names
            ):
                return replace(line, title=rest.lstrip(" ,;:|·•-–—"), published=found[0].moment)
    return None


def _measured(line: Line, calendar: Calendar) -> Line:
    """Take dates, reading time and their labels out of the line; what is left says what it is."""
    found = dates.find(line.text, calendar)
    if found:
        line = replace(line, found=tuple(found))
    if not found and len(line.text) < 60 and (ago := relative.find(line.text, calendar)):
        found = [ago]
        line = replace(line, relative=True)
    if not found and not _MAY_SIGN.search(line.text) and not byline.is_signed(line.text):
        return line
    published, changed = _told(line.text, found)
    rest = line.text
    for one in reversed(found):
        rest = f"{rest[: one.start]} \u2022 {rest[one.end :]}"
    reading = _READING.search(rest) if _MINUTES.search(rest) else None
    timed = reading is not None and (bool(_READING_WORD.search(reading[0])) or len(rest) < 16)
    if reading is not None and timed:
        rest = f"{rest[: reading.start()]} \u2022 {rest[reading.end() :]}"
    if found:
        rest = _CLOCK.sub(" ", rest)
    dated = replace(line, published=published, changed=changed)
    if BESIDE.issuperset(_TOKEN.findall(rest.casefold())):
        if found:
            return replace(dated, kind=Kind.DATE)
        return replace(line, kind=Kind.READING_TIME) if timed else line
    return _named(dated, rest, signed=bool(found) or timed)


def _told(text: str, found: list[Found]) -> tuple[Moment | None, Moment | None]:
    """Tell publication from change by the words before each date."""
    published = changed = None
    start = 0
    for one in found:
        label = text[start : one.start]
        start = one.end
        if CHANGED.search(label) and not PUBLISHED.search(label):
            changed = changed or one.moment
        else:
            published = published or one.moment
    return published, changed


def _named(line: Line, rest: str, *, signed: bool) -> Line:
    """Decide whether what stands beside the date is nothing but a byline."""
    pieces = [p for piece in _PIECES.split(rest) if (p := _without_labels(piece.strip(_EDGES)))]
    lead = next((p for p in pieces if byline.is_signed(p)), None)
    names = tuple(dict.fromkeys(n for p in ([lead] if lead else pieces[:3]) for n in byline.names(p)))
    if lead and not names:
        names = byline.leading_names(lead)
    clean = replace(
        line, published=None, changed=None, mentioned=line.published, hinted=names if lead else ()
    )
    if len(pieces) > 4 or sum(len(p.split()) for p in pieces) > 16:
        return clean
    sole = all(_accounted(p, names) for p in pieces)
    if names and sole and (lead or (signed and not _SENTENCE.search(rest))):
        return replace(line, kind=Kind.BYLINE, names=names, led=lead is not None)
    signing = byline.organisation(lead) if lead else None
    if signing and not names and len(pieces) <= 2 and _is_heading_case(signing):
        return replace(line, kind=Kind.BYLINE, organisation=signing, led=True)
    jobs = all(byline.is_job(piece) for piece in pieces[1:])
    if names and sole and jobs and not line.text.endswith((".", "?", "!", ":")):
        return replace(clean, kind=Kind.NAME, names=names)
    return clean


def _without_labels(piece: str) -> str:
    """Take the labels of a date from both ends of what stands beside it, but not a "By"."""
    words = piece.split()
    while words and _is_label(words[0]) and not byline.is_signed(" ".join(words)):
        del words[0]
    while words and _is_label(words[-1]):
        del words[-1]
    return " ".join(words).strip(_EDGES)


def _is_label(word: str) -> bool:
    """Whether a word is a label; short ones with a capital may be names: Mo, Sun, Le."""
    bare = word.strip(_EDGES).casefold()
    return (bare in BESIDE and (word[0].islower() or len(bare) > 3)) or not bare


def _is_heading_case(name: str) -> bool:
    """Whether a name has no more small words than names of organisations do; a sentence has."""
    small = [word for word in name.split() if word[0].islower()]
    return len(small) <= len(name.split()) / 3 and not name.endswith(".")


def _accounted(piece: str, names: tuple[str, ...]) -> bool:
    """Whether a piece holds names, jobs and outlets only: nothing of a sentence."""
    rest = byline.strip_lead(piece)
    for name in names:
        rest = rest.replace(name, " ")
    words = [w for w in re.split(r"[\s,;&/]+", rest) if w]
    small = [w for w in words if w[:1].islower() and w not in _SMALL]
    return len(words) <= 7 and len(small) <= 2


def signed(lines: Sequence[Line]) -> list[Line]:
    """Let a bare name count as byline where a line beside it is a date, a reading time or a byline."""
    known = (Kind.DATE, Kind.BYLINE, Kind.READING_TIME)
    result = list(lines)
    for index, line in enumerate(lines):
        if line.kind is not Kind.NAME:
            continue
        after = lines[index + 1].kind if index + 1 < len(lines) else None
        before = lines[index - 1].kind if index else None
        if after in known or (before in known and index > 1):
            result[index] = line.as_kind(Kind.BYLINE)
    return result
