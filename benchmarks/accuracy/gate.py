"""`python -m benchmarks.accuracy.gate --data <folder>`: fails where accuracy fell below its floors.

A regression check on a fixed sample, not a claim: see benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from benchmarks.accuracy.display import progress_display, wide_console
from benchmarks.accuracy.floors import Floors, checks, floor_for, scores
from benchmarks.accuracy.report import print_failures
from benchmarks.accuracy.run import RESULTS, Options, run
from benchmarks.accuracy.sample import TooFewError, choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from benchmarks.accuracy.floors import Check

FLOORS = Path(__file__).parents[1] / "floors.json"

#: Seconds a document: whether it hangs is asked here, not how fast it is on a busy machine.
_TIME_LIMIT = 120
_LOST_SHOWN = 8
#: Room over a floor from which on it is worth raising.
_MUCH = 0.01


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if every metric holds its floor, 1 if one fell or a document failed, 2 if there is no sample."""
    options = _parser().parse_args(arguments)
    console = wide_console()
    floors = Floors.read(options.floors)
    try:
        samples = choose(options.data, floors.sample)
    except TooFewError as error:
        console.print(f"gate: {error}: nothing was checked", markup=False, soft_wrap=True)
        return 2
    run_options = Options(results=options.results, jobs=options.jobs, time_limit=_TIME_LIMIT)
    with progress_display() as start:
        results = run(samples, ["ours"], run_options, start)
    print_failures(console, results)
    if any(result.failure for _, result in results["ours"]):
        console.print("gate: documents failed: their figures would mean nothing")
        return 1
    found = list(checks(floors, results["ours"]))
    _print_table(console, found)
    fallen = [check for check in found if check.fell]
    moved = _move(floors, found, lower=options.lower_floors, higher=options.raise_floors)
    for line in moved:
        console.print(line)
    if options.lower_floors or (options.raise_floors and not fallen):
        floors.pages = scores(results["ours"])
        floors.write(options.floors)
        console.print(f"written: {options.floors}", soft_wrap=True)
    if fallen and not options.lower_floors:
        for check in fallen:
            _print_fall(console, check, options.data)
        return 1
    without = [check for check in found if check.floor is None]
    if without and not options.raise_floors:
        names = ", ".join(f"{check.group} {check.metric}" for check in without)
        console.print(f"gate: no floor for {names}: set them with --raise-floors", soft_wrap=True)
        return 1
    if not moved and any(check.floor and check.figure.value > check.floor + _MUCH for check in found):
        console.print("some floors have much room: --raise-floors keeps what was gained")
    return 0


def _move(floors: Floors, found: Sequence[Check], *, lower: bool, higher: bool) -> list[str]:
    lines = []
    for check in found:
        floor = floor_for(check.figure)
        before = check.floor
        if (lower and check.fell) or (higher and not check.fell and (before is None or floor > before)):
            floors.floors.setdefault(check.group, {})[check.metric] = floor
            lines.append(f"floor of {check.group} {check.metric}: {before} -> {floor}")
    return lines


def _print_table(console: Console, found: Sequence[Check]) -> None:
    table = Table(title="accuracy on the fixed sample, beside its floors", title_justify="left")
    for heading in ("group", "metric", "floor", "value", "95 % interval", "room", "documents"):
        table.add_column(heading, justify="left" if heading in ("group", "metric") else "right", no_wrap=True)
    for check in found:
        room = "" if check.floor is None else f"{check.figure.value - check.floor:+.4f}"
        table.add_row(
            check.group,
            check.metric,
            "none" if check.floor is None else f"{check.floor:.3f}",
            f"{check.figure.value:.4f}",
            f"{check.figure.low:.3f} {check.figure.high:.3f}",
            room,
            str(check.figure.pages),
            style="bold red" if check.fell else None,
        )
    console.print(table)


def _print_fall(console: Console, check: Check, data: Path) -> None:
    console.print(
        f"gate: {check.group} {check.metric} is {check.figure.value:.4f}, its floor {check.floor:.3f}"
        f" ({check.figure.pages} documents); {len(check.lost)} have less than when the floors were set",
        markup=False,
        soft_wrap=True,
    )
    for name, before, now in check.lost[:_LOST_SHOWN]:
        console.print(f"   {now - before:+.3f}   {before:.3f} -> {now:.3f}   {name}", soft_wrap=True)
    if check.lost:
        parts = [name.split("/") for name, _, _ in check.lost[:_LOST_SHOWN]]
        text = check.group != "html"
        sets = sorted({"/".join(part[: 2 if text else 1]) for part in parts})
        ids = sorted({part[2 if text else 1] for part in parts})
        console.print(
            f"   see them: python -m benchmarks.accuracy --data {data} --diff ours gold"
            f" --metric {check.metric} --sets {','.join(sets)} --ids {','.join(ids)}",
            soft_wrap=True,
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.gate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="file of the floors and of the sample")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder that keeps results")
    parser.add_argument("--raise-floors", action="store_true", help="raise floors to what is reached now")
    parser.add_argument("--lower-floors", action="store_true", help="lower floors that do not hold")
    return parser


if __name__ == "__main__":
    sys.exit(main())
