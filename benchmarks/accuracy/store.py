"""What the tools made of the documents, kept on disk so that an interrupted run goes on where it stopped.

One file a tool, version and set: `<results>/cache/<tool>/<version>/<set>.jsonl`, one document a line by the
digest of its input. Failures are not kept: the next run tries again.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy.tools.tool import Output, Struck

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Versions of a tool that are kept; ours has a new one with every change.
_KEPT_VERSIONS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document.

    `cpu_ms`   CPU milliseconds in the worker, from the bytes to the fields; None if it failed.
    `failure`  `timeout`, `crash` (the worker died) or the exception with its message; None if it went well.
    """

    output: Output
    cpu_ms: float | None = None
    failure: str | None = None


class Store:
    """The results of one version of one tool on one set."""

    def __init__(self, results: Path, tool: str, version: str, name: str) -> None:
        self._path = results / "cache" / tool / version / f"{name.replace('/', '-')}.jsonl"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.parent.touch()
        self._results = dict(self._read())

    def get(self, digest: str) -> Result | None:
        """The kept result for an input, if there is one."""
        return self._results.get(digest)

    def put(self, digest: str, result: Result) -> None:
        """Keep a result; one that is no failure on disk, at once."""
        self._results[digest] = result
        if result.failure is None:
            with self._path.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps({"digest": digest, **asdict(result)}) + "\n")

    def _read(self) -> Iterator[tuple[str, Result]]:
        if not self._path.exists():
            return
        written = self._path.read_bytes()
        # A run that was killed while it wrote leaves half a line behind.
        whole = written[: written.rfind(b"\n") + 1]
        if whole != written:
            self._path.write_bytes(whole)
        for row in map(json.loads, whole.splitlines()):
            yield row["digest"], _result(row)


def forget_old_versions(results: Path, tool: str) -> None:
    """Delete the results of all but the last used versions of a tool."""
    versions = [path for path in (results / "cache" / tool).glob("*") if path.is_dir()]
    versions.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in versions[_KEPT_VERSIONS:]:
        shutil.rmtree(path)


def _result(row: dict[str, Any]) -> Result:
    output = row["output"]
    return Result(
        output=Output(
            body=output["body"],
            title=output["title"],
            date=output["date"],
            authors=tuple(output["authors"]),
            sources=tuple((name, source) for name, source in output["sources"]),
            struck=tuple(Struck(**struck) for struck in output["struck"]),
        ),
        cpu_ms=row["cpu_ms"],
        failure=row["failure"],
    )
