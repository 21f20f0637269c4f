"""What tells a headline from the other lines of a text: traits of one line, each a small number.

A trait is an index into a row of weights, so a model of them is a sum of table look-ups: quick, and easy to
read. `CHEAP` and `DEAR` name the rows and how long they are; the dear ones are asked for the best lines only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from app.clean.metadata import headline
from app.clean.metadata.window import FAR
from app.clean.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.metadata.window import Lines

CHEAP: Final = {
    "role": 5,
    "words": 8,
    "ending": 7,
    "distance": 13,
    "dated": 14,
    "signed": 4,
    "next": 12,
    "previous": 6,
}
DEAR: Final = {
    "slug": 18,
    "leads": 4,
    "first": 6,
    "prose": 20,
    "repeats": 4,
    "doubled": 3,
    "look": 11,
    "struck": 2,
    "between": 5,
    "score": 7,
    "after": 7,
    "numbers": 3,
}

_WORDS: Final = (2, 3, 4, 6, 10, 15, 21)
_DISTANCES: Final = (-8, -2, 0, 1, 2, 3, 4, 6, 9, 13, 21, 41)
_DATED_AT: Final = (2, 3, 4, 6, 9)
_SIGNED_AT: Final = (2, 4, 9)
_BETWEEN: Final = (1, 2, 3, 6)
_RECALLS: Final = (0.34, 0.6, 0.85)
_PRECISIONS: Final = (0.34, 0.6, 0.8)
_OVERLAPS: Final = (0.01, 0.25, 0.5, 0.75)
_ENDINGS: Final = dict(zip(".。।?？؟!！:：,;…", (1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6), strict=True))
_CLOSING: Final = "\"'”’»」』)"
_OPENING: Final = frozenset("\"'“‘«„¿¡「『#$€£")
# Characters of prose that are compared with a headline, and lines in which they stand.
_PROSE: Final = 1500
_PROSE_LINES: Final = 40
# Words are compared by their beginnings: endings change with grammar.
_STEM: Final = 7
# Bounds of the probabilities, and where a first line is far above the article.
_SCORES: Final = (0.02, 0.1, 0.3, 0.6, 0.85)
_FAR_OFF: Final = 12
_ORDINAL: Final = re.compile(r"\d{1,2}[.)]\s+\D")
_NUMBER: Final = re.compile(r"\d+")
_CREDIT: Final = re.compile(
    r"\b(?:getty|photo|foto|image|images|courtesy|credit|bild|reuters|©|ap)\b[^.?!]*\)?$|"
    r"^(?:photo|image|foto|bild)\b",
    re.IGNORECASE,
)
_LONG_WORD: Final = re.compile(r"\w{4,}")


def cheap(lines: Lines, index: int) -> tuple[int, ...]:
    """Return the traits named in CHEAP."""
    text = lines.texts[index]
    role = min(lines.level(index), 3) or (4 if lines.blocks[index].role is Role.ITEM else 0)
    at = index - lines.low
    inside = 0 <= at < len(lines.dated)
    below = lines.to_date[at] if inside else FAR
    above = inside and True in lines.dated[max(at - 2, 0) : at]
    return (
        role,
        bisect_right(_WORDS, _size(text)),
        _ENDINGS.get(text.rstrip(_CLOSING)[-1:], 0),
        bisect_right(_DISTANCES, lines.start - index),
        (6 if below >= FAR else bisect_right(_DATED_AT, below)) * 2 + above,
        bisect_right(_SIGNED_AT, lines.to_name[at] if inside else FAR),
        lines.kind(index + 1) * 2 + (lines.kind(index + 2) > 2),
        lines.kind(index - 1),
    )


def dear(lines: Lines, chosen: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the traits named in DEAR for each of the chosen lines."""
    shares = [lines.shares(index) for index in chosen]
    agreements = [recall * precision for recall, precision in shares]
    best = max(agreements, default=0.0)
    leading = agreements.index(best) if agreements else 0
    like_first, like_prose = _First(lines), _Prose(lines)
    repeats = Counter(lines.texts)
    return [
        (
            _slug(lines, *shares[at]),
            0 if not best else 1 if at == leading else 2 if agreements[at] == best else 3,
            like_first.trait(lines.key(index), index),
            like_prose.trait(lines.key(index)),
            min(repeats[lines.texts[index]] - 1, 3),
            _doubled(lines, index),
            _look(lines, index),
            int(lines.blocks[index].position in lines.struck),
            _between(lines, index),
            _score(lines, index),
            _score(lines, index + 1),
            min(len(_NUMBER.findall(lines.texts[index])), 2),
        )
        for at, index in enumerate(chosen)
    ]


