"""Which automata are worth trying on which lines of a document, told from the words that their patterns need.

A look into a dictionary for patterns that need the line to begin with certain words, a pass of one automaton
for words that may stand anywhere in it. Long lines, which are most of a text and few rules are about, are
passed over where none of the words is in them that those rules need. So a line pays for the rules that speak
of something like it, and hardly for how many rules there are.
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
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set

    from app.clean.rules.literals import Need

_FIRST_LETTER = re.compile("[a-z]")
_DIGIT = re.compile("[0-9]")
# Words that a line begins with are looked up by as many characters of these as they have.
_SIZES = (12, 8, 6, 5, 4, 3, 2, 1)
# What tells how many characters are worth it: so many of a word, or the only one.
_BEGINNING = 2
# A line of more words than this is long.
_LONG = 25
_MAX_MEMORY = 32 << 20

_Found = defaultdict[int, list[frozenset[int]]]


class Lines:
    """The folded lines of a document, and what is told of them once for all sieves.

    `text`        of each line.
    `gaps`        spaces of each line.
    `with_digit`  indices of those with a digit.
    """

    __slots__ = ("gaps", "text", "with_digit")

    def __init__(self, text: Sequence[str]) -> None:
        self.text = text
        self.gaps = [line.count(" ") for line in text]
        self.with_digit = {index for index, line in enumerate(text) if _DIGIT.search(line)}


class Sieve:
    """Automata, known by their numbers, by what their patterns need.

    `patterns` gives for each pattern the number, what it needs, and the words of the longest line for it.
    """

    def __init__(self, patterns: Iterable[tuple[int, Need, int]]) -> None:
        asked = list(patterns)
        self._patterns = len(asked)
        self._leading = _Leading((number, need) for number, need, _ in asked if need.leading)
        anywhere = [(number, need) for number, need, _ in asked if not need.leading]
        self._any_line = _Anywhere((number, need) for number, need in anywhere if not need.digit)
        self._with_digit = _Anywhere((number, need) for number, need in anywhere if need.digit)
        self._always = [
            (frozenset((number,)), need.digit, most) for number, need, most in asked if need.words is None
        ]
        self._in_long = _one_of(
            word
            for _, need, most in asked
            if most > _LONG and not need.leading
            for word in need.words or ()
            if word != DIGIT
        )

    def __len__(self) -> int:
        return self._patterns

    def candidates(self, lines: Lines, speaking: Set[int]) -> Iterator[tuple[int, Set[int]]]:
        """The index of each line that some pattern may match, and the numbers of such patterns' automata.

        `speaking` are the numbers that count.
        """
        found: _Found = defaultdict(list)
        text, with_digit = lines.text, lines.with_digit
        looked_at = [
            index for index, gaps in enumerate(lines.gaps) if gaps < _LONG or self._in_long(text[index])
        ]
        self._leading.find(text, with_digit, found)
        self._any_line.find(text, looked_at, speaking, found)
        self._with_digit.find(text, [index for index in looked_at if index in with_digit], speaking, found)
        if self._any_line.for_a_digit:
            for index in with_digit:
                found[index].append(self._any_line.for_a_digit)
        for number, digit, most in self._always:
            if number <= speaking:
                for index in with_digit if digit else range(len(text)):
                    if lines.gaps[index] < most:
                        found[index].append(number)
        for index, numbers in found.items():
            spoken = speaking & (numbers[0].union(*numbers) if len(numbers) > 1 else numbers[0])
            if spoken:
                yield index, spoken


class _Leading:
    """Automata by the words that a line must begin with."""

    def __init__(self, patterns: Iterable[tuple[int, Need]]) -> None:
        numbers: dict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        sizes: dict[str, set[int]] = defaultdict(set)
        for number, need in patterns:
            for word in need.words or ():
                size = next(size for size in _SIZES if size <= len(word))
                numbers[word[:size]][need.digit].add(number)
                sizes[word[:_BEGINNING]].add(size)
        self._numbers = {
            word: (frozenset(any_line), frozenset(with_digit))
            for word, (any_line, with_digit) in numbers.items()
        }
        self._sizes = {beginning: tuple(sorted(those)) for beginning, those in sizes.items()}

    def find(self, lines: Sequence[str], with_digit: Set[int], found: _Found) -> None:
        """Add to `found` the automata with a word at the start of one of the `lines`."""
        sizes, numbers = self._sizes, self._numbers
        for index, line in enumerate(lines):
            head = line if "a" <= line[:1] <= "z" else _from_first_letter(line)
            for size in sizes.get(head[:1], ()) + sizes.get(head[:_BEGINNING], ()):
                those = numbers.get(head[:size])
                if those is None:
                    continue
                if those[0]:
                    found[index].append(those[0])
                if those[1] and index in with_digit:
                    found[index].append(those[1])


class _Anywhere:
    """Automata by words that may stand anywhere. `for_a_digit`: those to which a digit is as good.

    Words in ASCII are looked for apart from the others, which only some lines can have: each of the two
    passes tells fewer bytes apart, and together they take two thirds of the memory and of the time.
    """

    def __init__(self, patterns: Iterable[tuple[int, Need]]) -> None:
        anywhere: dict[str, set[int]] = defaultdict(set)
        for number, need in patterns:
            for word in need.words or ():
                anywhere[word].add(number)
        self.for_a_digit = frozenset(anywhere.pop(DIGIT, ()))
        numbers = {word: frozenset(anywhere[word]) for word in sorted(anywhere)}
        self._ascii = _Words((word, those) for word, those in numbers.items() if word.isascii())
        self._beyond = _Words((word, those) for word, those in numbers.items() if not word.isascii())

    def find(self, lines: Sequence[str], which: Sequence[int], speaking: Set[int], found: _Found) -> None:
        """Add to `found` those of `speaking` with a word in one of the `lines`, of which only `which` are
        looked at."""
        self._ascii.find(lines, which, speaking, found)
        if self._beyond:
            beyond = [index for index in which if not lines[index].isascii()]
            self._beyond.find(lines, beyond, speaking, found)


class _Words:
    """Words with the automata that need them, all looked for in one pass."""

    def __init__(self, numbers: Iterable[tuple[str, frozenset[int]]]) -> None:
        self._numbers = list(numbers)
        self._set = _set_of(word for word, _ in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def find(self, lines: Sequence[str], which: Sequence[int], speaking: Set[int], found: _Found) -> None:
        """As `_Anywhere.find`."""
        if not self._numbers or not which:
            return
        text = "\n".join([lines[index] for index in which])
        there = self._set.Match(text.encode())
        if there is None:
            return
        ends = list(accumulate([len(lines[index]) + 1 for index in which]))
        for one in there:
            word, numbers = self._numbers[one]
            if numbers.isdisjoint(speaking):
                continue
            at = text.find(word)
            while at >= 0:
                nth = bisect_right(ends, at)
                found[which[nth]].append(numbers)
                at = text.find(word, ends[nth])


def _from_first_letter(line: str) -> str:
    first = _FIRST_LETTER.search(line)
    return line[first.start() :] if first else ""


def _set_of(words: Iterable[str]) -> re2.Set:
    found = re2.Set.SearchSet(_options())
    for word in words:
        found.Add(re2.escape(word))
    found.Compile()
    return found


def _one_of(words: Iterable[str]) -> Callable[[str], bool]:
    """What tells whether any of `words` is in a text, and not which: cheap on texts that it has not met."""
    all_words = sorted(set(words))
    in_ascii = _alternatives(word for word in all_words if word.isascii())
    beyond = _alternatives(word for word in all_words if not word.isascii())

    def has_one(text: str) -> bool:
        read = text.encode()
        return bool(in_ascii(read)) or (not text.isascii() and bool(beyond(read)))

    return has_one


def _alternatives(words: Iterable[str]) -> Callable[[bytes], list[int]]:
    found = re2.Set.SearchSet(_options())
    for together in filter(None, ["|".join(map(re2.escape, words))]):
        found.Add(together)
    found.Compile()
    match: Callable[[bytes], list[int]] = found._set.Match  # noqa: SLF001 - as in `automata`
    return match


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.never_capture = True
    return options
