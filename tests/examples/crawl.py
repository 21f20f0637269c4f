"""A crawl as someone runs it: a copy of examples/scrapy, the `scrapy` command, and what it leaves behind."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.running import PATIENCE, ROOT

STATS = re.compile(r"Dumping Scrapy stats:\n(\{.*?\})\n", re.DOTALL)
MOMENT = re.compile(r"datetime\.datetime\(.*?tzinfo=datetime\.timezone\.utc\)", re.DOTALL)


class Crawl:
    """`scrapy crawl site` in a folder of its own; settings go in as `-s`."""

    def __init__(self, folder: Path, site: str, service: str, **settings: object) -> None:
        self.folder = folder / "scrapy"
        shutil.copytree(ROOT / "examples" / "scrapy", self.folder)
        fast = {"DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "CLEANCOPY_URL": service}
        options = [word for name, value in (fast | settings).items() for word in ("-s", f"{name}={value}")]
        self._log = (folder / "log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"url={site}/", *options],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT / "client")},
            stdout=self._log,
            stderr=self._log,
        )

    def finish(self) -> dict[str, Any]:
        """Wait for its end. Returns Scrapy's stats, without those that are moments."""
        try:
            code = self.process.wait(3 * PATIENCE)
        finally:
            self.process.kill()
        found = STATS.search(self.log())
        assert code == 0, self.log()
        assert found is not None, self.log()
        stats: dict[str, Any] = ast.literal_eval(MOMENT.sub("None", found[1]))
        return stats

    def log(self) -> str:
        """All that it has said."""
        self._log.seek(0)
        return self._log.read()

    def rows(self, name: str) -> list[dict[str, Any]]:
        """What a feed has."""
        lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]
