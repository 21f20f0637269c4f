"""Text that some tool broke into lines of at most N columns -> the lines that its author wrote.

A greedy wrapper breaks a line exactly where the next word would not have fitted. So, given the width, each
break can be told to be forced (the wrapper's) or free (the author's), without knowing the language.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from app.clean.segment.characters import SIGNS, bullet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Mail and terminals wrap between 40 and 120 columns; longer lines than that were never wrapped.
_NARROWEST, _WIDEST = 40, 120
# A line at least this share of the width is long enough to tell a forced break from a free one.
_LONG = 0.6
_FORCED_SHARE = 0.75
# Of the long lines that another follows, so many may be longer than any width.
_BEYOND_SHARE = 0.1
# A width is likely where so many, or such a share, of the lines end in so many columns before it.
_EDGE, _EDGE_SHARE, _TRIES = 3, 0.05, 4
_SMALL_SHARE, _FEW = 0.25, 8
_CAPITAL = re.compile(r"\s*[^\w\s]*(?:[A-Z\u00c0-\u00de\u0391-\u03a9\u0410-\u042f]|\d)")
_NUMBERED = re.compile(r"\d{1,3}[.)] ")
_OPENING = SIGNS | {"#", "|"}
_SENTENCE_END = re.compile(r"""[.!?…:;。！？؟।]["'”’»)\]]*$""")
# Scripts that are written without spaces; Korean has them.
_CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


def unwrap(lines: Sequence[str]) -> list[str]:
    """Return the lines with the breaks of a wrapper undone, and without white space at their ends.

    Lines that were never wrapped stay apart; blank lines part paragraphs.
    """
    width = max(map(len, lines), default=0)
    if _NARROWEST <= width <= _WIDEST and _cut_at(width, lines):
        return _join(lines, lambda line, _: len(line) == width, _nothing)
    if width >= _NARROWEST:
        likely = [width, *_likely_widths(lines)] if width <= _WIDEST else _likely_widths(lines)
        found = next((width for width in likely if _wrapped_at(width, lines)), None)
        if found is not None:
            return _join(lines, lambda line, following: _forced(line, following, found), _glue)
    return [line.rstrip() for line in lines]


def _likely_widths(lines: Sequence[str]) -> list[int]:
    """The widths that a text may have been wrapped to although some of its lines are longer.

    A wrapper leaves alone a word without a blank, an address say, that does not fit; html2text leaves lists
    and tables alone besides. What it wrapped is followed by another line, often ends just before the width.
    """
    long = [line for line, following in pairwise(lines) if following and len(line) >= _NARROWEST]
    beyond = sum(1 for line in long if len(line) > _WIDEST and not _is_exempt(line))
    if beyond > len(long) * _BEYOND_SHARE:
        return []
    inner = Counter(len(line) for line in long if len(line) <= _WIDEST and not _is_exempt(line))
    often = max(_EDGE, inner.total() * _EDGE_SHARE)
    lengths = sorted(inner, reverse=True)
    return [n for n in lengths if sum(inner[n - below] for below in range(_EDGE)) >= often][:_TRIES]


def _is_exempt(line: str) -> bool:
    """Whether a wrapper leaves a line alone that is too long: one word, an item, a row."""
    bare = line.strip()
    return (
        " " not in bare
        or "   " in bare
        or bullet(bare) is not None
        or "|" in bare
        or _NUMBERED.match(bare) is not None
    )


def _wrapped_at(width: int, lines: Sequence[str]) -> bool:
    """Whether long lines are followed by forced breaks, and most of these stand inside a sentence."""
    long = [
        (line, following)
        for line, following in pairwise(lines)
        if len(line) >= width * _LONG and following.strip() and not _opens(following)
    ]
    if width < max(map(len, lines)):
        long = [pair for pair in long if len(pair[0]) <= width or not _is_exempt(pair[0])]
    forced = [pair for pair in long if _forced(*pair, width)]
    inside = sum(1 for line, _ in forced if not _SENTENCE_END.search(line.rstrip()))
    # one line over and over, as long as the longest, is a line that a page repeats
    several = len({line for line, _ in forced}) > 1
    # names and titles that happen to be long begin with capitals, of the lines of a sentence only some do
    small = sum(1 for _, following in forced if not _CAPITAL.match(following))
    return (
        several
        and len(forced) >= len(long) * _FORCED_SHARE
        and inside >= len(forced) / 2
        and (small >= len(forced) * _SMALL_SHARE or len(forced) < _FEW)
    )


def _cut_at(width: int, lines: Sequence[str]) -> bool:
    """Whether lines were cut at the width whatever stood there, as `fold` does."""
    inner = [
        line
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and bullet(following.lstrip()) is None
    ]
    # neither a line that a page repeats nor sentences that happen to be of one length were cut
    full = {line for line in inner if len(line) == width}
    nearly = [line for line in inner if width * _LONG <= len(line) < width]
    ended = [line for line in full if _SENTENCE_END.search(line)]
    return len(full) >= 3 and len(nearly) <= len(full) / 10 and len(ended) <= len(full) / 3


def _forced(line: str, following: str, width: int) -> bool:
    if not line.strip() or not following.strip() or _opens(following):
        return False
    if len(line) > width and " " in line.strip():  # nothing wrapped this one
        return False
    head = following.lstrip()
    word = head[0] if _CJK.match(head) else head.split(None, 1)[0]
    # one more for the blank before the word, or where `fold -s` left that on the line, for the one behind
    return len(line) + 1 + len(word) > width


def _opens(line: str) -> bool:
    """Whether a line begins an item, a row or a heading of its own."""
    bare = line.lstrip()
    return bare[:1] in _OPENING and (bare[0] in "#|" or bullet(bare) is not None)


def _join(
    lines: Sequence[str], breaks: Callable[[str, str], bool], glue: Callable[[str, str], str | None]
) -> list[str]:
    """Join each line to the one before where `breaks` says so.

    `glue` is what comes between a stripped line and the next; None joins both as they are.
    """
    joined: list[list[str]] = []
    previous = ""
    for line in lines:
        if previous.strip() and line.strip() and breaks(previous, line):
            between = glue(previous.rstrip(), line.lstrip())
            if between is None:
                joined[-1].append(line)
            else:
                joined[-1][-1] = joined[-1][-1].rstrip()
                joined[-1] += (between, line.lstrip())
        else:
            joined.append([line])
        previous = line
    return ["".join(parts).rstrip() for parts in joined]


def _nothing(_before: str, _after: str) -> None:
    """A cut took nothing away, not even a blank."""


def _glue(before: str, after: str) -> str:
    """What stood at a forced break: a space, but nothing behind a hyphen in a word or between ideographs."""
    if before.endswith("-") and len(before) > 1 and before[-2].isalnum() and after[0].isalnum():
        return ""
    return "" if _CJK.match(before[-1]) and _CJK.match(after) else " "
