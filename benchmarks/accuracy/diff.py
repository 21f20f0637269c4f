"""The pages that one tool loses against another, worst first, with both texts side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from benchmarks.accuracy.data import ARTICLE
from benchmarks.accuracy.lines import Comparison
from benchmarks.accuracy.metrics import bootstrap, mean, snippet_counts
from benchmarks.accuracy.score import is_set
from benchmarks.accuracy.sides import rows, side_by_side
from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from benchmarks.accuracy.data import Gold, Sample
    from benchmarks.accuracy.run import Results
    from benchmarks.accuracy.score import Metric

#: Stands for a tool that makes no mistake: against it, every imperfect page is lost.
GOLD = "gold"


@dataclass(frozen=True, slots=True)
class _Pair:
    """One page as both tools have it; `own` and `other` are their scores."""

    sample: Sample
    first: Output
    second: Output
    own: float
    other: float


def print_diff(
    console: Console, results: Results, tools: tuple[str, str], metric: Metric, worst: int
) -> None:
    """A summary a set and renderer, where lost words went, then the worst pages: articles only."""
    first, second = tools
    pairs = list(_pairs(results, first, second, metric))
    _print_summary(console, pairs, first, second, metric)
    losses = sorted((pair for pair in pairs if pair.own < pair.other), key=lambda pair: pair.own - pair.other)
    by_lines = metric.name in ("body", "shingles")
    if by_lines:
        _print_reasons(console, losses, first, second)
    for rank, pair in enumerate(losses[:worst], start=1):
        console.print()
        console.rule(Text(f"{rank}. {pair.sample.name}", style="bold"), align="left")
        console.print(
            Text(f"{pair.sample.url or ''}   {pair.sample.path or ''}", style="dim"), soft_wrap=True
        )
        scores = f"{first} {pair.own:.3f}   {second} {pair.other:.3f}   {pair.own - pair.other:+.3f}"
        sources = "  ".join(f"{name}: {source}" for name, source in pair.first.sources)
        console.print(Text(f"{metric.name}: {scores}   {sources}"), soft_wrap=True)
        if by_lines:
            _print_lines(console, pair, first, second)
        elif metric.name == "snippets":
            _print_snippets(console, pair, first, second)
        else:
            _print_values(console, pair, first, second, metric.field)


def _pairs(results: Results, first: str, second: str, metric: Metric) -> Iterable[_Pair]:
    samples = {sample.name: sample for tool in results for sample, _ in results[tool]}
    outputs = {tool: {sample.name: result.output for sample, result in results[tool]} for tool in results}
    outputs[GOLD] = {name: _perfect(sample.gold) for name, sample in samples.items()}
    for name, sample in samples.items():
        if sample.page_type != ARTICLE or name not in outputs[first] or name not in outputs[second]:
            continue
        own = metric.of_page(sample.gold, outputs[first][name])
        other = metric.of_page(sample.gold, outputs[second][name])
        if own is not None and other is not None:
            yield _Pair(sample, outputs[first][name], outputs[second][name], own, other)


def _perfect(gold: Gold) -> Output:
    body = "\n".join(gold.wanted) if gold.body is None else gold.body
    return Output(body=body, title=gold.title, date=gold.date, authors=gold.authors)


def _print_summary(console: Console, pairs: Sequence[_Pair], first: str, second: str, metric: Metric) -> None:
    table = Table(title=f"{metric.name}: {first} against {second}", title_justify="left")
    for heading in ("set", "pages", "wins", "losses", "ties", first, second, "difference", "95 % interval"):
        table.add_column(heading, justify="left" if heading == "set" else "right", no_wrap=True)
    groups: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        for group in pair.sample.groups:
            groups[group].append(pair)
    for group, members in sorted(groups.items(), key=lambda item: not is_set(item[0])):
        deltas = [pair.own - pair.other for pair in members]
        wins, losses = sum(delta > 0 for delta in deltas), sum(delta < 0 for delta in deltas)
        low, high = bootstrap([(delta,) for delta in deltas], mean)
        table.add_row(
            group,
            str(len(members)),
            str(wins),
            str(losses),
            str(len(members) - wins - losses),
            f"{fmean(pair.own for pair in members):.4f}",
            f"{fmean(pair.other for pair in members):.4f}",
            f"{fmean(deltas):+.4f}",
            f"{low:+.4f} {high:+.4f}",
        )
    console.print(table)


def _print_reasons(console: Console, losses: Sequence[_Pair], first: str, second: str) -> None:
    """Where the gold words went that the first tool lacks on the pages that it loses."""
    lost: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    added = 0
    for pair in losses:
        comparison = Comparison(pair.sample.gold.body or "", pair.first, pair.second)
        pages.update({line.reasons[0] for line in comparison.lost})
        for line in comparison.lost:
            lost[line.reasons[0]] += line.words
            shared[line.reasons[0]] += line.words if line.shared else 0
        added += sum(line.words for line in comparison.added if not line.shared)
    table = Table(
        title=f"gold words that {first} lacks on the {len(losses)} pages it loses", title_justify="left"
    )
    for heading in ("struck by", "words", f"{second} has", "pages"):
        table.add_column(heading, justify="left" if heading == "struck by" else "right", no_wrap=True)
    for reason, count in lost.most_common(25):
        table.add_row(reason, str(count), str(shared[reason]), str(pages[reason]))
    if lost:
        console.print(table)
    console.print(f"words that {first} has there beyond the gold and {second} has not: {added}")


def _print_lines(console: Console, pair: _Pair, first: str, second: str) -> None:
    comparison = Comparison(pair.sample.gold.body or "", pair.first, pair.second)
    counts = ((GOLD, comparison.gold), (first, comparison.own), (second, comparison.other))
    parts = [f"{name} {len(text.words)}" for name, text in counts]
    lost, added = (sum(line.words for line in lines) for lines in (comparison.lost, comparison.added))
    console.print(Text(f"words: {'   '.join(parts)}   {first} lacks {lost} and has {added} beyond the gold"))
    lines = list(rows(comparison.gold, comparison.own, comparison.other, comparison.lost))
    console.print(side_by_side(lines, first, second))


def _print_snippets(console: Console, pair: _Pair, first: str, second: str) -> None:
    gold = pair.sample.gold
    for name, output in ((first, pair.first), (second, pair.second)):
        for snippet in gold.wanted:
            if not snippet_counts([snippet], [], output.body)[0]:
                lines = Comparison(snippet, output, Output()).lost
                reasons = ", ".join(lines[0].reasons) if lines and output.struck else ""
                console.print(Text(f"- {name} lacks  {snippet!r}  {reasons}", style="red"), soft_wrap=True)
        for snippet in gold.unwanted:
            if snippet_counts([], [snippet], output.body)[1]:
                console.print(Text(f"+ {name} has    {snippet!r}", style="green"), soft_wrap=True)


def _print_values(console: Console, pair: _Pair, first: str, second: str, field: str) -> None:
    width = max(len(GOLD), len(first), len(second))
    holders: dict[str, Gold | Output] = {GOLD: pair.sample.gold, first: pair.first, second: pair.second}
    for name, holder in holders.items():
        console.print(Text(f"  {name:<{width}}  {getattr(holder, field)!r}"), soft_wrap=True)
