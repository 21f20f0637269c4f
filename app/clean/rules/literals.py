"""Which words a text must have for a pattern to match it at all.

A text without them need not meet the pattern. Two kinds of need: words with which the text begins, once
everything before its first letter from a to z is off; and words that stand anywhere in it. Of both the
one is taken that is rarer in running text. It may need a digit besides. What a text needs is necessary, never
sufficient.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_letters, ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

import re2

from app.clean.rules.fold import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

Strings = frozenset[str]

# More strings than this are not spelt out together, nor are longer ones.
_MOST_SPELT = 64
_LONGEST_SPELT = 24
# Of a word so many characters are enough to tell a text that may match from most that do not.
_ENOUGH = 12
# A pattern that needs one of more words than this is not worth looking for.
_MOST_WORDS = 1500
# A block has some 60 places where a word may stand. A letter is one of about five that may follow the last
# (2.3 bits, Shannon 1951), a character of Han, kana and hangul one of many more, and so is a sign, but for
# those of every sentence: so rare is a word, to weigh needs against each other.
_PLACES = 60
_SIGN, _LETTER, _RARE = 2.0, 5.0, 300.0
_COMMON_SIGNS = " .,:;-'\"!?"

DIGIT = "\n"
"""Stands among the words of a need for a digit; no line has it."""
_WITH_DIGIT = 0.5
"""Share of blocks with a digit."""

_NOTHING: Strings = frozenset()
_EMPTY: Strings = frozenset(("",))
_FIRST_LETTER = re.compile("[a-z]")
_DIGIT = re.compile("[0-9]")
# What folds to a letter from a to z, or to several characters with one among them. A pattern not cased
# meets none but the small letters themselves.
_BECOMES_A_LETTER = ascii_letters + "ßẞİıŉǰẖẗẘẙẚ"

_TOKEN = re.compile(
    r"""
      (?P<open>\(\?:)
    | (?P<close>\))
    | (?P<bar>\|)
    | (?P<start>\^)
    | (?P<end>\$)
    | (?P<repeat>(?:[*+?]|\{(?P<least>\d*),?\d*\})\??)
    | (?P<class>\[\^?\]?(?:\\x\{[0-9A-Fa-f]+\}|\\[pP]\{\^?\w+\}|\\.|[^\]\\])*\]|\\[pP]\{\^?\w+\}|\.)
    | (?P<word>(?:\\[^\w]|[^\\\[\](){}|*+?.^$])(?:(?:\\[^\w]|[^\\\[\](){}|*+?.^$])+(?![*+?{]))?)
    """,
    re.VERBOSE | re.DOTALL,
)
# A class of so few characters is a choice of spellings, such as [uü]; a larger one is a kind of character.
_SPELLINGS = re.compile(r"\[((?:\\[^\w]|[^\\^\]-]){1,4})\]")


class Need(NamedTuple):
    """One of `words` must be there, unless None: `leading` at the start, else anywhere. Folded like the text.
    With `digit`, a digit must be there; where DIGIT is one of the words, a digit is as good as another."""

    words: Strings | None
    leading: bool
    digit: bool


class _Piece(NamedTuple):
    """What is known of all texts that a piece of a pattern can match.

    `spelt`     all of them, None if they are too many to list.
    `required`  each has one of these; None if nothing is known, never with an empty string.
    `begins`    each has no letter, or from its first letter on begins with one of these; None if unknown.
    `lettered`  each has a letter.
    `digit`     each has a digit.
    `opens`     each stands at the start of the text.
    """

    spelt: Strings | None
    required: Strings | None
    begins: Strings | None
    lettered: bool
    digit: bool
    opens: bool = False


def need_of(source: str, *, cased: bool) -> Need:
    """What a text must have for the pattern `source` to match it, as `app.clean.rules.pattern` has
    translated it and RE2 accepts it."""
    piece = _parse(source, _BECOMES_A_LETTER if cased else ascii_lowercase)
    required = piece.required and _shortest({folded(word)[:_ENOUGH] for word in piece.required})
    if piece.digit and required is not None and DIGIT in required:
        required = None
    if (
        piece.opens
        and piece.lettered
        and piece.begins is not None
        and (required is None or _frequency(piece.begins) < _PLACES * _frequency(required))
    ):
        return Need(piece.begins, leading=True, digit=piece.digit)
    return Need(required, leading=False, digit=piece.digit)


def _frequency(words: Strings) -> float:
    return sum(map(_commonness, words))


@lru_cache(maxsize=1 << 14)
def _commonness(word: str) -> float:
    if word == DIGIT:
        return _WITH_DIGIT / _PLACES
    rarity = 1.0
    for char in word:
        if char in _COMMON_SIGNS:
            rarity *= _SIGN
        else:
            rarity *= _LETTER if char < "\u2e80" and char.isalnum() else _RARE
    return 1 / rarity


def _shortest(words: Iterable[str]) -> Strings:
    """The words without those that begin with another."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return frozenset(kept)


def _parse(source: str, letters: str) -> _Piece:
    branches = [_Branch()]
    outer: list[list[_Branch]] = []
    for token in _TOKEN.finditer(source):
        match token.lastgroup:
            case "word":
                branches[-1].add(_word(token.group()))
            case "class":
                branches[-1].add(_class(token.group(), letters))
            case "open":
                outer.append(branches)
                branches = [_Branch()]
            case "close":
                group = _either([branch.piece() for branch in branches])
                branches = outer.pop()
                branches[-1].add(group)
            case "bar":
                branches.append(_Branch())
            case "repeat":
                branches[-1].repeat(token.group()[0], token["least"])
            case "start":
                branches[-1].add(_START)
    return _either([branch.piece() for branch in branches])


_START = _Piece(_EMPTY, None, _NOTHING, lettered=False, digit=False, opens=True)


class _Branch:
    """A run of pieces, one after the other, while it is read."""

    def __init__(self) -> None:
        self._last: _Piece | None = None
        self._run: Strings = _EMPTY
        self._whole = True
        self._required: Strings | None = None
        self._begins: Strings | None = _NOTHING
        self._lettered = False
        self._digit = False
        self._opens = False
        self._empty = True

    def add(self, piece: _Piece) -> None:
        """Put a piece behind the others."""
        self._settle()
        self._last = piece

    def repeat(self, sign: str, least: str | None) -> None:
        """Let the last piece be there several times, or not at all."""
        piece = self._last
        if piece is None:
            return
        if sign == "+" or (least and least != "0"):
            self._last = _Piece(None, piece.required, piece.begins, piece.lettered, piece.digit)
        else:
            spelt = piece.spelt | _EMPTY if sign == "?" and piece.spelt is not None else None
            self._last = _Piece(spelt, None, piece.begins, lettered=False, digit=False)

    def piece(self) -> _Piece:
        """All that was added, as one."""
        self._settle()
        spelt = self._run if self._whole else None
        self._close_run()
        return _Piece(spelt, self._required, self._begins, self._lettered, self._digit, self._opens)

    def _settle(self) -> None:
        piece, self._last = self._last, None
        if piece is None:
            return
        if self._empty:
            self._opens = piece.opens
            self._empty = False
        self._digit = self._digit or piece.digit
        if piece.spelt is not None:
            if (joined := _joined(self._run, piece.spelt)) is not None:
                self._run = joined
                return
            self._whole = False
            self._close_run()
            self._run = piece.spelt
            return
        self._whole = False
        self._close_run()
        self._require(piece.required)
        self._begin(piece.begins, lettered=piece.lettered)

    def _close_run(self) -> None:
        run, self._run = self._run, _EMPTY
        if "" not in run:
            self._require(run)
        if not self._lettered and self._begins is not None and run != _EMPTY:
            begins, lettered = _beginnings(run)
            self._begin(begins, lettered=lettered)

    def _require(self, words: Strings | None) -> None:
        if words is not None and (self._required is None or _frequency(words) < _frequency(self._required)):
            self._required = words

    def _begin(self, words: Strings | None, *, lettered: bool) -> None:
        if self._lettered or self._begins is None:
            return
        self._begins = None if words is None else self._begins | words
        self._lettered = lettered


def _either(pieces: list[_Piece]) -> _Piece:
    if len(pieces) == 1:
        return pieces[0]
    digit = all(piece.digit for piece in pieces)
    return _Piece(
        spelt=_union([piece.spelt for piece in pieces], _MOST_SPELT),
        required=_union([piece.required if digit else _or_digit(piece) for piece in pieces], _MOST_WORDS),
        begins=_union([piece.begins for piece in pieces], _MOST_WORDS),
        lettered=all(piece.lettered for piece in pieces),
        digit=digit,
        opens=all(piece.opens for piece in pieces),
    )


def _or_digit(piece: _Piece) -> Strings | None:
    """What a piece requires, or a digit if it needs one and that is rarer."""
    if piece.digit and (piece.required is None or _frequency(piece.required) > _commonness(DIGIT)):
        return frozenset((DIGIT,))
    return piece.required


def _union(found: list[Strings | None], most: int) -> Strings | None:
    together: set[str] = set()
    for strings in found:
        if strings is None:
            return None
        together |= strings
    return frozenset(together) if len(together) <= most else None


def _joined(one: Strings, other: Strings) -> Strings | None:
    if one == _EMPTY:
        return other
    if other == _EMPTY:
        return one
    if len(one) * len(other) > _MOST_SPELT:
        return None
    if max(map(len, one)) + max(map(len, other)) > _LONGEST_SPELT:
        return None
    return frozenset([first + second for first in one for second in other])


def _beginnings(strings: Strings) -> tuple[Strings, bool]:
    """What strings begin with from their first letter on, and whether each has one."""
    begins: set[str] = set()
    lettered = True
    for string in strings:
        small = folded(string)
        first = _FIRST_LETTER.search(small)
        if first is None:
            lettered = False
        else:
            begins.add(small[first.start() : first.start() + _ENOUGH])
    return _shortest(begins), lettered


@lru_cache(maxsize=4096)
def _word(text: str) -> _Piece:
    return _listed(frozenset((re.sub(r"\\(.)", r"\1", text),)))


@lru_cache(maxsize=512)
def _class(text: str, letters: str) -> _Piece:
    if spellings := _SPELLINGS.fullmatch(text):
        return _listed(frozenset(spellings[1].replace("\\", "")))
    begins = None if re2.search(text, letters) else _NOTHING
    return _Piece(None, None, begins, lettered=False, digit=text == "[0-9]")


def _listed(spelt: Strings) -> _Piece:
    begins, lettered = _beginnings(spelt)
    return _Piece(spelt, spelt, begins, lettered, digit=all(map(_DIGIT.search, spelt)))
