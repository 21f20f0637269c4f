"""The table at the end of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.table import Table

from tests.chaos.tally import Tally, replaced

if TYPE_CHECKING:
    from collections import Counter

COLUMNS = (
    "scenario",
    "sent",
    "200",
    "other answers",
    "lost",
    "p50 ms",
    "p99 ms",
    "memory MiB",
    "workers replaced",
)


@dataclass(slots=True)
class Report:
    """Rows of strings under COLUMNS."""

    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, scenario: str, tally: Tally, *, log: str, memory: float = 0.0) -> None:
        """Write down what was counted. `memory` is the peak of all processes, `log` that of the service."""
        codes = tally.codes()
        good = codes.pop("ok", 0)
        row = (
            scenario,
            f"{tally.sent}",
            f"{good}",
            _listed(codes),
            f"{tally.lost}",
            f"{tally.quantile(0.5) * 1000:.0f}",
            f"{tally.quantile(0.99) * 1000:.0f}",
            f"{memory:.0f}" if memory else "",
            _listed(replaced(log)),
        )
        self.rows.append(row)

    def table(self) -> Table:
        """For a terminal."""
        table = Table()
        for number, column in enumerate(COLUMNS):
            table.add_column(column, justify="left" if number in {0, 3, 8} else "right")
        for row in self.rows:
            table.add_row(*row)
        return table

    def markdown(self) -> str:
        """For a document."""
        lines = (COLUMNS, ("---",) * len(COLUMNS), *self.rows)
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())
