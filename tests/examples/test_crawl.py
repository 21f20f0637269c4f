"""A Scrapy crawl while the service is restarted: what is served comes out, once."""

from __future__ import annotations

import signal
from base64 import b64decode
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.examples.crawl import Crawl, Outcome, project
from tests.examples.site import ARTICLES, Site, marker, page, paths
from tests.running import PATIENCE, RunningService

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS: dict[str, Any] = {"workers": 2, "max_inflated_bytes": 200_000}
TOO_LARGE = {f"/articles/{number}" for number in range(7, ARTICLES, 40)}


@dataclass(frozen=True)
class Crawled:
    """What went in and what came out."""

    served: Counter[str]
    outcome: Outcome


@pytest.fixture(scope="module", params=[signal.SIGTERM, signal.SIGKILL], ids=["restarted", "killed"])
def crawled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, tell: Callable[[str], None]
) -> Crawled:
    """A crawl whose service ends after 100 pages, and is started again after another 40."""
    folder = tmp_path_factory.mktemp("crawl")
    with Site() as site:
        site.open_to(100)
        with RunningService(folder / "first", **SETTINGS) as first:
            crawl = Crawl(project(folder), site.url, first.url)
            site.wait_until_served(100, PATIENCE)
            first.process.send_signal(request.param)
            first.process.wait(PATIENCE)
        site.open_to(140)
        site.wait_until_served(140, PATIENCE)
        site.open_to(float("inf"))
        port = int(first.url.rpartition(":")[2])
        with RunningService(folder / "second", wait=False, port=port, **SETTINGS):
            outcome = crawl.finish()
    tell(f"{request.param.name}: {outcome.line(site.served)}")
    return Crawled(site.served, outcome)


def test_every_page_is_fetched_once(crawled: Crawled) -> None:
    assert crawled.served == Counter(dict.fromkeys(paths(), 1))
    assert crawled.outcome.stats["finish_reason"] == "finished"


def test_every_page_comes_out_once(crawled: Crawled) -> None:
    assert crawled.outcome.paths() == Counter(dict.fromkeys(paths(), 1))


def test_every_article_has_its_own_text_whatever_its_charset(crawled: Crawled) -> None:
    bodies = {row["path"]: row["article"]["body"] for row in crawled.outcome.articles}
    articles = {f"/articles/{number}": marker(number) for number in range(ARTICLES)}

    assert all(bodies.values())
    assert {path for path, sentence in articles.items() if sentence in bodies.get(path, "")} == (
        articles.keys() - TOO_LARGE
    )


def test_a_page_that_is_refused_is_kept_with_the_reason(crawled: Crawled) -> None:
    kept = {row["path"]: row for row in crawled.outcome.failures}

    assert kept.keys() == TOO_LARGE
    for path, row in kept.items():
        assert (row["error"]["code"], row["error"]["status"], row["error"]["retryable"]) == (
            "too_large",
            413,
            False,
        )
        assert b64decode(row["content"]) == page(path)[1]


def test_the_stats_tell_what_happened(crawled: Crawled) -> None:
    stats = crawled.outcome.stats

    assert stats["cleancopy/retried"] >= 1
    assert stats["cleancopy/in_flight_max"] == 8
    assert stats["cleancopy/cleaned"] == len(crawled.outcome.articles)
    assert stats["cleancopy/failed"] == stats["cleancopy/failed/too_large"] == len(TOO_LARGE)
