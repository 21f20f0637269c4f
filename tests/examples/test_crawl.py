"""A Scrapy crawl through examples/scrapy: what is served comes out, once, whatever the service does meanwhile."""

from __future__ import annotations

import signal
from base64 import b64decode
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.examples.crawl import Crawl
from tests.examples.site import ARTICLES, Site, marker, page, paths
from tests.running import PATIENCE, RunningService

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS: dict[str, Any] = {"workers": 2, "max_inflated_bytes": 200_000}
TOO_LARGE = {f"/articles/{number}" for number in range(7, ARTICLES, 40)}


@dataclass(frozen=True)
class Outcome:
    """What was served, and what a crawl left: rows with the path in place of the URL."""

    served: Counter[str]
    articles: list[dict[str, Any]]
    failures: list[dict[str, Any]]
    stats: dict[str, Any]

    def count(self) -> str:
        """A line for the report."""
        kept = {name: value for name, value in self.stats.items() if name.startswith("cleancopy/")}
        return (
            f"served {self.served.total()} pages ({len(self.served)} paths), articles {len(self.articles)}, "
            f"failures {len(self.failures)}, {kept}"
        )


def outcome(crawl: Crawl, site: Site) -> Outcome:
    """Wait for the end of a crawl, and count."""
    stats = crawl.finish()
    feeds = [crawl.rows("articles.jsonl"), crawl.rows("failures.jsonl")]
    articles, failures = (
        [row | {"path": row["url"].removeprefix(site.url)} for row in rows] for rows in feeds
    )
    return Outcome(site.served, articles, failures, stats)


@pytest.fixture(scope="module", params=[signal.SIGTERM, signal.SIGKILL], ids=["restarted", "killed"])
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A crawl whose service ends after 100 pages, and is started again after another 40."""
    folder = tmp_path_factory.mktemp("crawl")
    with Site() as site:
        site.open_to(100)
        with RunningService(folder / "first", **SETTINGS) as first:
            crawl = Crawl(folder, site.url, first.url)
            site.wait_until_served(100, PATIENCE)
            first.process.send_signal(request.param)
            first.process.wait(PATIENCE)
        site.open_to(140)
        site.wait_until_served(140, PATIENCE)
        site.open_to(float("inf"))
        with RunningService(folder / "second", port=int(first.url.rpartition(":")[2]), **SETTINGS):
            found = outcome(crawl, site)
    print(found.count())
    return found


def test_every_page_is_fetched_once(crawled: Outcome) -> None:
    assert crawled.served == Counter(dict.fromkeys(paths(), 1))
    assert crawled.stats["finish_reason"] == "finished"


def test_every_page_comes_out_once(crawled: Outcome) -> None:
    out = Counter(row["path"] for row in crawled.articles + crawled.failures)

    assert out == Counter(dict.fromkeys(paths(), 1))


def test_every_article_has_its_own_text_whatever_its_charset(crawled: Outcome) -> None:
    bodies = {row["path"]: row["article"]["body"] for row in crawled.articles}

    assert all(bodies.values())
    assert [path for number in range(ARTICLES) if (path := f"/articles/{number}") in bodies] == [
        path for number in range(ARTICLES) if marker(number) in bodies.get(path := f"/articles/{number}", "")
    ]


def test_a_page_that_is_refused_is_kept_with_the_reason(crawled: Outcome) -> None:
    kept = {row["path"]: row for row in crawled.failures}

    assert kept.keys() == TOO_LARGE
    for path, row in kept.items():
        assert (row["error"]["code"], row["error"]["status"]) == ("too_large", 413)
        content = page(path)
        assert content is not None
        assert b64decode(row["content"]) == content[1]


def test_the_stats_tell_what_happened(crawled: Outcome) -> None:
    stats = crawled.stats

    assert stats["cleancopy/retried"] >= 1
    assert stats["cleancopy/in_flight_max"] == 8
    assert stats["cleancopy/cleaned"] == len(crawled.articles)
    assert stats["cleancopy/failed"] == stats["cleancopy/failed/too_large"] == len(crawled.failures)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def test_a_service_that_stays_away_ends_the_crawl_and_no_page_is_lost(site: Site, tmp_path: Path) -> None:
    settings = {"CLEANCOPY_PATIENCE_SECONDS": 2, "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 20_000}
    found = outcome(Crawl(tmp_path, site.url, "http://127.0.0.1:9", **settings), site)

    print(found.count())
    assert found.stats["finish_reason"] == "cleancopy_unavailable"
    assert Counter(row["path"] for row in found.failures) == found.served
    assert {row["error"]["code"] for row in found.failures} == {"unreachable"}
    assert all(row["error"]["retryable"] for row in found.failures)


def test_no_more_is_fetched_than_may_wait(site: Site, tmp_path: Path) -> None:
    settings = {"CLEANCOPY_PATIENCE_SECONDS": 2, "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 20_000}
    found = outcome(Crawl(tmp_path, site.url, "http://127.0.0.1:9", **settings), site)

    # Scrapy counts a response as 1024 bytes at least, and 16 requests may be under way when that is reached.
    assert found.served.total() <= 20_000 // 1024 + 1 + 16
