"""All rules against one block of text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from app.clean.model import Role
from app.clean.rules.automata import NO_LIMIT, Automaton, compile_automata
from app.clean.rules.fold import folded, plain, word_count
from app.clean.rules.rule import Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.clean.model import Block


class RuleSet:
    """Rules, ready to match. Never changes after it is made; pickles as its rules.

    `rules`   in the order of the packs.
    `digest`  12 hexadecimal digits that change with any rule.

    Raises RuleRefused for a pattern that cannot be translated or compiled.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.digest = _digest(self.rules)
        numbered = list(enumerate(self.rules))
        self._lines = compile_automata((i, rule) for i, rule in numbered if Scope.PAGE not in rule.scope)
        self._pages = compile_automata((i, rule) for i, rule in numbered if Scope.PAGE in rule.scope)
        self._longest = max((one.longest for one in self._lines), default=0)

    def __reduce__(self) -> tuple[type[RuleSet], tuple[tuple[Rule, ...]]]:
        return RuleSet, (self.rules,)

    def around(self, rule: Rule) -> RuleSet:
        """A view of this set that reads only the automata with patterns of `rule`: all that it takes to
        see whether that rule fires, in a fraction of the time."""
        view = object.__new__(RuleSet)
        view.rules, view.digest = self.rules, self.digest
        index = self.rules.index(rule)
        view._lines = tuple(one for one in self._lines if index in one.owners)
        view._pages = tuple(one for one in self._pages if index in one.owners)
        view._longest = self._longest
        return view

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

    def _found(self, automata: tuple[Automaton, ...], text: str, language: str | None) -> list[Rule]:
        """The rules with a pattern in `text`, in order, languages and `max_words` considered."""
        kept = plain(text)
        words = word_count(kept)
        as_it_is, lowered = kept.encode(), folded(kept).encode()
        indices: set[int] = set()
        for one in automata:
            if words <= one.longest and (matches := one.patterns.Match(as_it_is if one.cased else lowered)):
                indices.update(one.owners[i] for i in matches)
        if not indices:
            return []
        rules = [self.rules[index] for index in sorted(indices)]
        return [rule for rule in rules if words <= (rule.max_words or NO_LIMIT) and rule.speaks(language)]


def _digest(rules: tuple[Rule, ...]) -> str:
    written = json.dumps([asdict(rule) for rule in rules], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:12]
