"""Line by line: what of the gold a tool lost and why, and what it has beyond the gold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from benchmarks.accuracy.metrics import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.accuracy.tools.tool import Output, Struck

#: A line stands in a text if at least this share of its words does.
PRESENT = 0.8
#: The reason of a gold line that no struck block holds: the markup, or how it was cut, lost it.
NOWHERE = "in no block"

_RUN = 4


class Text:
    """A text that can say how much of a line stands in it, wherever its own lines end."""

    def __init__(self, text: str) -> None:
        self.lines = [line for line in map(fold, text.splitlines()) if line]
        self.words = words(text)
        self._runs: dict[int, set[tuple[str, ...]]] = {}

    def share(self, line: Text) -> float:
        """The share of the line's words that stand in this text within runs of four, or of the whole line."""
        length = min(_RUN, len(line.words))
        if not length:
            return 1.0
        if length not in self._runs:
            self._runs[length] = set(self._runs_of(length))
        known = self._runs[length]
        covered: set[int] = set()
        for start, run in enumerate(line._runs_of(length)):
            if run in known:
                covered.update(range(start, start + length))
        return len(covered) / len(line.words)

    def has(self, line: Text) -> bool:
        """Whether the line stands in this text."""
        return self.share(line) >= PRESENT

    def times(self, line: Text) -> int:
        """How often all of the line stands in this text."""
        return _joined(self.words).count(_joined(line.words))

    def _runs_of(self, length: int) -> Iterator[tuple[str, ...]]:
        return (tuple(self.words[start : start + length]) for start in range(len(self.words) - length + 1))


@dataclass(frozen=True, slots=True)
class Line:
    """A line on which a tool and the gold disagree.

    `words`    how many of its words are lost, or are too many.
    `reasons`  rules that struck it, the one with most words first; empty for a line too many.
    `shared`   whether the other tool has the line.
    """

    text: str
    words: int
    reasons: tuple[str, ...]
    shared: bool


class Comparison:
    """The body of one tool against the gold, beside the body of another."""

    def __init__(self, gold: str, output: Output, other: Output) -> None:
        self.gold, self.own, self.other = Text(gold), Text(output.body), Text(other.body)
        self._output = output

    @cached_property
    def lost(self) -> list[Line]:
        """Gold lines that the tool lacks, in page order."""
        return [
            Line(line, words, self._reasons(text), self.other.has(text))
            for line, text, words in _lacking(self.gold, self.own)
        ]

    @cached_property
    def added(self) -> list[Line]:
        """Lines of the tool that the gold lacks, in page order."""
        return [
            Line(line, words, (), self.other.has(text)) for line, text, words in _lacking(self.own, self.gold)
        ]

    @cached_property
    def _struck(self) -> list[tuple[Struck, Text]]:
        return [(struck, Text(struck.text)) for struck in self._output.struck]

    def _reasons(self, line: Text) -> tuple[str, ...]:
        weights: dict[str, int] = {}
        for struck, text in self._struck:
            if text.words and (line.has(text) or text.share(line) >= 0.5):
                weights[struck.rule] = weights.get(struck.rule, 0) + len(text.words)
        return tuple(sorted(weights, key=lambda rule: -weights[rule])) or (NOWHERE,)


def _joined(sequence: list[str]) -> str:
    # Each word in its own marks, so that neighbours share none and repetitions are counted in full.
    return "".join(f"<{word}>" for word in sequence)


def _lacking(these: Text, where: Text) -> Iterator[tuple[str, Text, int]]:
    """The lines that `where` lacks, or has less often, each with the number of its words that are lacking."""
    seen: Counter[tuple[str, ...]] = Counter()
    for line in these.lines:
        text = Text(line)
        key = tuple(text.words)
        seen[key] += 1
        if not where.has(text):
            yield line, text, round(len(text.words) * (1 - where.share(text)))
        elif 1 < seen[key] > where.times(text):
            yield line, text, len(text.words)
