"""Lines that a scraper made of inline elements -> the sentences that they were part of.

`get_text("\n")` of BeautifulSoup puts each string of a page on a line of its own, so a paragraph with a link
in it comes as three lines. What parts these from a headline or a menu item is that they go on: with a sign
that ends something, in lower case, behind a comma, an article or a preposition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Signs that nothing begins with.
_CLOSING = frozenset(".,;:!?…)]}”’%、。，．：；！？）」』】》〉،؛؟।")
_ENDING = frozenset(".!?…:;。！？；：؟।۔")
_BEHIND_END = "\"'”’»›)]」』）*"
_COMMA = frozenset(",、，،")
_BRACKETS = frozenset("([{¿¡„「『（【《")
_QUOTES = frozenset("\"'“«‘‹”’")
_NO_SPACE_BEFORE = frozenset(".,;:!?…)]}”’%、。，．：；！？）」』】》〉،؛؟।")
_NO_SPACE_BEHIND = frozenset("([{“‘„¿¡「『（【《#@$£€/")
_SEPARATORS = frozenset("|/•·>›»→▢")
_WIDE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# A particle of Japanese, Korean, Hindi or Chinese goes with the word before it.
_PARTICLE = re.compile(
    r"を|[はがのにでともへや](?![ぁ-ん])|的|(?:을|를|은|는|이|가|의|에|에서|와|과|로|으로|도)\s"
    r"|(?:में|के|की|का|को|ने|से|पर|और|है|हैं)(?:\s|$)"
)
# Words that no headline and no menu item ends with: articles, prepositions, conjunctions, pronouns.
_GOES_ON = frozenset(
    """the a an our of on with to and by for at from as or your his their its my into about via than per
    der die das den dem des ein eine einen einem einer eines und mit von vom im zum zur bei für oder als
    le la les du des un une et avec pour dans sur aux au par que qui ou
    el los las una del con por para según y e
    il lo gli della dello dei degli delle nel nella sul sulla al alla dal dalla di da
    os um uma do dos das no na nos nas em pelo pela ao com
    het een van voor met op bij en de
    w z ze na do od dla przez oraz i u pro při
    och av för på till med ett det som og til fra et
    ja tai ve ile bir в на и с из по для от о к как что і з та у від про dan di yang untuk của và""".split()
)
_BYLINE = frozenset("by von par por per di door av af od przez від от oleh text foto photo".split())
# A drop cap is no word of its own; the letters left out are words in some language.
_DROP_CAPS = frozenset("BCDFGHJLMNPQRTX")
_GOES_ON_CAPITAL = frozenset(word.capitalize() for word in _GOES_ON)
_APOSTROPHE = re.compile(r"['’][a-z]")
_PROSE, _CLAUSE, _PHRASE = 60, 40, 25
_SMALL, _SIGN = 1, 2
_BEGINNINGS = re.compile(r"\n[,.;:)\]!?…’”、。，．）」』،؛؟।]")


def has_fragments(text: str) -> bool:
    """Whether a line begins with a sign that nothing begins with: something tore it from the line before."""
    return _BEGINNINGS.search(text) is not None


def continuations(lines: Sequence[str]) -> list[bool]:
    """For each line of a run, whether it goes on with the line before it."""
    found = [False] * len(lines)
    starts = [*map(_start, lines), 0]
    inside = small = False  # whether the line before is a continuation; whether its paragraph begins small
    length = 0  # of the paragraph so far
    for i in range(1, len(lines)):
        before, line = lines[i - 1], lines[i]
        if inside:
            length += 1 + len(before)
        else:
            length, small = len(before), before[0].islower()
        if starts[i] == _SIGN:
            inside = before[-1].isalnum() or before[-1] in _BEHIND_END or inside
        elif _ended(before) or before[-1] in _SEPARATORS:
            inside = False
        elif starts[i] == _SMALL:
            inside = not (small and not inside and length < _PROSE) and _goes_on_small(
                before, line, starts[i + 1], length, inside=inside
            )
        else:
            following = lines[i + 1] if i + 1 < len(lines) else ""
            inside = _goes_on(before, line, following, starts[i + 1], length, inside=inside)
        found[i] = inside
    return found


def glue(before: str, after: str) -> str:
    """What stood between two fragments: a space, unless signs or letters without spaces between them say."""
    if after[0] in _NO_SPACE_BEFORE or before[-1] in _NO_SPACE_BEHIND or _APOSTROPHE.match(after):
        return ""
    if before[-1] in _QUOTES and before[-2:-1] in (" ", ""):
        return ""
    if before in _DROP_CAPS and after[0].islower():
        return ""
    return "" if _WIDE.match(before[-1]) or _WIDE.match(after) else " "


def _start(line: str) -> int:
    """How a line begins: with a sign or an ending, in lower case or with a particle, or as any other."""
    first = line[0]
    if first.isupper():
        return 0
    if first in _CLOSING:
        if first in ".…":
            return (
                _SIGN if line[1:2] in ("", " ", '"', "”", "’", ")") else 0 if line[1:2].isalnum() else _SMALL
            )
        return _SIGN
    if first.islower() or _APOSTROPHE.match(line):
        return _SMALL
    return _SMALL if first > "\u0900" and _PARTICLE.match(line) else 0


def _ended(line: str) -> bool:
    return line[-1] in _ENDING or line.rstrip(_BEHIND_END)[-1:] in _ENDING


def _goes_on_small(before: str, line: str, following: int, length: int, *, inside: bool) -> bool:
    if line.lower() in _BYLINE and not inside:
        return False
    if length >= _CLAUSE or len(line) >= _PROSE or inside:
        return True
    return (len(line) >= _PHRASE and " " in line) or following == _SIGN


def _goes_on(before: str, line: str, following: str, start: int, length: int, *, inside: bool) -> bool:
    """Whether a line that may as well begin something goes on with one that did not end."""
    last = before[-1]
    if last in _COMMA:
        item = line[-1] in _COMMA and len(line) > _PHRASE
        return not item and (length >= _PHRASE or len(line) >= _CLAUSE)
    if last in _BRACKETS or (last in _QUOTES and before[-2:-1] == " "):
        return length >= _PHRASE
    if (length >= _CLAUSE or inside) and before.rpartition(" ")[2] in _GOES_ON:
        return True
    # a short piece, a name or a linked title, where the sentence goes on behind it
    if len(line) > _PROSE or not last.isalnum() or _ended(line):
        return False
    if start == _SIGN:
        return length >= _PROSE or before in _GOES_ON_CAPITAL
    return start == _SMALL and length >= _PROSE and last.islower() and len(following) >= _PHRASE
