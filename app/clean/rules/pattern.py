r"""From a pattern as its author wrote it to one that RE2 can put in a set with a thousand others.

RE2's \b \s \d \w know ASCII only, and it looks neither ahead nor behind. So:

- literals, also those in classes, are folded like the text they meet (`app.clean.rules.fold`);
- \d is 0-9 and \s one space, because folding has left no other digits and no other white space;
- \w and \W are classes of the whole of Unicode, of which folding has made all signs ASCII;
- \b becomes a group that takes one character that is no word, or the edge of the text. It is left out
  beside a space, punctuation or anchor, where there is a boundary anyway; in `\b.*\b` and `\b.*:` both
  ends may take the same character.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.clean.rules.fold import folded, plain
from app.clean.rules.signs import OTHER, between
from app.clean.rules.words import BREAK, WORD

_ESCAPES = {"d": "[0-9]", "D": "[^0-9]", "s": " ", "S": "[^ ]", "w": f"[^{BREAK}]", "W": f"[{BREAK}]"}
_ESCAPES_IN_CLASS = {"d": "0-9", "s": " ", "w": WORD}
_META = frozenset("\\.+*?()|[]{}^$")

# What is not copied as it stands. Escapes come before all else, so nothing looks inside one.
_TOKEN = re.compile(
    r"""
      (?P<span>\\b(?P<any>\.|\[\^(?:\\.|[^\]\\])+\])(?P<repeat>(?:[*?]|\{0?,\d*\})\??)(?P<until>\\b)?)
    | (?P<boundary>\\b)
    | (?P<property>\\[pP]\{\^?\w+\})
    | \\x\{(?P<code>[0-9A-Fa-f]+)\}
    | \\(?P<escape>.)
    | (?P<class>\[\^?\]?(?:\\x\{[0-9A-Fa-f]+\}|\\[pP]\{\^?\w+\}|\\.|[^\]\\])*\])
    | (?P<group>\((?:\?.?)?)
    | (?P<literal>[A-Z]+|[^\x00-\x7F\s]+(?![*+?{])|[^\x00-\x7F])
    """,
    re.VERBOSE | re.DOTALL,
)
_ATOM = r"(?:\\x\{[0-9A-Fa-f]+\}|\\.|[^\\])"
_CLASS_ITEM = re.compile(
    rf"(?P<whole>\\[pP]\{{\^?\w+\}}|\\(?!x\{{)[^\W_])|(?P<first>{_ATOM})(?:-(?P<last>{_ATOM}))?", re.DOTALL
)
_PART = re.compile(r"<([a-z][a-z0-9_]*)>")
# Characters of a pattern with its parts: far more than any that comes with the service has.
_LONGEST = 500_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PROPERTY_SIGNS = re.compile(r"^\\[pP]|[{}^]")
# Folding has made the signs of these kinds characters of ASCII that are of other kinds.
_KINDS_OF_SIGN = ("C", "P", "S", "Z")
_QUANTIFIER = re.compile(r"[*+?{]")
_OPTIONAL = re.compile(r"(?:\\.|\[[^^](?:\\.|[^\]\\])*\]|[^.\[\\()|])(?:[*?]|\{0?,)", re.DOTALL)
_ENDS_IN_BREAK = re.compile(r"(?:^|[^\\])(?:[\^ ,:;!/\"'#%&=@~<>-]|\\[sW.+*?()\[\]{}|^$/\"'-])\+?$")
_BEGINS_WITH_BREAK = re.compile(r"(?:[$ ,:;!/\"'#%&=@~<>-]|\\[sW.+*?()\[\]{}|^$/\"'-])(?![*?]|\{0?,)")
_INSIDE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_INNERMOST_GROUP = re.compile(r"\([^()]*\)")


class PatternError(ValueError):
    """A pattern that cannot be translated; the message says what to write instead."""


def resolve(parts: dict[str, str]) -> dict[str, str]:
    """The parts of a pack with the parts filled in that they use; a part may use those above it.

    Raises PatternError for a name that is not above.
    """
    resolved: dict[str, str] = {}
    for name, part in parts.items():
        resolved[name] = with_parts(part, resolved)
    return resolved


def with_parts(pattern: str, parts: dict[str, str]) -> str:
    """`pattern` with each `<name>` replaced by the part of that name, as one group.

    Raises PatternError for a name that `parts` does not hold, and where parts of parts grow beyond all use.
    """

    def fill(found: re.Match[str]) -> str:
        if found[1] not in parts:
            raise PatternError(f"there is no part <{found[1]}> (above), only {sorted(parts)}")
        return f"(?:{parts[found[1]]})"

    filled = _PART.sub(fill, pattern)
    if len(filled) > _LONGEST:
        raise PatternError(f"with its parts it is longer than {_LONGEST} characters")
    return filled


def translate(pattern: str, *, cased: bool) -> str:
    """The pattern for RE2, its literals folded like the text it will meet.

    Raises PatternError for what RE2 cannot do or what could never match folded text.
    """
    if control := _CONTROL.search(pattern):
        raise PatternError(f"{control.group()!r} never matches folded text: write \\s for white space")
    return _TOKEN.sub(lambda found: _token(found, cased=cased), pattern)


def is_anchored(pattern: str) -> bool:
    """Whether a pattern can match at the start of a text only."""
    if not pattern.startswith("^"):
        return False
    bare = _INSIDE.sub("", pattern)
    while (less := _INNERMOST_GROUP.sub("", bare)) != bare:
        bare = less
    return "|" not in bare


def _token(found: re.Match[str], *, cased: bool) -> str:
    text = found.group()
    match found.lastgroup:
        case "literal":
            return text if cased and text.isascii() else _literal(text, found, cased=cased)
        case "boundary":
            return _boundary(found)
        case "span":
            return _span(found, cased=cased)
        case "class":
            return _class(text, cased=cased)
        case "code":
            return _literal(chr(int(found["code"], 16)), found, cased=cased)
        case "escape":
            return _escape(text)
        case "group":
            return _group(text)
    _refuse_property(text, cased=cased)
    return text


def _span(found: re.Match[str], *, cased: bool) -> str:
    """A boundary and anything: the character that the boundary takes may be what comes next."""
    anything = "." if found["any"] == "." else _class(found["any"], cased=cased)
    rest = anything + found["repeat"]
    if found["until"]:
        return f"[{BREAK}](?:{rest}[{BREAK}])?"
    after = found.string[found.end() :]
    if after.startswith("$") or _BEGINS_WITH_BREAK.match(after):
        return f"(?:[{BREAK}]{rest})?"
    return f"(?:$|[{BREAK}]){rest}"


def _group(text: str) -> str:
    if text not in ("(", "(?:"):
        raise PatternError(f"{text} is not known here: groups are (...) or (?:...)")
    return "(?:"


def _escape(text: str) -> str:
    if text[1] in _ESCAPES:
        return _ESCAPES[text[1]]
    if text[1].isalnum():
        known = r"\b \d \D \s \S \w \W \p{..} \P{..} \x{..}"
        raise PatternError(f"{text} is not known here; there are {known}")
    return text


def _literal(text: str, found: re.Match[str], *, cased: bool) -> str:
    characters = _quoted(_fold(text, cased=cased))
    repeated = _QUANTIFIER.match(found.string, found.end()) is not None
    return f"(?:{characters})" if repeated and len(text) == 1 and len(characters) != 1 else characters


def _quoted(characters: str) -> str:
    return "".join("\\" + char if char in _META else char for char in characters)


def _fold(text: str, *, cased: bool) -> str:
    if text.isspace():
        return " "
    kept = plain(text)
    return kept if cased else folded(kept)


@lru_cache
def _class(text: str, *, cased: bool) -> str:
    negated = text.startswith("[^")
    inside: list[str] = []
    beside: list[str] = []
    for item in _CLASS_ITEM.finditer(text, 2 if negated else 1, len(text) - 1):
        if item["whole"]:
            inside.append(_whole_in_class(item["whole"], cased=cased))
            continue
        ends = [_character(atom) for atom in item.group("first", "last") if atom]
        folded_ends = [_fold(end, cased=cased) for end in ends]
        if all(len(end) == 1 for end in folded_ends):
            inside.append(_range(ends, folded_ends) if item["last"] else _escaped(folded_ends[0]))
        elif negated or item["last"]:
            raise PatternError(f"{item.group()} folds to several characters and cannot stand in {text}")
        else:
            beside.extend(map(_quoted, folded_ends))
    written = ("[^" if negated else "[") + "".join(inside) + "]"
    if not beside:
        return written
    return "(?:" + "|".join(([written] if inside else []) + beside) + ")"


def _range(written: list[str], kept: list[str]) -> str:
    """From one character to another, as `written` and as folding has it. What folds to a sign of ASCII stands
    as it is written, and control characters are left out: these two are no range in folded text."""
    signs = between(*written)
    ends = [char if char > "\x7f" and end in signs else end for char, end in zip(written, kept, strict=True)]
    first, last = ends[0] if ends[0] != OTHER else " ", ends[1] if ends[1] != OTHER else "~"
    return f"{_escaped(first)}-{_escaped(last)}{signs}"


def _escaped(char: str) -> str:
    return "\\" + char if char in "\\]^-[" else char


def _whole_in_class(text: str, *, cased: bool) -> str:
    if text[1] in "pP":
        _refuse_property(text, cased=cased)
        return text
    if text[1] not in _ESCAPES_IN_CLASS:
        raise PatternError(f"{text} cannot stand in a class")
    return _ESCAPES_IN_CLASS[text[1]]


def _character(atom: str) -> str:
    if atom.startswith("\\x{"):
        return chr(int(atom[3:-1], 16))
    return atom[-1]


def _refuse_property(text: str, *, cased: bool) -> None:
    kind = _PROPERTY_SIGNS.sub("", text)
    if kind[:1] in _KINDS_OF_SIGN and len(kind) <= len("Sc"):
        raise PatternError(f"{text} is not known here: write the signs themselves, or \\W")
    if not cased and kind in ("Lu", "Lt"):
        raise PatternError(f"{text} never matches folded text; set cased: true")


def _boundary(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    if _QUANTIFIER.match(after):
        raise PatternError(r"\b cannot be repeated")
    if _OPTIONAL.match(after):
        raise PatternError(rf"\b takes a character, so what may be absent cannot follow it: {after[:20]!r}")
    if _ENDS_IN_BREAK.search(before) or _BEGINS_WITH_BREAK.match(after):
        return ""
    opens = not before or before.endswith(("(", "(?:", "|"))
    closes = not after or after.startswith((")", "|"))
    if opens == closes:
        return f"(?:^|$|[{BREAK}])"
    return f"(?:^|[{BREAK}])" if opens else f"(?:$|[{BREAK}])"
