"""Counts what the service answers, and judges it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.table import Table

if TYPE_CHECKING:
    from rich.console import Console

    from benchmarks.accuracy.data import Sample
    from benchmarks.service.client import Reply

FIELDS = ("title", "date", "author", "body")

#: Cleaning clean text changes nothing: at least this share of bodies must come back as they are.
UNCHANGED = 0.99

_SHOWN = 20


@dataclass(slots=True)
class Tally:
    """The counts of one run; `failed` and `changed` name each document."""

    statuses: Counter[int] = field(default_factory=Counter)
    refused: int = 0
    documents: Counter[str] = field(default_factory=Counter)
    verdicts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    missing: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    struck: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    warnings: Counter[str] = field(default_factory=Counter)
    failed: list[dict[str, Any]] = field(default_factory=list)
    sent_again: int = 0
    changed: list[dict[str, str]] = field(default_factory=list)
    seconds: list[tuple[float, str]] = field(default_factory=list)

    def count(self, sample: Sample, reply: Reply) -> None:
        """Count the answer to a document of the sets."""
        self._count_reply(sample.name, reply)
        if reply.status != 200:
            return
        self.documents[sample.set] += 1
        self.verdicts[sample.set][reply.answer["verdict"]] += 1
        self.missing[sample.set].update(name for name in FIELDS if reply.answer[name] is None)
        self.struck[sample.kind].update(block["kind"] for block in reply.answer["struck"])
        self.warnings.update(reply.answer["warnings"])

    def count_again(self, sample: Sample, body: str, reply: Reply) -> None:
        """Count the answer to a body that was sent again as text."""
        name = f"{sample.name} again"
        self._count_reply(name, reply)
        if reply.status != 200:
            return
        self.sent_again += 1
        if reply.answer["body"] != body:
            before, after = first_difference(body, reply.answer["body"] or "")
            rules = ", ".join(sorted({block["rule"] for block in reply.answer["struck"]}))
            self.changed.append({"document": sample.name, "before": before, "after": after, "rules": rules})

    def unchanged(self) -> float:
        """The share of bodies that came back as they were sent."""
        return 1 - len(self.changed) / self.sent_again if self.sent_again else 1.0

    def complaints(self) -> list[str]:
        """What the service must not do and did; empty after a good run."""
        found = []
        broken = sum(count for status, count in self.statuses.items() if status >= 500 or status == 0)
        if broken:
            found.append(f"{broken} answers with 5xx, or none at all")
        lost = sum(failure["code"] in ("worker_lost", "out_of_memory") for failure in self.failed)
        if lost:
            found.append(f"{lost} documents cost a worker")
        if self.unchanged() < UNCHANGED:
            found.append(
                f"{self.unchanged():.2%} of bodies come back unchanged, at least {UNCHANGED:.0%} must"
            )
        return found

    def summary(self) -> dict[str, Any]:
        """Everything as plain values for JSON, durations in milliseconds."""
        ranked = sorted(self.seconds, reverse=True)
        return {
            "statuses": dict(self.statuses),
            "refused": self.refused,
            "documents": dict(self.documents),
            "verdicts": {name: dict(counts) for name, counts in self.verdicts.items()},
            "missing": {name: dict(counts) for name, counts in self.missing.items()},
            "struck": {kind: dict(counts.most_common()) for kind, counts in self.struck.items()},
            "warnings": dict(self.warnings.most_common()),
            "failed": self.failed,
            "sent_again": self.sent_again,
            "unchanged": self.unchanged(),
            "changed": self.changed,
            "slowest_ms": {name: round(seconds * 1000) for seconds, name in ranked[:_SHOWN]},
            "complaints": self.complaints(),
        }

    def print(self, console: Console) -> None:
        """The counts as tables, then the documents that failed or changed."""
        console.print(f"statuses: {dict(self.statuses)}; asked to wait: {self.refused} times")
        verdicts = sorted({verdict for counts in self.verdicts.values() for verdict in counts})
        _print_counts(console, "verdicts", self.verdicts, verdicts, self.documents)
        _print_counts(console, "missing fields", self.missing, FIELDS, self.documents)
        kinds = sorted({kind for counts in self.struck.values() for kind in counts})
        _print_counts(console, "struck blocks by kind", self.struck, kinds, None)
        console.print(f"warnings: {dict(self.warnings.most_common())}", markup=False)
        for failure in self.failed[:_SHOWN]:
            console.print(f"failed: {failure}", markup=False)
        console.print(f"sent again: {self.sent_again}, unchanged: {self.unchanged():.2%}")
        for change in self.changed[:_SHOWN]:
            rules = change["rules"] or "nothing struck"
            console.print(f"changed: {change['document']}  [{rules}]", markup=False)
            console.print(f"  - {change['before'][:160]!r}\n  + {change['after'][:160]!r}", markup=False)
        console.print(
            f"slowest: {[(name, round(seconds, 2)) for seconds, name in sorted(self.seconds)[-5:]]}"
        )

    def _count_reply(self, name: str, reply: Reply) -> None:
        self.statuses[reply.status] += 1
        self.refused += reply.refused
        self.seconds.append((reply.seconds, name))
        if reply.status != 200:
            code = reply.answer.get("code")
            self.failed.append({"document": name, "status": reply.status, "code": code})


def first_difference(before: str, after: str) -> tuple[str, str]:
    """The first line in which two texts differ, as each has it; `<end>` where one has ended."""
    one, two = ([*text.split("\n"), "<end>"] if text else ["<end>"] for text in (before, after))
    return next((pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]), ("", ""))


def _print_counts(
    console: Console,
    title: str,
    rows: dict[str, Counter[str]],
    columns: tuple[str, ...] | list[str],
    totals: Counter[str] | None,
) -> None:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    if totals is not None:
        table.add_column("documents", justify="right")
    for column in columns:
        table.add_column(column, justify="right")
    for name, counts in rows.items():
        total = [] if totals is None else [str(totals[name])]
        table.add_row(name, *total, *(str(counts[column] or "") for column in columns))
    console.print(table)
