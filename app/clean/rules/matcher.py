"""All rules against the blocks of one document."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from app.clean.model import Role
from app.clean.rules.automata import NO_LIMIT, Automaton, automata_of
from app.clean.rules.fold import fold_lines, folded, plain, word_count
from app.clean.rules.rule import Rule, Scope
from app.clean.rules.sieve import Lines, Sieve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.clean.model import Block
    from app.clean.rules.ahead import DerivedPatterns


class Reading:
    """What rules say of the blocks of one document. Where a rule with a place may fire, is asked later:
    head and tail of a page move while blocks are struck.

    `positions` are those of the blocks that any rule speaks of.
    """

    __slots__ = ("_spoken", "positions")

    def __init__(self, spoken: Mapping[int, tuple[Rule, ...]]) -> None:
        self._spoken = spoken
        self.positions = spoken.keys()

    def match(self, block: Block, *, in_head: bool, in_tail: bool) -> tuple[Rule, ...]:
        """The rules that strike `block`: those of the document's language first, both in the order of the
        packs. `in_head` and `in_tail` say that it stands in the first or last part of the page."""
        spoken = self._spoken.get(block.position)
        if spoken is None:
            return ()
        given = {Scope.LINE}
        if block.role is Role.HEADING:
            given.add(Scope.HEADING)
        if in_head:
            given.add(Scope.HEAD)
        if in_tail:
            given.add(Scope.TAIL)
        return tuple(rule for rule in spoken if not given.isdisjoint(rule.scope))


class RuleSet:
    """Rules that match. Never changes after it is made, but for what it keeps of them; pickles as its rules.

    `rules`   in the order of the packs.
    `ahead`   what is known of patterns, of these rules or others.

    Its methods raise RuleRefused for a rule with a pattern that cannot be translated or compiled, once they
    come to it; `load_rules` lets no such rule in.
    """

    def __init__(self, rules: Iterable[Rule], ahead: DerivedPatterns | None = None) -> None:
        self.rules = tuple(rules)
        self.ahead = ahead or {}
        self._automata: list[Automaton] = []
        self._of: dict[str, list[Automaton]] = {}
        for number, rule in enumerate(self.rules):
            self._of[rule.id] = automata_of(number, rule, self.ahead)
            self._automata += self._of[rule.id]
        self._longest = max((_longest(rule) for rule in self.rules if not _of_pages(rule)), default=0)
        self._made: dict[tuple[str | None, bool], Sieve] = {}
        self._speaking: dict[tuple[str | None, bool], frozenset[int]] = {}

    @cached_property
    def digest(self) -> str:
        """12 hexadecimal digits that change with any rule."""
        return hashlib.sha256(repr(self.rules).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def compile(self) -> None:
        """Have the automata of all rules made. Raises RuleRefused for a rule that none can be made of."""
        for automaton in self._automata:
            automaton.prepare()

    def prepare(self) -> None:
        """Make ready for documents of any language what else the first ones would have to wait for.

        What one language adds is made ready when the first document of that language comes.
        """
        for of_pages in (False, True):
            self._sieve(None, of_pages=of_pages)
        for automaton in self._automata:
            if self.rules[automaton.number].speaks(None):
                automaton.prepare()

    def derived(self) -> DerivedPatterns:
        """What is made of every pattern, to be given to the next set of the same rules as `ahead`."""
        return {key: made for automaton in self._automata for key, made in automaton.derived().items()}

    def __reduce__(self) -> tuple[type[RuleSet], tuple[tuple[Rule, ...]]]:
        return RuleSet, (self.rules,)

    def _sieves(self, language: str | None, *, of_pages: bool) -> list[Sieve]:
        """Of the rules that fire in any document, and of those that only this language adds."""
        sieves = [self._sieve(each, of_pages=of_pages) for each in dict.fromkeys((None, language))]
        return [sieve for sieve in sieves if sieve]

    def _sieve(self, language: str | None, *, of_pages: bool) -> Sieve:
        if (language, of_pages) not in self._made:
            self._made[language, of_pages] = Sieve(
                (which, need, automaton.limit)
                for which, automaton in enumerate(self._automata)
                if self._adds(self.rules[automaton.number], language, of_pages=of_pages)
                for need in automaton.needs()
            )
        return self._made[language, of_pages]

    @staticmethod
    def _adds(rule: Rule, language: str | None, *, of_pages: bool) -> bool:
        if _of_pages(rule) is not of_pages or not rule.speaks(language):
            return False
        return language is None or not rule.speaks(None)

    def read(self, blocks: Sequence[Block], *, language: str | None) -> Reading:
        """What the rules say of the blocks of a document. Code is never struck: what reads like a
        placeholder there is what the article shows.

        `language` is the document's, as ISO 639-1, None where it is unknown.
        """
        read = [
            block for block in blocks if block.role is not Role.CODE and block.text.count(" ") < self._longest
        ]
        speaking = self._speaking_in(language, linked=any(block.link_share for block in read))
        found = self._found([block.text for block in read], self._sieves(language, of_pages=False), speaking)
        return Reading(
            {
                read[index].position: tuple(sorted(spoken, key=lambda rule: language not in rule.languages))
                for index, rules in found.items()
                if (spoken := [rule for rule in rules if rule.min_link_share <= read[index].link_share])
            }
        )

    def match(self, block: Block, *, language: str | None, in_head: bool, in_tail: bool) -> tuple[Rule, ...]:
        """The rules that strike a single block; `read` is for the blocks of a document."""
        return self.read([block], language=language).match(block, in_head=in_head, in_tail=in_tail)

    def fires(self, rule: Rule, text: str, *, link_share: float = 0.0) -> bool:
        """Whether one rule of this set strikes `text` where it may fire, whatever the language."""
        kept = plain(text)
        if word_count(kept) > _longest(rule) or rule.min_link_share > link_share:
            return False
        read = (kept if rule.cased else folded(kept)).encode()
        return any(automaton.match(read) for automaton in self._of[rule.id])

    def evidence(self, texts: Sequence[str], *, language: str | None) -> dict[int, tuple[Rule, ...]]:
        """By index of each of `texts` (the title, the blocks) on which rules of scope page fire, these in the
        order of the packs."""
        speaking = self._speaking_in(language, linked=True)
        found = self._found(texts, self._sieves(language, of_pages=True), speaking)
        return {index: tuple(rules) for index, rules in found.items()}

    def _found(
        self, texts: Sequence[str], sieves: Sequence[Sieve], speaking: frozenset[int]
    ) -> dict[int, list[Rule]]:
        """By index of each text, those of the rules `speaking` that match it and take so many words."""
        kept, lowered = fold_lines(texts)
        lines = Lines(lowered)
        automata = self._automata
        fired: dict[int, set[int]] = {}
        for sieve in sieves:
            for index, candidates in sieve.candidates(lines, speaking):
                words = word_count(kept[index])
                small = lowered[index].encode()
                for which in candidates:
                    automaton = automata[which]
                    if words <= automaton.limit and automaton.match(
                        kept[index].encode() if automaton.cased else small
                    ):
                        fired.setdefault(index, set()).add(automaton.number)
        return {index: [self.rules[number] for number in sorted(fired[index])] for index in sorted(fired)}

    def _speaking_in(self, language: str | None, *, linked: bool) -> frozenset[int]:
        """The automata, by index, of the rules that may fire in a document of this language, `linked` if it
        has links."""
        if (language, linked) not in self._speaking:
            speak = [rule.speaks(language) and (linked or not rule.min_link_share) for rule in self.rules]
            self._speaking[language, linked] = frozenset(
                which for which, automaton in enumerate(self._automata) if speak[automaton.number]
            )
        return self._speaking[language, linked]


def _longest(rule: Rule) -> int:
    return rule.max_words or NO_LIMIT


def _of_pages(rule: Rule) -> bool:
    return Scope.PAGE in rule.scope
