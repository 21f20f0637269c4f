"""A crawl as someone runs it: a copy of examples/scrapy, the `scrapy` command, and what it leaves behind."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.running import PATIENCE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

STATS = re.compile(r"Dumping Scrapy stats:\n(\{.*?\})\n", re.DOTALL)
MOMENT = re.compile(r"datetime\.datetime\(.*?tzinfo=datetime\.timezone\.utc\)", re.DOTALL)


def project(folder: Path) -> Path:
    """A copy of the example, where a crawl may write."""
    copied = folder / "scrapy"
    shutil.copytree(ROOT / "examples" / "scrapy", copied)
    return copied


@dataclass(frozen=True)
class Outcome:
    """What a crawl left: rows, with the path beside the URL, and Scrapy's stats, with None for moments."""

    articles: list[dict[str, Any]]
    failures: list[dict[str, Any]]
    stats: dict[str, Any]

    def paths(self) -> Counter[str]:
        """Every page that came out, in whichever feed."""
        return Counter(row["path"] for row in self.articles + self.failures)

    def line(self, served: Counter[str]) -> str:
        """For the report."""
        kept = [
            f"{name.removeprefix('cleancopy/')} {value}"
            for name, value in self.stats.items()
            if "copy/" in name
        ]
        return (
            f"{served.total()} answers for {len(served)} pages; {len(self.articles)} articles and "
            f"{len(self.failures)} failures for {len(self.paths())} pages; {', '.join(kept)}"
        )


class Crawl:
    """`scrapy crawl site` in a copy of the example; settings go in as `-s`."""

    def __init__(self, folder: Path, site: str, service: str, **settings: object) -> None:
        self._folder, self._site = folder, site
        fast = {"DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "CLEANCOPY_URL": service}
        options = [word for name, value in (fast | settings).items() for word in ("-s", f"{name}={value}")]
        self._log = folder / "log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"url={site}/", *options],
                cwd=folder,
                env=os.environ | {"PYTHONPATH": str(ROOT / "client")},
                stderr=log,
            )

    def finish(self) -> Outcome:
        """Wait for its end, and read what it wrote."""
        try:
            code = self.process.wait(3 * PATIENCE)
        finally:
            self.process.kill()
        log = self._log.read_text(encoding="utf-8")
        found = STATS.search(log)
        assert code == 0, log
        assert found is not None, log
        stats = ast.literal_eval(MOMENT.sub("None", found[1]))
        return Outcome(self._rows("articles.jsonl"), self._rows("failures.jsonl"), stats)

    def _rows(self, name: str) -> list[dict[str, Any]]:
        lines = (self._folder / name).read_text(encoding="utf-8").splitlines()
        return [row | {"path": row["url"].removeprefix(self._site)} for row in map(json.loads, lines)]
