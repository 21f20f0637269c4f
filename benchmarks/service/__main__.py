"""`python -m benchmarks.service --data <folder>`: every document through the real service, cleaned twice.

It ends with status 1 if the service answered 5xx, lost a worker, or changed clean text too often.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from benchmarks.accuracy import data
from benchmarks.service.client import Client
from benchmarks.service.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.accuracy.data import Sample

RESULTS = Path(__file__).parents[1] / "results"

_LOG = RESULTS / "service.log"
_START_SECONDS = 60
_STOP_SECONDS = 30


def main() -> None:
    """Start the service (or take the one at `--url`), send everything, print and write the counts."""
    options = _parser().parse_args()
    console = Console(highlight=False, width=170)
    names = options.sets or data.set_names(options.data)
    samples = [sample for name in names for sample in islice(data.read(options.data, name), options.limit)]
    if options.url:
        tally, metrics = asyncio.run(_send_all(options.url, samples, options.concurrency))
    else:
        with _service() as url:
            tally, metrics = asyncio.run(_send_all(url, samples, options.concurrency))
    tally.print(console)
    workers = [line for line in metrics.splitlines() if "worker" in line and not line.startswith("#")]
    console.print("\n".join(workers), markup=False)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    summary = tally.summary() | {"workers": workers}
    options.json.write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    console.print(f"written: {options.json}")
    if tally.complaints():
        sys.exit("; ".join(tally.complaints()))


async def _send_all(url: str, samples: Sequence[Sample], concurrency: int) -> tuple[Tally, str]:
    tally = Tally()
    waiting = iter(track(samples, description="documents", console=Console(stderr=True)))

    async def send() -> None:
        for sample in waiting:
            reply = await client.clean(sample)
            tally.count(sample, reply)
            if reply.status == 200 and (body := reply.answer["body"]):
                tally.count_again(sample, body, await client.clean_again(body))

    async with Client(url) as client:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(concurrency):
                tasks.create_task(send())
        return tally, await client.metrics()


async def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_SECONDS
    async with Client(url) as client:
        while not await client.ready():
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(f"the service did not become ready, see {_LOG}")
            await asyncio.sleep(0.2)


@contextmanager
def _service() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    _LOG.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(port)]
    with _LOG.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own service
        try:
            url = f"http://127.0.0.1:{port}"
            asyncio.run(_wait_until_ready(url, process))
            yield url
        finally:
            process.terminate()
            process.wait(_STOP_SECONDS)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--sets", type=lambda text: text.split(","), help="such as aed,text/aed; default all")
    parser.add_argument("--limit", type=int, help="only the first so many documents of a set")
    parser.add_argument("--url", help="a service that runs already; default: start one")
    parser.add_argument("--concurrency", type=int, default=4, help="requests at the same time")
    parser.add_argument("--json", type=Path, default=RESULTS / "service.json", help="where the counts go")
    return parser


if __name__ == "__main__":
    main()
