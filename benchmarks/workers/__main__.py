"""`python -m benchmarks.workers`: what worker processes cost, ours beside pebble's."""

from __future__ import annotations

import argparse
import logging
from dataclasses import fields
from pathlib import Path

import uvloop
from rich.console import Console
from rich.progress import Progress

from benchmarks.workers import report
from benchmarks.workers.run import Plan, run, steps

RESULTS = Path(__file__).parents[1] / "results"


def main() -> None:
    """Measure, print the table, write the JSON."""
    options = vars(_parser().parse_args())
    path: Path = options.pop("json")
    plan = Plan(**options)
    logging.getLogger("app.workers").setLevel(logging.ERROR)  # that workers are replaced is the purpose
    # No thread of its own that redraws: its CPU would be taken for that of an idle front process.
    with Progress(console=Console(stderr=True), auto_refresh=False) as progress:
        rounds = progress.add_task("rounds, then the service", total=steps(plan))
        progress.refresh()

        def advance() -> None:
            progress.update(rounds, advance=1, refresh=True)

        samples = run(plan, advance, uvloop.new_event_loop)
    report.print_table(Console(highlight=False, width=150), samples)
    report.write_json(path, samples, plan)
    print(f"written: {path}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--json", type=Path, default=RESULTS / "workers.json", help="where the figures go")
    for field in fields(Plan):
        flag = f"--{field.name.replace('_', '-')}"
        parser.add_argument(
            flag, type=type(field.default), default=field.default, help="default: %(default)s"
        )
    return parser


if __name__ == "__main__":
    main()
