"""Lines that a scraper made of inline elements -> the sentences that they were part of.

`get_text("\n")` of BeautifulSoup puts each string of a page on a line of its own, so a paragraph with a link
in it comes as three lines. What parts these from a headline or a menu item is that they go on: with a sign
that ends something, in lower case, behind a comma, an article or a preposition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.clean.segment.characters import SIGNS, bullet

if TYPE_CHECKING:
    from collections.abc import Sequence

# Signs that nothing begins with.
_CLOSING = frozenset(".,;:!?…)]}%、。，．：；！？）」』】》〉،؛؟।")
_ENDING = frozenset(".!?…:;。！？；：؟।۔")
_BEHIND_END = "\"'”’»›)]」』）*"
_COMMA = frozenset(",、，،")
_WIDE_COMMA = frozenset("、，")
_COLONS = frozenset(":：")
_DASHES = frozenset("–—")
_BRACKETS = frozenset("([{¿¡„「『（【《")
_QUOTES = frozenset("\"'“«‘‹”’»")
_NO_SPACE_BEFORE = frozenset(".,;:!?…)]}%、。，．：；！？）」』】》〉،؛؟।")
_NO_SPACE_BEHIND = frozenset("([{„¿¡「『（【《#@$£€/")
_SEPARATORS = frozenset("|/•·>›»→▢")
_WIDE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# A particle of Japanese, Korean, Hindi or Chinese goes with the word before it.
_PARTICLE = re.compile(
    r"を|[はがのにでともへや](?![ぁ-ん])|的|(?:을|를|은|는|이|가|의|에|에서|와|과|로|으로|도)\s"
    r"|(?:में|के|की|का|को|ने|से|पर|और|है|हैं)(?:\s|$)"
)
# Words that no headline and no menu item ends with: articles, prepositions, conjunctions, pronouns.
_GOES_ON = frozenset(
    """
    the a an our in of on with to and by for at from as or your his their its my into about via than per that
    is are was were has had have told called including between during through when where who which while but
    der die das den dem des ein eine einen einem einer eines und mit von vom im zum zur bei für oder als dass
    nach ist sind war hat
    le la les du des un une et avec pour dans sur aux au par que qui ou est sont dont à
    el los las una del con por para según y e es son
    il lo gli della dello dei degli delle nel nella sul sulla al alla dal dalla di da che è
    os um uma do dos das no na nos nas em pelo pela ao com
    het een van voor met op bij en de dat
    w z ze na do od dla przez oraz i u pro při že
    och av för på till med ett det som og til fra at
    ja tai ve ile bir dan di yang untuk của và là
    в на и с из по для от о к как что і з та у від про
    في من على إلى عن أن التي الذي
    """.split()
)
_BYLINE = frozenset("by von par por per di door av af od przez від от oleh text foto photo".split())
# A drop cap is no word of its own; the letters left out are words in some language.
_DROP_CAPS = frozenset("BCDFGHJLMNPQRTX")
_GOES_ON_CAPITAL = frozenset(word.capitalize() for word in _GOES_ON)
_CLOSING_QUOTE = re.compile(r"[\"”“’‘'»][\s,.;:!?)]|[\"”»]$|«[,.;:!?)]")
_WORD_OF_DOT = re.compile(r"\.[\w.]")
_APOSTROPHE = re.compile(r"['’][a-z]")
_PROSE, _CLAUSE, _PHRASE = 60, 40, 25
_SMALL, _SIGN = 1, 2
_IDEOGRAPHS = "\u2e80"  # where the blocks of East Asian scripts begin
_SENTENCES = re.compile(r"[.!?…][\"'”’»)\]]* |[。！？]")
_SIGN_BEGINS = re.compile(r"\n[,.;:)\]!?…’”、。，．）」』،؛؟।]")
# A particle of Japanese at the beginning of a line, which goes with the word before it.
_PARTICLE_BEGINS = re.compile(r"\n(?:を|[はがにのでともへや](?![ぁ-ん]))")
_SENTENCE_BEGINS_SMALL = re.compile(r"\n[a-zß-öø-ÿа-яё][^\n|•·]{60,}[.!?…](?=\n|$)")
_SMALL_SHARE = 0.01  # of all lines; a reader's comment may begin in lower case


def has_fragments(text: str) -> bool:
    """Whether a line begins with a sign or particle that nothing begins with, or sentences in lower case.

    Something tore such lines from the ones before.
    """
    if _SIGN_BEGINS.search(text) or _PARTICLE_BEGINS.search(text):
        return True
    return len(_SENTENCE_BEGINS_SMALL.findall(text)) > text.count("\n") * _SMALL_SHARE


def continuations(lines: Sequence[str]) -> list[bool]:
    """For each line of a run, whether it goes on with the line before it."""
    found = [False] * len(lines)
    starts = [*map(_start, lines), 0]
    inside = small = False  # whether the line before is a continuation; whether its paragraph begins small
    length = 0  # of the paragraph so far
    for i in range(1, len(lines)):
        before, line = lines[i - 1], lines[i]
        if inside:
            length += _length(before)
        else:
            length, small = _length(before), before[0].islower()
        if starts[i] == _SIGN:
            inside = before[-1] not in _SEPARATORS and (inside or before[-1] not in _ENDING)
        elif _ended(before):
            inside = before[-1] in _COLONS and len(before) < _PHRASE and _is_sentence(line)
        elif before[-1] in _SEPARATORS or (line[0] in SIGNS and bullet(line) is not None):
            inside = False
        elif starts[i] == _SMALL:
            inside = not (small and not inside and length < _PROSE) and _goes_on_small(
                before, line, starts[i + 1], length, inside=inside
            )
        elif length < _PHRASE and not _is_sentence(line) and not inside:
            inside = before[-1] in _WIDE_COMMA or (starts[i + 1] > 0 and _is_opening(before, lines[i + 1]))
        elif _is_left_open(before, line, length, inside=inside):
            inside = True
        else:
            following = lines[i + 1] if starts[i + 1] else ""
            first = i - 1
            while first and found[first]:
                first -= 1
            prose = inside or any(map(_SENTENCES.search, lines[first:i]))
            inside = following[:1] not in _COLONS and _is_piece(before, line, following, length, prose=prose)
        found[i] = inside
    return found


def glue(before: str, after: str) -> str:
    """What stood between two fragments: a space, unless signs or letters without spaces between them say."""
    if after[0] in _NO_SPACE_BEFORE or before[-1] in _NO_SPACE_BEHIND:
        return ""
    if _CLOSING_QUOTE.match(after) or _APOSTROPHE.match(after):
        return ""
    if before[-1] in _QUOTES and before[-2:-1] in (" ", ""):
        return ""
    if before in _DROP_CAPS and after[0].islower():
        return ""
    return "" if _WIDE.match(before[-1]) or _WIDE.match(after) else " "


def _start(line: str) -> int:
    """How a line begins: with a sign that ends something, in lower case or with a particle, as any other."""
    first = line[0]
    if first.isupper():
        return 0
    if first in _CLOSING:
        if first in ".…":  # an ellipsis may open a line, and `.com` or `.5` is a word
            return _SIGN if first == "." and not _WORD_OF_DOT.match(line) else _SMALL * (line[1:2] == " ")
        return _SIGN
    if first in _QUOTES:
        return _SIGN if _CLOSING_QUOTE.match(line) else _SMALL * bool(_APOSTROPHE.match(line))
    if first.islower():
        return _SMALL if not line.startswith(("http://", "https://", "www.")) else 0
    return _SMALL if first > "\u0900" and _PARTICLE.match(line) else 0


def _ended(line: str) -> bool:
    return line[-1] in _ENDING or line.rstrip(_BEHIND_END)[-1:] in _ENDING


def _length(line: str) -> int:
    """Characters, of which an ideograph says as much as two others."""
    return 2 * len(line) if line[0] >= _IDEOGRAPHS else len(line)


def _last_word(line: str) -> str:
    return line.rpartition(" ")[2]


def _is_sentence(line: str) -> bool:
    return len(line) >= _PROSE and _ended(line)


def _is_opening(line: str, behind: str) -> bool:
    """Whether a short line begins a sentence that goes on with a name and something behind it."""
    if line in _GOES_ON_CAPITAL or line[-1] in _COMMA:
        return True
    if line[-1] >= _IDEOGRAPHS:
        return behind[0] >= _IDEOGRAPHS
    return " " in line and _last_word(line) in _GOES_ON


def _goes_on_small(before: str, line: str, following: int, length: int, *, inside: bool) -> bool:
    if line.lower() in _BYLINE and not inside:
        return False
    if length >= _CLAUSE or len(line) >= _PROSE or inside:
        return True
    if (length >= _PHRASE and following) or (" " in before and _last_word(before) in _GOES_ON):
        return True
    return (len(line) >= _PHRASE and " " in line) or following == _SIGN


def _is_left_open(before: str, line: str, length: int, *, inside: bool) -> bool:
    """Whether a line ends so that something must follow, whatever it begins with."""
    last = before[-1]
    if last in _COMMA:
        item = line[-1] in _COMMA and len(line) > _PHRASE
        return not item and (length >= _PHRASE or len(line) >= _CLAUSE)
    if last in _BRACKETS or (last in _QUOTES and before[-2:-1] == " "):
        return length >= _PHRASE
    if last in _DASHES or last == "-":
        if before[-2:-1] == " " and _is_sentence(line):  # behind the place in a dateline
            return True
        return last in _DASHES and length >= _PROSE and len(line) < 2 * _PROSE
    if line[0] in _DASHES:
        return len(line) >= _PHRASE
    return _last_word(before) in _GOES_ON and (inside or length >= _PHRASE or _is_sentence(line))


def _is_piece(before: str, line: str, following: str, length: int, *, prose: bool) -> bool:
    """Whether a short line, a name or a linked title, stands where the sentence before goes on behind it."""
    if len(line) > _PROSE or length < _PROSE or not before[-1].isalnum() or _ended(line):
        return False
    if line[0] == "(":
        return line[-1] == ")"
    if not following:
        return prose and line[0].isdigit() and len(line) < _PHRASE
    return prose or _start(following) == _SIGN or following[0] >= _IDEOGRAPHS
