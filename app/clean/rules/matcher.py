"""All rules against one block of text, in as few passes as there are kinds of pattern.

Each pass is one automaton of `google-re2` over many patterns: linear in the text, so no pattern can
hang a worker. The patterns are parted three ways. Those anchored at the start give up after a few
characters. The others are parted by the longest block they may strike, so a paragraph is read by
few of them, and mostly by none. And patterns that tell capitals read another folding of the text.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import re2

from app.clean.model import Role
from app.clean.rules.fold import folded, plain, word_count
from app.clean.rules.pattern import PatternError, translate
from app.clean.rules.rule import Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.clean.model import Block

# Longest blocks, in words, that the unanchored passes read; the last is without limit.
_BANDS = (12, 40)
_NO_LIMIT = 1 << 30
# Bytes an automaton may take. RE2 builds its states as texts ask for them and starts anew when they
# fill this; too little makes it slow, and far too little makes it refuse to compile.
_MAX_MEMORY = 64 << 20


class RuleRefused(ValueError):
    """A rule that cannot be matched; `rule_id` is its id, the message names the pattern."""

    def __init__(self, rule_id: str, message: str) -> None:
        super().__init__(message)
        self.rule_id = rule_id


@dataclass(frozen=True, slots=True)
class _Pass:
    """One automaton. `owners[i]` is the index of the rule that its pattern i belongs to."""

    cased: bool
    longest: int
    automaton: re2.Set
    owners: tuple[int, ...]


class RuleSet:
    """Rules, ready to match. Never changes after it is made; pickles as its rules.

    `rules`   in the order of the packs.
    `digest`  12 hexadecimal digits that change with any rule.

    Raises RuleRefused for a pattern that cannot be translated or compiled.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.digest = _digest(self.rules)
        self._lines = _compile(self.rules, page=False)
        self._pages = _compile(self.rules, page=True)
        self._longest = max((one.longest for one in self._lines), default=0)

    def __reduce__(self) -> tuple[type[RuleSet], tuple[tuple[Rule, ...]]]:
        return RuleSet, (self.rules,)

    def match(self, block: Block, *, language: str | None, in_head: bool, in_tail: bool) -> tuple[Rule, ...]:
        """The rules that strike `block`, in the order of the packs. Code is never struck: what reads like
        a placeholder there is what the article shows.

        `language` is the document's, as ISO 639-1, None where it is unknown. `in_head` and `in_tail`
        say that the block stands in the first or last part of the page.
        """
        text = block.text
        if text.count(" ") >= self._longest or block.role is Role.CODE:
            return ()
        found = self._found(self._lines, text, language)
        if not found:
            return ()
        given = {Scope.LINE}
        if block.role is Role.HEADING:
            given.add(Scope.HEADING)
        if in_head:
            given.add(Scope.HEAD)
        if in_tail:
            given.add(Scope.TAIL)
        return tuple(
            rule
            for rule in found
            if rule.min_link_share <= block.link_share and not given.isdisjoint(rule.scope)
        )

    def evidence(self, texts: Iterable[str], *, language: str | None) -> tuple[Rule, ...]:
        """The rules of scope page that fire on any of `texts` (the title, the blocks), each once, in
        the order of the packs."""
        found = {rule.id for text in texts for rule in self._found(self._pages, text, language)}
        return tuple(rule for rule in self.rules if rule.id in found)

    def _found(self, passes: tuple[_Pass, ...], text: str, language: str | None) -> list[Rule]:
        """The rules of `passes` with a pattern in `text`, in order, languages and `max_words` considered."""
        kept = plain(text)
        words = word_count(kept)
        as_it_is, lowered = kept.encode(), folded(kept).encode()
        indices: set[int] = set()
        for one in passes:
            if words <= one.longest and (matches := one.automaton.Match(as_it_is if one.cased else lowered)):
                indices.update(one.owners[i] for i in matches)
        if not indices:
            return []
        rules = [self.rules[index] for index in sorted(indices)]
        return [rule for rule in rules if words <= (rule.max_words or _NO_LIMIT) and rule.speaks(language)]


def _compile(rules: tuple[Rule, ...], *, page: bool) -> tuple[_Pass, ...]:
    sources: dict[tuple[bool, bool, int], list[tuple[str, int]]] = {}
    for index, rule in enumerate(rules):
        if (Scope.PAGE in rule.scope) is not page:
            continue
        longest = rule.max_words or _NO_LIMIT
        for pattern in rule.patterns:
            try:
                source, anchored = translate(pattern, cased=rule.cased)
            except PatternError as error:
                raise RuleRefused(rule.id, f"pattern {pattern!r}: {error}") from error
            band = -1 if anchored else bisect_left(_BANDS, longest)
            sources.setdefault((rule.cased, anchored, band), []).append((source, index))
    return tuple(
        _pass(rules, cased=cased, anchored=anchored, sources=group)
        for (cased, anchored, _), group in sorted(sources.items())
    )


def _pass(rules: tuple[Rule, ...], *, cased: bool, anchored: bool, sources: list[tuple[str, int]]) -> _Pass:
    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.never_capture = True
    options.log_errors = False
    automaton = re2.Set.MatchSet(options) if anchored else re2.Set.SearchSet(options)
    for source, index in sources:
        try:
            automaton.Add(source)
        except re2.error as error:
            reason = f"pattern {source!r}: {_reason(source, options)}"
            raise RuleRefused(rules[index].id, reason) from error
    automaton.Compile()
    longest = max(rules[index].max_words or _NO_LIMIT for _, index in sources)
    return _Pass(cased, longest, automaton, tuple(index for _, index in sources))


def _reason(source: str, options: re2.Options) -> str:
    try:
        re2.compile(source, options)
    except re2.error as error:
        return str(error)
    return "too large for a set"


def _digest(rules: tuple[Rule, ...]) -> str:
    written = json.dumps([asdict(rule) for rule in rules], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:12]
