"""The patterns of one rule, compiled by `google-re2`: linear time, so no text can hang them.

Each rule has automata of its own. An automaton builds its states as texts ask for them, and a state is the
set of all places where some pattern may stand: patterns of many rules in one automaton multiply with each
other, and were slower than a few automata that the sieve lets through (measured with 1,600 patterns on lines
of web pages: 10 µs a line together, 0.7 µs a rule apart).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from app.clean.rules.ahead import Derived
from app.clean.rules.literals import need_of
from app.clean.rules.pattern import PatternError, is_anchored, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.clean.rules.ahead import DerivedPatterns
    from app.clean.rules.literals import Need
    from app.clean.rules.rule import Rule

# Bytes that one automaton may take: so many, and so many for each byte of its patterns. When its states have
# taken them, it begins anew with none. After 3,000 documents the states of all take 34 MB so, 48 MB without a
# bound, at the same speed; half of the first, or of the second, made matching slower by a third.
_LEAST_MEMORY, _MEMORY_OF_A_BYTE = 64 << 10, 64
# With too little it does not compile, and gets twice as much, up to this.
_MAX_MEMORY = 32 << 20

NO_LIMIT = 1 << 30
"""Words of a text for which a rule has no limit."""


class RuleRefused(ValueError):
    """A rule that cannot be matched; `rule_id` is its id, the message names the pattern."""

    def __init__(self, rule_id: str, message: str) -> None:
        super().__init__(message)
        self.rule_id = rule_id


class Automaton:
    """Patterns of one rule that begin alike: all at the start of a text, or all anywhere in it.

    Made of them when it is first asked for, since a document is of one language, and half of the rules are
    of others. Raises RuleRefused then for a pattern that cannot be translated or compiled.

    `number`  of the rule among its fellows.
    `cased`   whether it takes text with capitals.
    `limit`   words of the longest text for it.
    `match`   of a text, as UTF-8 and folded as the rule wants it: which patterns match, none if it is empty.
    """

    __slots__ = ("_ahead", "_kind", "_patterns", "_rule", "cased", "limit", "match", "number")

    def __init__(
        self, number: int, rule: Rule, patterns: Sequence[str], ahead: DerivedPatterns, *, anchored: bool
    ) -> None:
        self.number, self.cased, self.limit = number, rule.cased, rule.max_words or NO_LIMIT
        self._rule, self._patterns, self._ahead = rule, patterns, ahead
        self._kind = re2.Set.MatchSet if anchored else re2.Set.SearchSet
        self.match: Callable[[bytes], list[int]] = self._match_first

    def sources(self) -> list[str]:
        """The patterns as RE2 has them."""
        return [
            known.source
            if (known := self._ahead.get((pattern, self.cased)))
            else _translated(self._rule, pattern)
            for pattern in self._patterns
        ]

    def needs(self) -> list[Need]:
        """What a text must have for each of the patterns."""
        return [
            known.need
            if (known := self._ahead.get((pattern, self.cased)))
            else need_of(_translated(self._rule, pattern), cased=self.cased)
            for pattern in self._patterns
        ]

    def derived(self) -> DerivedPatterns:
        """Both of each pattern, for a start that shall not work it out."""
        both = zip(self._patterns, self.sources(), self.needs(), strict=True)
        return {(pattern, self.cased): Derived.of(source, need) for pattern, source, need in both}

    def prepare(self) -> None:
        """Have it made, if it is not."""
        if self.match == self._match_first:
            made = _compiled(self._rule, self._kind, self.sources())
            # the wrapper around it only asks whether the text is bytes, which takes as long as the match
            self.match = made._set.Match  # noqa: SLF001

    def _match_first(self, text: bytes) -> list[int]:
        self.prepare()
        return self.match(text)


def automata_of(number: int, rule: Rule, ahead: DerivedPatterns) -> list[Automaton]:
    """The automata of a rule, one or two. What `ahead` knows of patterns is not worked out again."""
    return [
        Automaton(number, rule, patterns, ahead, anchored=anchored)
        for anchored in (True, False)
        if (patterns := [pattern for pattern in rule.patterns if is_anchored(pattern) is anchored])
    ]


def _translated(rule: Rule, pattern: str) -> str:
    try:
        return translate(pattern, cased=rule.cased)
    except PatternError as error:
        raise RuleRefused(rule.id, f"pattern {pattern!r}: {error}") from error


def _options(memory: int) -> re2.Options:
    options = re2.Options()
    options.max_mem = memory
    options.never_capture = True
    options.log_errors = False
    return options


def _compiled(rule: Rule, kind: Callable[[re2.Options], re2.Set], sources: Sequence[str]) -> re2.Set:
    memory = _LEAST_MEMORY + _MEMORY_OF_A_BYTE * sum(map(len, sources))
    while True:
        patterns = kind(_options(memory))
        for source in sources:
            try:
                patterns.Add(source)
            except re2.error as error:
                raise RuleRefused(rule.id, f"pattern {source!r}: {_reason(source)}") from error
        try:
            patterns.Compile()
        except re2.error as error:
            if memory >= _MAX_MEMORY:
                raise RuleRefused(rule.id, "its patterns are too large together") from error
            memory = min(2 * memory, _MAX_MEMORY)
        else:
            return patterns


def _reason(source: str) -> str:
    try:
        re2.compile(source, _options(_MAX_MEMORY))
    except re2.error as error:
        reason: bytes = error.args[0]
        return reason.decode()
    return "too large"
