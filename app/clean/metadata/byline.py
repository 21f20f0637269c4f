"""Names of authors out of byline lines and author fields: "By Jane Doe, Senior Editor · 2 min read"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline_words as words

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_NAMES: Final = 12
_EDGES: Final = " ,;:|-–—·•\n"
# What no name has: digits, punctuation other than dots, hyphens and apostrophes, underscores.
_ODD: Final = re.compile(r"[^\w\s\u0900-\u0dff.'’‘`´\-‐‑·・=]|[\d_]")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.){2,}")
_LONGEST_LEAD: Final = 30
_LEAD_EDGES: Final = " :：—–-"
_NAME_EDGES: Final = " ,:;-–—'\"*#"


def fold(name: str) -> str:
    """Return a name without accents, case, dots and hyphens: the key under which two spellings are one."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", " ", bare).split())


# A line is asked for its lead by all that may be in it.
@lru_cache(maxsize=512)
def strip_lead(text: str) -> str:
    """Take "By", "Von", "Author:" and the like from the front, also where two of them follow each other."""
    for _ in range(3):
        lead = words.LEAD.match(text)
        if lead is None:
            break
        text = text[lead.end() :]
    return text


def is_lead(text: str) -> bool:
    """Whether a text is nothing but "By", "Author:" or the like."""
    return len(text) < _LONGEST_LEAD and strip_lead(f"{text.strip(_LEAD_EDGES)}: x") == "x"


def is_signed(text: str) -> bool:
    """Whether a text says of itself that it names an author: "By" before it, or "記者" behind."""
    return strip_lead(text) != text or bool(words.REPORTER.search(text))


def is_job(text: str) -> bool:
    """Whether a text speaks of a job: "Political Editor"."""
    return words.is_role(text)


def may_be_organisation(text: str) -> bool:
    """Whether a text has a word of the names of organisations, told cheaply."""
    return words.is_organisation(text)


def described(text: str) -> tuple[str, ...]:
    """Return the person whom a line about an author begins with: "Jane Doe is a reporter in Berlin"."""
    if match := words.BIOGRAPHY.match(text):
        name = person(match["name"], (), single=False)
        if name and words.is_role(text[match.end() : match.end() + 80]):
            return (name,)
    return reporter(text)


def reporter(text: str) -> tuple[str, ...]:
    """Return the reporter whom a Korean line ends with, behind a place and before an address."""
    match = None if text.isascii() else words.REPORTER_LINE.search(text[-80:])
    return (match["name"],) if match else ()


def leading_names(text: str) -> tuple[str, ...]:
    """Return the name at the front of a line that goes on in small letters: "By Jane Doe long read"."""
    bits = strip_lead(text).split()
    size = next((at for at, bit in enumerate(bits) if not bit[0].isupper()), len(bits))
    name = person(" ".join(bits[:size]), (), single=False) if 2 <= size <= 4 else None
    return (name,) if name else ()


def fronts(text: str) -> tuple[str, ...]:
    """Return what may be the name that a line begins with, the likeliest first: "Jane Doe Senior Editor".

    A job, a number, a small word or an outlet ends it; of many capitals the first two are another chance.
    """
    bits = strip_lead(words.FRONT_END.split(text, maxsplit=1)[0].strip(_NAME_EDGES)).split()
    size = capitals = 0
    is_job = False
    for bit in bits[:7]:
        bare = bit.rstrip(",")
        if (not bit[0].isupper() and bit not in words.PARTICLES) or _ODD.search(bare):
            break
        is_shouted = size > 1 and len(bare) > 1 and bare.isupper() and not bits[0].isupper()
        is_job = words.is_role(bare)
        if is_shouted or is_job or words.is_organisation(bare):
            break
        size += 1
        capitals += bit[0].isupper()
        if bit.endswith(","):
            break
    sizes = (2, 3) if capitals > 3 or (capitals == 3 and is_job) else (size,)
    found = (person(" ".join(bits[:n]).rstrip(","), (), single=False) for n in sizes if n > 1)
    return tuple(name for name in found if name)


def names(text: str, known: Collection[str] = (), *, declared: bool = False) -> tuple[str, ...]:
    """Return the names of persons in a byline or an author field, in its order, none twice.

    `text`      may have several lines, as the elements of a byline have: the first with names counts.
    `known`     names of the site as `fold` makes them, which are no person's.
    `declared`  the field says of itself that it holds an author: then a single word may be a name.
    """
    for line in _joined(text):
        if found := _in_line(line, known, declared=declared):
            return found
    return ()


