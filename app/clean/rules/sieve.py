"""Which rules are worth trying on which lines of a document, told from the words that their patterns need.

A look into a dictionary for patterns that need the line to begin with certain words, a pass of one automaton
for words that may stand anywhere in it. So a line pays for the rules that speak of something like it, and
hardly for how many rules there are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

import re2

from app.clean.rules.literals import DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from app.clean.rules.literals import Need

_FIRST_LETTER = re.compile("[a-z]")
_DIGIT = re.compile("[0-9]")
# Words that a line begins with are looked up by as many characters of these as they have.
_SIZES = (8, 5, 4, 3, 2, 1)
_MAX_MEMORY = 32 << 20


_Found = defaultdict[int, list[frozenset[int]]]


class Sieve:
    """Rules, known by their numbers, by what their patterns need.

    `patterns` gives for each pattern the rule, what it needs, and the words of the longest line for it.
    """

    def __init__(self, patterns: Iterable[tuple[int, Need, int]]) -> None:
        asked = list(patterns)
        self._any_line = _Table((number, need) for number, need, _ in asked if not need.digit)
        self._with_digit = _Table((number, need) for number, need, _ in asked if need.digit)
        self._always = [
            (frozenset((number,)), need.digit, most) for number, need, most in asked if need.words is None
        ]

    def candidates(self, lines: Sequence[str], speaking: Set[int]) -> Iterator[tuple[int, Set[int]]]:
        """The index of each line that some pattern may match, and the numbers of such patterns' rules.

        `lines` are folded, `speaking` are the numbers of the rules that count.
        """
        found: _Found = defaultdict(list)
        every = range(len(lines))
        with_digit = [index for index in every if _DIGIT.search(lines[index])]
        self._any_line.find(lines, every, speaking, found)
        self._with_digit.find(lines, with_digit, speaking, found)
        for index in with_digit:
            found[index].append(self._any_line.for_a_digit)
        for number, digit, most in self._always:
            if number <= speaking:
                for index in with_digit if digit else every:
                    if lines[index].count(" ") < most:
                        found[index].append(number)
        for index, numbers in found.items():
            yield index, speaking & numbers[0].union(*numbers)


class _Table:
    """Rules by the words that their patterns need. `for_a_digit`: those to which a digit is as good."""

    def __init__(self, patterns: Iterable[tuple[int, Need]]) -> None:
        leading: dict[str, set[int]] = defaultdict(set)
        anywhere: dict[str, set[int]] = defaultdict(set)
        for number, need in patterns:
            for word in need.words or ():
                if need.leading:
                    leading[word[: next(size for size in _SIZES if size <= len(word))]].add(number)
                else:
                    anywhere[word].add(number)
        self.for_a_digit = frozenset(anywhere.pop(DIGIT, ()))
        self._leading = {word: frozenset(numbers) for word, numbers in leading.items()}
        self._anywhere = [(word, frozenset(anywhere[word])) for word in sorted(anywhere)]
        self._set = _set_of(word for word, _ in self._anywhere)

    def find(self, lines: Sequence[str], which: Sequence[int], speaking: Set[int], found: _Found) -> None:
        """Add to `found` the rules with a word in one of the `lines`, of which only some are looked at."""
        self._add_anywhere(lines, which, speaking, found)
        heads = [_from_first_letter(lines[index])[: _SIZES[0]] for index in which]
        for size in _SIZES:
            for nth, numbers in enumerate(map(self._leading.get, [head[:size] for head in heads])):
                if numbers is not None:
                    found[which[nth]].append(numbers)

    def _add_anywhere(
        self, lines: Sequence[str], which: Sequence[int], speaking: Set[int], found: _Found
    ) -> None:
        text = "\n".join([lines[index] for index in which])
        there = self._set.Match(text.encode()) if self._anywhere else None
        if there is None:
            return
        ends = list(accumulate([len(lines[index]) + 1 for index in which]))
        for one in there:
            word, numbers = self._anywhere[one]
            if numbers.isdisjoint(speaking):
                continue
            at = text.find(word)
            while at >= 0:
                nth = bisect_right(ends, at)
                found[which[nth]].append(numbers)
                at = text.find(word, ends[nth])


def _from_first_letter(line: str) -> str:
    if "a" <= line[:1] <= "z":
        return line
    first = _FIRST_LETTER.search(line)
    return line[first.start() :] if first else ""


def _set_of(words: Iterable[str]) -> re2.Set:
    options = re2.Options()
    options.literal = True
    options.max_mem = _MAX_MEMORY
    options.never_capture = True
    found = re2.Set.SearchSet(options)
    for word in words:
        found.Add(word)
    found.Compile()
    return found
