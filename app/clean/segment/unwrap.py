"""Text that some tool broke into lines of at most N columns -> the lines that its author wrote.

A greedy wrapper breaks a line exactly where the next word would not have fitted. So, given the width, each
break can be told to be forced (the wrapper's) or free (the author's), without knowing the language.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from app.clean.segment.characters import bullet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Mail and terminals wrap between 40 and 120 columns; longer lines than that were never wrapped.
_NARROWEST, _WIDEST = 40, 120
# A line at least this share of the width is long enough to tell a forced break from a free one.
_LONG = 0.6
_FORCED_SHARE = 0.75
_SENTENCE_END = re.compile(r"""[.!?…:;。！？؟।]["'”’»)\]]*$""")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef\u3000-\u303f]")


def unwrap(lines: Sequence[str]) -> list[str]:
    """Return the lines with the breaks of a wrapper undone, and without white space at their ends.

    Lines that were never wrapped stay apart; blank lines part paragraphs.
    """
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return [line.rstrip() for line in lines]
    if _cut_at(width, lines):
        return _join(lines, lambda line, _: len(line) == width, _nothing)
    if _wrapped_at(width, lines):
        return _join(lines, lambda line, following: _forced(line, following, width), _glue)
    return [line.rstrip() for line in lines]


def _wrapped_at(width: int, lines: Sequence[str]) -> bool:
    """Whether long lines are followed by forced breaks, and most of these stand inside a sentence."""
    long = [
        (line, following)
        for line, following in pairwise(lines)
        if following.strip() and len(line) >= width * _LONG and bullet(following.lstrip()) is None
    ]
    forced = [pair for pair in long if _forced(*pair, width)]
    inside = sum(1 for line, _ in forced if not _SENTENCE_END.search(line.rstrip()))
    # one line over and over, as long as the longest, is a line that a page repeats
    several = len({line for line, _ in forced}) > 1
    return several and len(forced) >= len(long) * _FORCED_SHARE and inside >= len(forced) / 2


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
    if not line.strip() or not following.strip() or bullet(following.lstrip()) is not None:
        return False
    head = following.lstrip()
    word = head[0] if _CJK.match(head) else head.split(None, 1)[0]
    # one more for the blank before the word, or where `fold -s` left that on the line, for the one behind
    return len(line) + 1 + len(word) > width


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