def _slug(lines: Lines, recall: float, precision: float) -> int:
    if not recall:
        return 1 if lines.slug else 0
    return 2 + bisect_right(_RECALLS, recall) * 4 + bisect_right(_PRECISIONS, precision)


class _First:
    """The first line of a text: some begin with the page's own title, the site's name behind it."""

    def __init__(self, lines: Lines) -> None:
        self.key = lines.key(0)
        self.is_far = lines.start > _FAR_OFF
        parts = headline.parts(lines.text(0)) if len(self.key) > 12 else ()
        self.parts = frozenset(map(headline.key, parts))
        self.words = frozenset(self.key.split())

    def trait(self, key: str, index: int) -> int:
        if not index:
            return 5 if self.is_far else 4
        if key == self.key:
            return 3
        words = frozenset(key.split())
        if key in self.parts and len(words) > 1:
            return 2
        return int(len(words) > 2 and len(words & self.words) / len(words) > 0.6)


class _Prose:
    """The beginning of the article: a headline has words of it."""

    def __init__(self, lines: Lines) -> None:
        opening = lines.texts[lines.start : lines.start + _PROSE_LINES]
        self.text = " ".join(text for text in opening if len(text) > 60)[:_PROSE].casefold()
        self.words = frozenset(word[:_STEM] for word in _LONG_WORD.findall(self.text))

    def trait(self, key: str) -> int:
        long = [word for word in key.split() if len(word) > 3]
        if _is_wide(key):
            pairs = [key[i : i + 2] for i in range(len(key) - 1)]
            share = sum(pair in self.text for pair in pairs) / max(len(pairs), 1)
        else:
            share = sum(word[:_STEM] in self.words for word in long) / max(len(long), 1)
        return bisect_right(_OVERLAPS, share) * 4 + min(len(long) // 2, 3)


def _between(lines: Lines, index: int) -> int:
    """How many longer lines stand between a line and the article."""
    top, bottom = max(index + 1 - lines.low, 0), max(lines.start - lines.low, 0)
    last = len(lines.longer) - 1
    return bisect_right(_BETWEEN, lines.longer[min(bottom, last)] - lines.longer[top]) if top < bottom else 0


def _doubled(lines: Lines, index: int) -> int:
    """Whether the line stands again right below (1) or above (2)."""
    key = lines.key(index)
    for at in (index + 1, index + 2, index - 1, index - 2):
        if 0 <= at < len(lines.texts) and lines.key(at) == key:
            return 1 if at > index else 2
    return 0


def _is_wide(text: str) -> bool:
    """Whether a text is written without spaces between its words."""
    return not text.isascii() and sum("\u2e7f" < char < "\uac00" for char in text) > len(text) / 3


def _size(text: str) -> int:
    """Words of a line; in scripts without spaces two characters are one."""
    spaced = text.count(" ") + 1
    return max(spaced, len(text) // 2) if len(text) > 6 * spaced and _is_wide(text) else spaced


def _score(lines: Lines, index: int) -> int:
    """How likely the scorer holds a line for a part of the article; 0 where nobody tells."""
    if not 0 <= index < len(lines.scores):
        return 0
    return 1 + bisect_right(_SCORES, lines.scores[index])


def _look(lines: Lines, index: int) -> int:
    text = lines.text(index)
    if _ORDINAL.match(text):
        return 8
    if lines.kind(index) == 1:
        return 9
    if _CREDIT.search(text):
        return 10
    if text.isupper():
        return 1
    if not text[:1].isalnum() and text[:1] not in _OPENING:
        return 2
    if "|" in text or "｜" in text:
        return 3
    if " - " in text or " – " in text or " — " in text:
        return 4
    if "©" in text or "@" in text or "»" in text or " > " in text or " / " in text:
        return 5
    return 6 if text[:1].islower() else 7 if text.istitle() else 0
