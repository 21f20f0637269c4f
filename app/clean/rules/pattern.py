r"""From a pattern as its author wrote it to one that RE2 can put in a set with a thousand others.

RE2's \b \s \d \w know ASCII only, and it looks neither ahead nor behind. So:

- literals, also those in classes, are folded like the text they meet (`app.clean.rules.fold`);
- \d is 0-9 and \s one space, because folding has left no other digits and no other white space;
- \w and \W are classes of the whole of Unicode, written as the short list of what is no word;
- \b becomes a group that takes one character that is no word, or the edge of the text. It is left out
  beside a space, punctuation or anchor, where there is a boundary anyway; in `\b.*\b` both ends may
  take the same character.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.clean.rules.fold import folded, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Characters that part words, as inclusive ranges: what is no letter, mark, number or underscore, in
# the blocks of Unicode where text has such characters. RE2 needs 20 instructions for these and 1,350
# for the exact complement of \p{L}\p{M}\p{N}_.
_BREAKS = (
    *((0x00, 0x2F), (0x3A, 0x40), (0x5B, 0x5E), (0x60, 0x60), (0x7B, 0xA9), (0xAB, 0xB4), (0xB6, 0xB9)),
    *((0xBB, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7), (0x2C2, 0x2C5), (0x37E, 0x37E), (0x387, 0x387)),
    *((0x55A, 0x55F), (0x589, 0x58F), (0x5BE, 0x5BE), (0x5C0, 0x5C0), (0x5C3, 0x5C3), (0x5F3, 0x5F4)),
    *((0x60C, 0x60D), (0x61B, 0x61F), (0x66A, 0x66D), (0x6D4, 0x6D4), (0x964, 0x965), (0xE4F, 0xE4F)),
    *((0xE5A, 0xE5B), (0x104A, 0x104F), (0x17D4, 0x17DA), (0x2000, 0x206F), (0x20A0, 0x20CF)),
    *((0x2190, 0x2BFF), (0x2E00, 0x2E7F), (0x3000, 0x3004), (0x3008, 0x3020), (0x3030, 0x3030)),
    *((0x303D, 0x303D), (0x30FB, 0x30FB), (0xE000, 0xF8FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F)),
    *((0xFF01, 0xFF0F), (0xFF1A, 0xFF20), (0xFF3B, 0xFF40), (0xFF5B, 0xFF65), (0x1F000, 0x1FAFF)),
)


def _ranges(pairs: Iterable[tuple[int, int]]) -> str:
    return "".join(rf"\x{{{first:X}}}-\x{{{last:X}}}" for first, last in pairs)


_BREAK = _ranges(_BREAKS)
_WORD = _ranges((last + 1, first - 1) for (_, last), (first, _) in pairwise((*_BREAKS, (0x110000, 0x110000))))
_ESCAPES = {
    "d": "[0-9]",
    "D": "[^0-9]",
    "s": " ",
    "S": "[^ ]",
    "w": f"[^{_BREAK}]",
    "W": f"[{_BREAK}]",
}
_ESCAPES_IN_CLASS = {"d": "0-9", "s": " ", "w": _WORD}

_TOKEN = re.compile(
    r"""\\p\{\^?\w+\} | \\P\{\^?\w+\} | \\x\{[0-9A-Fa-f]+\} | \\.
      | \[\^?\]?(?:\\x\{[0-9A-Fa-f]+\}|\\[pP]\{\^?\w+\}|\\.|[^\]\\])*\]
      | (?P<quantifier>(?:[*+?]|\{\d+(?:,\d*)?\})\??)
      | \(\?: | .""",
    re.VERBOSE | re.DOTALL,
)
_CLASS_ITEM = re.compile(
    r"(?P<property>\\[pP]\{\^?\w+\})|\\x\{(?P<code>[0-9A-Fa-f]+)\}|\\(?P<escape>.)|(?P<char>.)", re.DOTALL
)
_PART = re.compile(r"<([a-z][a-z0-9_]*)>")
_META = frozenset("\\.+*?()|[]{}^$")


class PatternError(ValueError):
    """A pattern that cannot be translated; the message says what to write instead."""


class Translated(NamedTuple):
    """A pattern for RE2. `anchored` says that it can match at the start of a text only."""

    source: str
    anchored: bool


class _Token(NamedTuple):
    text: str
    quantifier: str

    @property
    def may_be_absent(self) -> bool:
        return self.quantifier[:1] in ("?", "*") or self.quantifier.startswith("{0")


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

    Raises PatternError for a name that `parts` does not hold.
    """

    def fill(found: re.Match[str]) -> str:
        if found[1] not in parts:
            raise PatternError(f"there is no part <{found[1]}> (above), only {sorted(parts)}")
        return f"(?:{parts[found[1]]})"

    return _PART.sub(fill, pattern)


def translate(pattern: str, *, cased: bool) -> Translated:
    """The pattern for RE2, its literals folded like the text it will meet.

    Raises PatternError for what RE2 cannot do or what could never match folded text.
    """
    tokens = list(_tokens(pattern))
    written: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.text != r"\b":
            written.append(_single(token, cased=cased))
        elif _spans_to_next_boundary(tokens, index):
            written.append(f"[{_BREAK}](?:.{tokens[index + 1].quantifier}[{_BREAK}])?")
            index += 2
        else:
            written.append(_boundary(tokens, index))
        index += 1
    return Translated("".join(written), anchored=_is_anchored(tokens))


def _tokens(pattern: str) -> Iterator[_Token]:
    pending = ""
    for found in _TOKEN.finditer(pattern):
        text = found.group()
        if found["quantifier"]:
            if not pending:
                raise PatternError(f"{text!r} repeats nothing")
            yield _Token(pending, text)
            pending = ""
            continue
        if pending:
            yield _Token(pending, "")
        pending = text
    if pending:
        yield _Token(pending, "")


def _is_anchored(tokens: list[_Token]) -> bool:
    depth = 0
    for token in tokens:
        depth += token.text in ("(", "(?:")
        depth -= token.text == ")"
        if token.text == "|" and depth == 0:
            return False
    return bool(tokens) and tokens[0].text == "^"


def _single(token: _Token, *, cased: bool) -> str:
    text = token.text
    if text.startswith("[") and len(text) > 1:
        return _class(text, cased=cased) + token.quantifier
    if text == "(":
        return "(?:" + token.quantifier
    if text.startswith(("\\p{", "\\P{")):
        _refuse_case(text, cased=cased)
    elif text.startswith("\\x{"):
        return (
            _literal(chr(int(text[3:-1], 16)), cased=cased, repeated=bool(token.quantifier))
            + token.quantifier
        )
    elif text.startswith("\\"):
        return _escape(text) + token.quantifier
    elif len(text) == 1 and text not in _META:
        return _literal(text, cased=cased, repeated=bool(token.quantifier)) + token.quantifier
    return text + token.quantifier


def _escape(text: str) -> str:
    if text[1] in _ESCAPES:
        return _ESCAPES[text[1]]
    if text[1].isalnum():
        raise PatternError(
            f"{text} is not known here; there are \\b \\d \\D \\s \\S \\w \\W \\p{{..}} \\P{{..}} \\x{{..}}"
        )
    return text


def _literal(char: str, *, cased: bool, repeated: bool) -> str:
    if char.isascii() and (cased or not char.isupper()):
        return char  # most of them, and quick
    characters = _fold(char, cased=cased)
    quoted = "".join("\\" + c if c in _META else c for c in characters)
    return f"(?:{quoted})" if repeated and len(characters) != 1 else quoted


def _fold(char: str, *, cased: bool) -> str:
    if char.isspace():
        return " "
    kept = plain(char)
    return kept if cased else folded(kept)


def _class(text: str, *, cased: bool) -> str:
    negated = text.startswith("[^")
    single: list[str] = []
    several: list[str] = []
    open_range = False
    for item in _CLASS_ITEM.finditer(text[2 if negated else 1 : -1]):
        if item["property"]:
            _refuse_case(item["property"], cased=cased)
            single.append(item["property"])
        elif item["escape"] and item["escape"].isalnum():
            if item["escape"] not in _ESCAPES_IN_CLASS:
                raise PatternError(f"\\{item['escape']} cannot stand in a class")
            single.append(_ESCAPES_IN_CLASS[item["escape"]])
        elif item["char"] == "-" and single and item.end() < len(text) - (3 if negated else 2):
            single.append("-")
            open_range = True
            continue
        else:
            char = chr(int(item["code"], 16)) if item["code"] else item["escape"] or item["char"]
            characters = _fold(char, cased=cased)
            if len(characters) == 1:
                single.append("\\" + characters if characters in "\\]^-[" else characters)
            elif negated or open_range:
                raise PatternError(f"{char!r} folds to {characters!r} and cannot stand in the class {text}")
            else:
                several.append("".join("\\" + c if c in _META else c for c in characters))
        open_range = False
    written = ("[^" if negated else "[") + "".join(single) + "]"
    if not several:
        return written
    return "(?:" + "|".join(([written] if single else []) + several) + ")"


def _refuse_case(text: str, *, cased: bool) -> None:
    if not cased and text.strip("\\pP{}^") in ("Lu", "Lt"):
        raise PatternError(f"{text} never matches folded text; set cased: true")


def _spans_to_next_boundary(tokens: list[_Token], index: int) -> bool:
    following = tokens[index + 1 : index + 3]
    return (
        len(following) == 2
        and following[0].text == "."
        and following[0].may_be_absent
        and following[1].text == r"\b"
        and index > 0
    )


def _boundary(tokens: list[_Token], index: int) -> str:
    if tokens[index].quantifier:
        raise PatternError(r"\b cannot be repeated")
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.may_be_absent and not after.text.startswith((".", "[^")):
        raise PatternError(
            rf"\b takes a character, so what may be absent cannot follow it: {after.text}{after.quantifier}"
        )
    if (before and _is_break(before)) or (after and _is_break(after)):
        return ""
    opens = before is None or before.text in ("(", "(?:", "|")
    closes = after is None or after.text in (")", "|")
    if opens == closes:
        return f"(?:^|$|[{_BREAK}])"
    return f"(?:^|[{_BREAK}])" if opens else f"(?:$|[{_BREAK}])"


def _is_break(token: _Token) -> bool:
    if token.may_be_absent:
        return False
    text = token.text
    if text in ("^", "$", r"\s", r"\W"):
        return True
    if text.startswith("\\"):
        return len(text) == 2 and not text[1].isalnum() and text[1] != "_"
    return len(text) == 1 and text not in "()|.[]_" and not text.isalnum()
