"""`python -m benchmarks.batch`: documents through one connection, and what the service holds meanwhile.

It ends with status 1 if an id is lost or doubled, or a document is not cleaned.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
from rich.console import Console

from benchmarks.batch.stream import run

RESULTS = Path(__file__).parents[1] / "results"
MEBIBYTE = 1024 * 1024
WARM = 0.1
"""Share of the answers after which memory is taken to be what it stays at."""


def main() -> None:
    """Start the service, send everything, print and write the counts."""
    options = _parser().parse_args()
    console = Console(highlight=False, soft_wrap=True)
    RESULTS.mkdir(exist_ok=True)
    environment = os.environ | {"CLEANCOPY_WORKERS": str(options.workers), "CLEANCOPY_LOG_LEVEL": "warning"}
    command = [sys.executable, "-m", "app.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as service:  # noqa: S603
        try:
            assert service.stdout is not None  # noqa: S101
            url = service.stdout.readline().split()[-1]
            while httpx.get(f"{url}/readyz").status_code != httpx.codes.OK:
                time.sleep(0.1)
            summary = _measure(url, psutil.Process(service.pid), options, console)
        finally:
            service.terminate()
    console.print_json(json.dumps(summary))
    (RESULTS / "batch.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    if summary["lost"] or summary["doubled"] or summary["errors"]:
        sys.exit("not every document came back once and clean")


def _measure(
    url: str, service: psutil.Process, options: argparse.Namespace, console: Console
) -> dict[str, object]:
    held: list[tuple[int, int, int]] = []

    def seen(answers: int) -> None:
        workers = sum(child.memory_info().rss for child in service.children(recursive=True))
        held.append((answers, service.memory_info().rss, workers))
        if answers % 10_000 == 0:
            _, front, behind = held[-1]
            console.print(f"{answers} answers; {front / MEBIBYTE:.0f} + {behind / MEBIBYTE:.0f} MiB")

    start = time.perf_counter()
    counts = asyncio.run(
        run(url, options.lines, ordered=options.ordered, compressed=options.compressed, seen=seen)
    )
    seconds = time.perf_counter() - start
    fronts = [front / MEBIBYTE for answers, front, _ in held if answers >= options.lines * WARM]
    return counts.summary() | {
        "seconds": round(seconds, 1),
        "documents_a_second": round(options.lines / seconds, 1),
        "front_mib_first": round(fronts[0], 1),
        "front_mib_last": round(fronts[-1], 1),
        "front_mib_most": round(max(fronts), 1),
        "workers_mib_last": round(held[-1][2] / MEBIBYTE, 1),
        "command": " ".join(sys.argv[1:]),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--ordered", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--compressed", action=argparse.BooleanOptionalAction, default=True)
    return parser


if __name__ == "__main__":
    main()
