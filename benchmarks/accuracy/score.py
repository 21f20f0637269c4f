"""From what the tools made of the samples to one figure a group, tool and metric, each with its interval."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.accuracy import metrics
from benchmarks.accuracy.tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.accuracy.data import Gold, Sample
    from benchmarks.accuracy.metrics import Components
    from benchmarks.accuracy.run import Results
    from benchmarks.accuracy.store import Result
    from benchmarks.accuracy.tools.tool import Output


@dataclass(frozen=True, slots=True)
class Metric:
    """A column of the table.

    `field`    the field of a tool's output that it judges.
    `page`     components of one page, None where the set says nothing about it.
    `combine`  the metric of many pages from the means of their components.
    """

    name: str
    heading: str
    field: str
    page: Callable[[Gold, Output], Components | None]
    combine: Callable[[Sequence[float]], float] = metrics.mean

    def of_page(self, gold: Gold, output: Output) -> float | None:
        """The metric of a single page, None where the set says nothing about it."""
        components = self.page(gold, output)
        return None if components is None else self.combine(components)


def _body(gold: Gold, output: Output) -> Components | None:
    return None if gold.body is None else (metrics.word_f1(gold.body, output.body),)


def _shingles(gold: Gold, output: Output) -> Components | None:
    return None if gold.body is None else metrics.shingle_precision_recall(gold.body, output.body)


def _snippets(gold: Gold, output: Output) -> Components | None:
    if not gold.wanted and not gold.unwanted:
        return None
    return metrics.snippet_counts(gold.wanted, gold.unwanted, output.body)


def _title(gold: Gold, output: Output) -> Components | None:
    return None if gold.title is None else (metrics.same_title(gold.title, output.title),)


def _date(gold: Gold, output: Output) -> Components | None:
    return None if gold.date is None else (metrics.same_day(gold.date, output.date),)


def _authors(gold: Gold, output: Output) -> Components | None:
    return None if not gold.authors else (metrics.author_f1(gold.authors, output.authors),)


METRICS = {
    metric.name: metric
    for metric in (
        Metric("body", "body\nword F1", "body", _body),
        Metric("shingles", "body\nshingle F1", "body", _shingles, metrics.f1_of_means),
        Metric("snippets", "body\nsnippet F1", "body", _snippets, metrics.f1_of_counts),
        Metric("title", "title\nexact", "title", _title),
        Metric("date", "date\nexact", "date", _date),
        Metric("authors", "author\nset F1", "authors", _authors),
    )
}


#: The rows that stand for all sets, and their kind of input.
MEANS = {"mean of sets": "html", "mean of text sets": "text"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over the `pages` that have gold for it; `low` to `high` is its 95 % interval."""

    value: float
    low: float
    high: float
    pages: int


@dataclass(frozen=True, slots=True)
class Row:
    """One tool on one group of documents.

    `cpu_ms` is the mean over documents that did not fail; `failures` are counted by kind.
    """

    group: str
    tool: str
    documents: int
    figures: dict[str, Figure] = field(default_factory=dict)
    cpu_ms: float | None = None
    failures: dict[str, int] = field(default_factory=dict)


#: A document's result, and its components by metric: judged once, counted in every group it belongs to.
_Judged = tuple["Result", dict[str, "Components"]]


def score(results: Results) -> list[Row]:
    """One row a group and tool: sets of articles, other page types, texts by renderer, means over sets."""
    groups: dict[str, dict[str, list[_Judged]]] = defaultdict(lambda: defaultdict(list))
    for tool, found in results.items():
        for sample, result in found:
            judged = result, _judge(tool, sample, result)
            for group in sample.groups:
                groups[group][tool].append(judged)
    rows = [_row(group, tool, found) for group, tools in groups.items() for tool, found in tools.items()]
    # Within the order of the samples: sets, then what is apart from the means.
    rows.sort(key=lambda row: (not is_set(row.group), row.group.startswith("text by ")))
    return rows + list(_means(rows, results))


def _judge(tool: str, sample: Sample, result: Result) -> dict[str, Components]:
    return {
        metric.name: components
        for metric in METRICS.values()
        if metric.field in TOOLS[tool].fields
        and (components := metric.page(sample.gold, result.output)) is not None
    }


def is_set(group: str) -> bool:
    """Whether a group is a set of articles: only these count in the means."""
    return ":" not in group and not group.startswith(("text by ", "mean"))


def _row(group: str, tool: str, found: list[_Judged]) -> Row:
    cpu = [result.cpu_ms for result, _ in found if result.cpu_ms is not None]
    figures = {}
    for metric in METRICS.values():
        pages = [components[metric.name] for _, components in found if metric.name in components]
        if pages:
            value = metric.combine([fmean(column) for column in zip(*pages, strict=True)])
            figures[metric.name] = Figure(value, *metrics.bootstrap(pages, metric.combine), len(pages))
    return Row(
        group=group,
        tool=tool,
        documents=len(found),
        figures=figures,
        cpu_ms=fmean(cpu) if cpu else None,
        failures=dict(Counter(result.failure.split(":")[0] for result, _ in found if result.failure)),
    )


def _means(rows: Sequence[Row], tools: Iterable[str]) -> Iterable[Row]:
    """Means over the sets, each set with one voice; intervals of means are left out, sets are few."""
    for group, kind in MEANS.items():
        for tool in tools:
            own = [
                row
                for row in rows
                if row.tool == tool
                and is_set(row.group)
                and row.group.startswith("text/") == (kind == "text")
            ]
            if not own:
                continue
            figures = {}
            for name in METRICS:
                values = [row.figures[name].value for row in own if name in row.figures]
                if values:
                    value = fmean(values)
                    figures[name] = Figure(value, value, value, len(values))
            cpu = [row.cpu_ms for row in own if row.cpu_ms is not None]
            failures = sum((Counter(row.failures) for row in own), Counter[str]())
            documents = sum(row.documents for row in own)
            yield Row(group, tool, documents, figures, fmean(cpu) if cpu else None, dict(failures))
