"""What one line near the top of a text is: a byline, a date, a reading time, a name, or else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline, dates, relative
from app.clean.metadata.times import CHANGED, PUBLISHED
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
    """One line and what is in it. `title` is set only where the line says itself that it holds one."""

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
_READING_WORD: Final = re.compile(r"read|lese|lect|lettura|leitura|lees|läs|czyt|読", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"^(?:title|headline|titel|überschrift|titre|t[íi]tulo|titolo|kop|tytuł|заголовок|标题|"
    r"タイトル)\s?[:：]\s*(?P<rest>\S.*)$",
    re.I,
)
_DATE_LABEL: Final = re.compile(
    r"^(?:date|datum|fecha|data|dato|дата|日期|日付)\s?[:：]?\s+(?=\d|[^\W\d]+\s+\d)", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"(?<!\w)(?:(?:first\s+|originally\s+|last\s+)?(?:published|posted|updated|modified|created|written|"
    r"released|reviewed)|date|online\s+since|"
    r"(?:zuletzt\s+|erst)?(?:veröffentlicht|aktualisiert|publiziert|erschienen|geändert)|stand|datum|"
    r"publiée?|mise?\s+à\s+jour|modifiée?|"
    r"publicado|publicada|actualizado|actualizada|atualizado|atualizada|fecha|data|pubblicato|"
    r"aggiornato|ultimo\s+aggiornamento|última\s+actualización|"
    r"gepubliceerd|geplaatst|bijgewerkt|laatst|publicerad|uppdaterad|udgivet|opdateret|publisert|"
    r"oppdatert|opublikowano|aktualizacja|"
    r"опубликовано|обновлено|on|am|vom|um|at|le|à|el|a\s+las|il|alle|ore|em|às|op|om|den|de|kl\.?|uhr|h|"
    r"hrs|dnia|der|the|ist|est|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|"
    r"sonn)tag|mittwoch|mo|di|mi|do|fr|sa|so|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|"
    r"domingo|"
    r"lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|(?:segunda|terça|quarta|quinta|"
    r"sexta)(?:-feira)?|"
    r"maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|"
    r"[ECMP][SD]?T|CES?T|GMT|UTC|BST|IST|MESZ|MEZ)(?!\w)[.:]?",
    re.IGNORECASE,
)
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
    if not found and len(line.text) < 60 and (ago := relative.find(line.text, calendar)):
        found = [ago]
    published, changed = _told(line.text, found)
    rest = line.text
    for one in reversed(found):
        rest = f"{rest[: one.start]} \u2022 {rest[one.end :]}"
    reading = _READING.search(rest)
    timed = reading is not None and (bool(_READING_WORD.search(reading[0])) or len(rest) < 16)
    if reading is not None and timed:
        rest = f"{rest[: reading.start()]} \u2022 {rest[reading.end() :]}"
    if found:
        rest = _CLOCK.sub(" ", rest)
    dated = replace(line, published=published, changed=changed)
    bare = _LABEL.sub(" ", rest).strip(_EDGES)
    bare = " ".join(bare.replace("\u2022", " ").split()).strip(_EDGES)
    if not bare:
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
    pieces = [
        p
        for piece in re.split(r"[\u2022|·]|\s[-–—]\s", rest)
        if (p := _LABEL_EDGE.sub("", piece).strip(_EDGES))
    ]
    lead = next((p for p in pieces if byline.strip_lead(p) != p), None)
    if len(pieces) > 4 or sum(len(p.split()) for p in pieces) > 16:
        return line if not line.published else replace(line, published=None, changed=None)
    names = tuple(dict.fromkeys(n for p in ([lead] if lead else pieces) for n in byline.names(p)))
    sole = all(_accounted(p, names) for p in pieces)
    if names and sole and (lead or signed):
        return replace(line, kind=Kind.BYLINE, names=names)
    signing = byline.organisation(lead) if lead else None
    if signing and not names and len(pieces) <= 2 and _is_heading_case(signing):
        return replace(line, kind=Kind.BYLINE, organisation=signing)
    clean = replace(line, published=None, changed=None)
    if names and sole and len(pieces) == 1 and not line.text.endswith((".", "?", "!", ":")):
        return replace(clean, kind=Kind.NAME, names=names)
    return clean


_LABEL_EDGE: Final = re.compile(
    rf"^(?:\s*{_LABEL.pattern}\s*)+(?=\s|$)|\s(?:on|am|le|el|il|op|em|den|published|posted|updated|"
    rf"publié|publicado|pubblicato)\s*$",
    re.IGNORECASE,
)


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
    small = [
        w
        for w in words
        if w[:1].islower()
        and w
        not in (
            "and",
            "und",
            "et",
            "y",
            "e",
            "en",
            "for",
            "für",
            "of",
            "the",
            "by",
            "in",
            "von",
            "der",
            "de",
            "i",
        )
    ]
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
