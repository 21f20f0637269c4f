"""How many words of the gold our rules strike, by rule: what a rule costs, beside what it gains."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text as RichText

from benchmarks.accuracy.data import ARTICLE
from benchmarks.accuracy.lines import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from benchmarks.accuracy.data import Sample
    from benchmarks.accuracy.store import Result

#: Marks of what judges by the page's structure or by learning; all others are rules.
_NOT_RULES = ("extractor", "scorer")

_EXAMPLES = 3
_EXAMPLE_WIDTH = 100


def lost_words(sample: Sample, result: Result) -> Iterable[tuple[str, int, str]]:
    """Rule, words and text of each struck block of the gold.

    A block counts if the gold has it and the body has not: what was struck once and kept once is not lost.
    """
    gold, body = Text(sample.gold.body or ""), Text(result.output.body)
    for struck in result.output.struck:
        block = Text(struck.text)
        if block.words and gold.has(block) and not body.has(block):
            yield struck.rule, len(block.words), struck.text


def print_rules_check(console: Console, results: Sequence[tuple[Sample, Result]]) -> None:
    """One table for HTML and one for texts: rules by the gold words that they strike, with examples."""
    for kind in ("html", "text"):
        found = [
            (sample, result)
            for sample, result in results
            if sample.kind == kind and sample.page_type == ARTICLE and sample.gold.body
        ]
        if found:
            _print_table(console, kind, found)


def _print_table(console: Console, kind: str, found: Sequence[tuple[Sample, Result]]) -> None:
    total = sum(len(Text(sample.gold.body or "").words) for sample, _ in found)
    words: dict[str, int] = defaultdict(int)
    pages: dict[str, set[str]] = defaultdict(set)
    examples: dict[str, list[str]] = defaultdict(list)
    for sample, result in found:
        for rule, count, text in lost_words(sample, result):
            words[rule] += count
            pages[rule].add(sample.name)
            examples[rule].append(text)
    by_rules = sum(count for rule, count in words.items() if not rule.startswith(_NOT_RULES))
    title = f"{kind}: rules strike {by_rules / total:.3%} of {total} gold words on {len(found)} documents"
    if not words:
        console.print(title)
        return
    table = Table(title=title, title_justify="left")
    for heading in ("rule", "words", "share", "documents"):
        table.add_column(heading, justify="left" if heading == "rule" else "right", no_wrap=True)
    table.add_column("longest of its lines")
    for rule, count in sorted(words.items(), key=lambda item: -item[1]):
        longest = sorted(set(examples[rule]), key=len, reverse=True)[:_EXAMPLES]
        lines = "\n".join(text[:_EXAMPLE_WIDTH] for text in longest)
        table.add_row(rule, str(count), f"{count / total:.3%}", str(len(pages[rule])), RichText(lines))
    console.print(table)
