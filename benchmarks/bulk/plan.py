"""`python -m benchmarks.bulk.plan`: cores, hours and cost of a large archive, from what was measured."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass

from benchmarks.bulk.__main__ import RESULTS

MEASURED = "bulk, 2 actors"
CORES = 2


@dataclass(frozen=True, slots=True)
class Archive:
    """Numbers of pages and files, and gigabytes of one file as it is stored."""

    pages: float
    files: int
    file_gb: float


def plan(archive: Archive, pages_a_second: float, cores: int, price: float) -> list[tuple[str, str]]:
    """What it takes with so many cores, each as fast as that; `price` is a core-hour's."""
    seconds = archive.pages / pages_a_second
    hours = seconds / 3600 / cores
    read = archive.files * archive.file_gb / (hours * 3600)
    return [
        ("core-hours", f"{seconds / 3600:,.0f}"),
        ("hours", f"{hours:,.1f}"),
        ("cost", f"{seconds / 3600 * price:,.0f}"),
        ("minutes a file", f"{archive.pages / archive.files / pages_a_second / 60:.0f}"),
        ("files a core", f"{archive.files / cores:.1f}"),
        ("read, GB a second", f"{read:.2f}"),
    ]


def main() -> None:
    """Print the plan."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk.plan", description=__doc__)
    parser.add_argument("--cores", type=int, default=1000)
    parser.add_argument("--price", type=float, default=0.04, help="of a core-hour")
    parser.add_argument("--pages", type=float, default=3e9)
    parser.add_argument("--files", type=int, default=90_000)
    parser.add_argument("--file-gb", type=float, default=1.0)
    parser.add_argument("--pages-a-second", type=float, help="of a core; default: as bench-bulk measured")
    options = parser.parse_args()
    rate = options.pages_a_second or _measured()
    archive = Archive(options.pages, options.files, options.file_gb)
    rows = [("pages a second and core", f"{rate:.1f}"), *plan(archive, rate, options.cores, options.price)]
    for name, value in rows:
        print(f"{name:24}{value:>12}")


def _measured() -> float:
    rows = json.loads((RESULTS / "bulk.json").read_text(encoding="utf-8"))
    return next(float(row["pages_per_second"]) for row in rows if row["run"] == MEASURED) / CORES


if __name__ == "__main__":
    main()