def _joined(text: str) -> list[str]:
    """Fold white space in each line; join lines where one ends or begins with a comma or an "and"."""
    lines: list[str] = []
    for raw in text[:1000].replace("\u200b", "").split("\n"):
        line = " ".join(raw.split())
        if lines and line and (words.JOINED.search(line) or words.JOINED.search(lines[-1])):
            lines[-1] += " " + line
        elif line:
            lines.append(line)
    return lines


def _in_line(line: str, known: Collection[str], *, declared: bool) -> tuple[str, ...]:
    line = words.BRACKETS.sub(" ", line).strip(_EDGES)
    if words.CHINESE_REPORTERS.match(line):
        line = line.replace(" ", "、")
    line = strip_lead(line)
    if match := words.end(line):
        head = line[: match.start()].strip(_EDGES)
        line = head or strip_lead(line[match.end() :].strip(_EDGES))
    parts = [part for part in words.SPLIT.split(line) if part and part.strip(_EDGES)]
    if declared and len(parts) == 2 and "," in line and _family_first(parts[0], parts[1], known):
        parts = [f"{parts[1]} {parts[0]}"]
    result: dict[str, str] = {}
    after_job = False
    for index, part in enumerate(parts):
        name = None if after_job else person(part, known, single=declared and index == 0)
        # What follows a job is where it is held: "Jane Doe, Political Editor, Aldermoor Echo".
        after_job = bool(result) and name is None and not after_job and words.is_role(part)
        if name:
            result.setdefault(fold(name), name)
    return tuple(result.values())[:MAX_NAMES]


def _family_first(family: str, given: str, known: Collection[str]) -> bool:
    """Whether "Doe, Jane" or "Doe, Jane M." is one name."""
    if len(family.split()) != 1 or len(given.split()) > 2 or _is_other(given, known):
        return False
    second = given.rsplit(maxsplit=1)[-1]
    return len(given.split()) == 1 or (len(second.rstrip(".")) == 1 and second[0].isupper())


def _is_other(part: str, known: Collection[str]) -> bool:
    if (known and fold(part) in known) or part.casefold() in words.DEGREES:
        return True
    return words.is_role(part) or words.is_organisation(part)


def person(part: str, known: Collection[str], *, single: bool) -> str | None:
    """Return the part as a person's name, None if it is a job, a place, an outlet or a sentence.

    `single` lets one word or a name in lower case pass.
    """
    name = words.TITLES.sub("", words.TAIL.sub("", strip_lead(part.strip(_NAME_EDGES))))
    bits = words.REPORTER.sub("", name).strip(_NAME_EDGES).split()
    while len(bits) > 1 and bits[-1].casefold().strip(",") in words.DEGREES:
        bits.pop()
    if bits and bits[-1].casefold() not in words.GENERATION and not _INITIALS.fullmatch(bits[-1]):
        bits[-1] = bits[-1].rstrip(".")
    bits = [bit for bit in bits if bit]
    name = " ".join(bits)
    if not 2 <= len(name) <= 60 or _ODD.search(name) or _is_other(name, known):
        return None
    if not any(c.isupper() or c.islower() for c in name):
        return name if len(name) <= 20 and name[0].isalpha() else None
    if strip_lead(f"{name} x") == "x":
        return None
    if len(bits) == 1:
        return name if single and name[0].isupper() else None
    return name if len(bits) <= 6 and _is_cased(bits, loose=single) else None


def _is_cased(bits: list[str], *, loose: bool) -> bool:
    """Whether words are written as names are: capitals, with particles between; all small only if `loose`."""
    small = [bit for bit in bits if bit[0].islower()]
    odd = [b for b in small if b.casefold() not in words.PARTICLES and not b.startswith(("d'", "d’", "al-"))]
    if len(small) < len(bits) and bits[-1] not in small:
        return not odd
    return loose and len(small) == len(bits) == 2


def organisation(text: str, known: Collection[str] = ()) -> str | None:
    """Return the text as the name of an organisation that signs, None if it does not read like one.

    `known` are names of the site as `fold` makes them.
    """
    name = strip_lead(" ".join(text.split())).strip(_EDGES)
    if match := words.end(name):
        name = name[: match.start()].strip(_EDGES)
    name = words.DAY.sub("", name)
    name = next((part.strip(_EDGES) for part in re.split(r",\s|\s/\s", name) if part.strip(_EDGES)), "")
    if not 2 <= len(name) <= 60 or len(name.split()) > 7 or name.isdigit():
        return None
    return name if words.is_organisation(name) or fold(name) in known else None
