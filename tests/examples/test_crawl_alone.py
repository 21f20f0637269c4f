"""A Scrapy crawl whose service stays away, and what is done once it is back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.examples.crawl import Crawl, Outcome, project
from tests.examples.site import Site, paths
from tests.running import PATIENCE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.running import RunningService

MAY_WAIT = 20_000
"""Bytes. Scrapy counts each response as 1024 at least."""

AT_ONCE = 16
"""Requests that may be under way when no more are begun."""

SEND_AGAIN = re.search(
    r"```python\n(.*?)```", (ROOT / "docs" / "scrapy.md").read_text(encoding="utf-8"), re.DOTALL
)


@dataclass(frozen=True)
class Alone:
    """A crawl that gave up; its site can still be crawled."""

    folder: Path
    site: Site
    served: Counter[str]
    outcome: Outcome


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, tell: Callable[[str], None]) -> Iterator[Alone]:
    """A crawl that nobody answers."""
    folder = project(tmp_path_factory.mktemp("alone"))
    settings = {"CLEANCOPY_PATIENCE_SECONDS": 1, "SCRAPER_SLOT_MAX_ACTIVE_SIZE": MAY_WAIT, "JOBDIR": "state"}
    with Site() as site:
        outcome = Crawl(folder, site.url, "http://127.0.0.1:9", **settings).finish()
        tell(f"no service: {outcome.line(site.served)}")
        yield Alone(folder, site, site.served.copy(), outcome)


def test_the_spider_is_closed(alone: Alone) -> None:
    assert alone.outcome.stats["finish_reason"] == "cleancopy_unavailable"


def test_every_page_that_was_fetched_is_kept(alone: Alone) -> None:
    assert Counter(row["path"] for row in alone.outcome.failures) == alone.served
    assert {(row["error"]["code"], row["error"]["retryable"]) for row in alone.outcome.failures} == {
        ("unreachable", True)
    }


def test_no_more_is_fetched_than_may_wait(alone: Alone) -> None:
    assert alone.served.total() <= MAY_WAIT // 1024 + 1 + AT_ONCE


def test_the_rest_is_done_once_the_service_is_there(
    alone: Alone, service: RunningService, tell: Callable[[str], None]
) -> None:
    outcome = Crawl(alone.folder, alone.site.url, service.url, JOBDIR="state").finish()

    tell(f"and then: {outcome.line(alone.site.served)}")
    assert alone.site.served == Counter(dict.fromkeys(paths(), 1))
    assert outcome.paths() == Counter(dict.fromkeys(paths(), 1))
    assert outcome.failures == alone.outcome.failures

    assert SEND_AGAIN is not None
    program = SEND_AGAIN[1].replace("http://127.0.0.1:8000", service.url)
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=alone.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "client")},
        timeout=PATIENCE,
        check=True,
    )
    urls = re.findall(r'^{"url": "(.*?)"', (alone.folder / "articles.jsonl").read_text("utf-8"), re.MULTILINE)
    assert Counter(urls) == Counter(alone.site.url + path for path in paths())
