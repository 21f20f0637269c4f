"""`python -m benchmarks.bulk --data FOLDER`: the same archive by `cleancopy clean` and `cleancopy bulk`.

Each command cleans it whole, and a page for each actor alone, which is the time it takes to start. It ends
with status 1 if a page is lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from benchmarks.bulk import archive

RESULTS = Path(__file__).parents[1] / "results"

ACTORS = 2

RUNS = {
    "clean, 1 worker": ("clean", "--workers", "1"),
    "bulk, 1 actor": ("bulk", "--actors", "1"),
    "clean, 2 workers": ("clean", "--workers", "2"),
    "bulk, 2 actors": ("bulk", "--actors", "2"),
    "bulk, 1 actor with 2 workers": ("bulk", "--actors", "1", "--workers", "2"),
}


def main() -> None:
    """Write the archive, run each command, print and write the table."""
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive.write(folder / "pages", options.data, options.pages, options.files)
        archive.write(folder / "few", options.data, ACTORS, ACTORS)
        rows = [_measure(run, folder, options.pages) for run in RUNS]
    Console(highlight=False).print(_table(rows))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "bulk.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if any(row["lost"] or row["doubled"] for row in rows):
        sys.exit("not every page came out once")


def _measure(run: str, folder: Path, pages: int) -> dict[str, object]:
    start, _, _ = _timed(run, folder, "few", ACTORS)
    seconds, lost, doubled = _timed(run, folder, "pages", pages)
    return {
        "run": run,
        "pages": pages,
        "seconds": round(seconds, 1),
        "start": round(start, 1),
        "pages_per_second": round(pages / (seconds - start), 1),
        "lost": lost,
        "doubled": doubled,
    }


def _timed(run: str, folder: Path, pages: str, count: int) -> tuple[float, int, int]:
    """Seconds, and how many pages came out never, and more than once."""
    command, *options = RUNS[run]
    output = folder / f"{run} {pages}"
    files = [str(folder / pages), str(output)]
    if command == "clean":
        output.mkdir()
        files = [
            files[0],
            "--output",
            str(output / "articles.parquet"),
            "--errors",
            str(output / "failures.jsonl"),
        ]
        files.append("--quiet")
    begin = time.perf_counter()
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "app.cli", command, *files, *options],
        check=False,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - begin
    if done.returncode > 1:  # 1 says that some pages failed
        sys.exit(done.stderr)
    ids = Counter(_ids(output))
    return seconds, count - len(ids), sum(number > 1 for number in ids.values())


def _ids(output: Path) -> list[str]:
    tables = [*output.glob("*.parquet"), *output.glob("documents/*"), *output.glob("failures/*")]
    found = [value for file in tables for value in pq.read_table(file, columns=["id"])["id"].to_pylist()]
    lines = [
        line for file in output.glob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return found + [json.loads(line)["id"] for line in lines]


def _table(rows: list[dict[str, object]]) -> Table:
    table = Table("run", "pages", "seconds", "of them to start", "pages/s", "lost", "doubled")
    for row in rows:
        table.add_row(*(str(value) for value in _order(row)))
    return table


def _order(row: dict[str, object]) -> list[object]:
    return [row[name] for name in "run pages seconds start pages_per_second lost doubled".split()]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--pages", type=int, default=1600)
    parser.add_argument("--files", type=int, default=16)
    return parser


if __name__ == "__main__":
    main()
