"""Counts of a run, and the table of them at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.bulk.record import Meter
    from app.bulk.rows import Row


@dataclass(slots=True)
class Tally:
    """What came of the documents: cleaned ones by verdict, the others by the code of their error.

    `resumed` counts those that a run before this one had done.
    """

    verdicts: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    resumed: int = 0

    @property
    def documents(self) -> int:
        """Number of documents that this run has done."""
        return self.verdicts.total() + self.failures.total()

    def count(self, row: Row) -> None:
        """Count a row of either kind."""
        if "code" in row:
            self.failures[row["code"]] += 1
        else:
            self.verdicts[row["verdict"]] += 1


def table(tally: Tally, meter: Meter, seconds: float) -> str:
    """The counts as lines, each of a name and a figure."""
    rows: list[tuple[str, str]] = [("documents", f"{tally.documents:,}")]
    rows.append(("  cleaned", f"{tally.verdicts.total():,}"))
    rows += [(f"    {name}", f"{count:,}") for name, count in tally.verdicts.most_common()]
    rows.append(("  failed", f"{tally.failures.total():,}"))
    rows += [(f"    {name}", f"{count:,}") for name, count in tally.failures.most_common()]
    if tally.resumed:
        rows.append(("done before", f"{tally.resumed:,}"))
    if meter.skipped:
        rows.append(("records skipped", f"{meter.skipped.total():,}"))
        rows += [(f"  {name}", f"{count:,}") for name, count in meter.skipped.most_common()]
    rows.append(("bytes read", f"{meter.bytes:,}"))
    rows.append(("seconds", f"{seconds:,.1f}"))
    rows.append(("pages/s", f"{tally.documents / seconds if seconds else 0:,.1f}"))
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {figure:>14}" for name, figure in rows)
