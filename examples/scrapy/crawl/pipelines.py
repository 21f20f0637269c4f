"""The pipeline: each page goes to Cleancopy, and an item comes back, whatever happens."""

from __future__ import annotations

import asyncio
import logging
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cleancopy.client import Article, AsyncClient, CleancopyError, Retries, Unavailable
from crawl.items import CleanedPage, FailedPage, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.crawler import Crawler
    from tenacity import AsyncRetrying, RetryCallState

GONE = "cleancopy_unavailable"
"""Why the spider is closed once the service has been away for too long."""

LONGEST_WAIT = 3.0
"""Seconds between two tries. A sidecar has one caller, so it may ask sooner than a fleet should."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class CountedRetries(Retries):
    """Retries that tell `count` the code of each error that is followed by another try."""

    count: Callable[[str], None]

    def async_retrying(self) -> AsyncRetrying:
        """As the client makes them, and counted."""
        return super().async_retrying().copy(before_sleep=self._before_sleep)

    def _before_sleep(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome is not None else None
        if isinstance(error, CleancopyError):
            self.count(error.code)


class CleancopyPipeline:
    """Turns each Page into a CleanedPage or a FailedPage; other items pass.

    At most CLEANCOPY_CONNECTIONS pages are with the service. The others wait here, and Scrapy, which counts
    the bytes of their responses (SCRAPER_SLOT_MAX_ACTIVE_SIZE), fetches no more until they are through. What
    is retryable is tried again by the client for CLEANCOPY_PATIENCE_SECONDS. If the service is still away
    then, the spider is closed, and what has been fetched is tried once more each.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._connections = crawler.settings.getint("CLEANCOPY_CONNECTIONS")
        self._places = asyncio.Semaphore(self._connections)
        self._in_flight = 0
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleancopyPipeline:
        """As Scrapy makes it."""
        return cls(crawler)

    async def open_spider(self) -> None:
        """Make the clients; the service need not be there yet."""
        patience = self._crawler.settings.getfloat("CLEANCOPY_PATIENCE_SECONDS")
        retries = CountedRetries(total=patience, longest=LONGEST_WAIT, count=self._count_retry)
        self._patient = self._client(retries)
        self._impatient = self._client(Retries(total=0))

    async def close_spider(self) -> None:
        """Close the connections."""
        await self._patient.aclose()
        await self._impatient.aclose()

    async def process_item(self, item: Any) -> Any:
        """Have a page cleaned. Returns when it has been, or cannot be."""
        if not isinstance(item, Page):
            return item
        async with self._places:
            self._in_flight += 1
            self._stats.max_value("cleancopy/in_flight_max", self._in_flight)
            try:
                return self._cleaned(item, await self._clean(item))
            except CleancopyError as error:
                return self._failed(item, error)
            finally:
                self._in_flight -= 1

    async def _clean(self, page: Page) -> Article:
        client = self._patient if self._closing is None else self._impatient
        return await client.clean(
            html=page.content, url=page.url, fetched_at=page.fetched_at, charset=page.charset
        )

    def _cleaned(self, page: Page, article: Article) -> CleanedPage:
        self._stats.inc_value("cleancopy/cleaned")
        self._stats.inc_value(f"cleancopy/cleaned/{article.verdict}")
        answer = article.model_dump(exclude={"struck", "kept"})
        return CleanedPage(url=page.url, fetched_at=page.fetched_at, article=answer)

    def _failed(self, page: Page, error: CleancopyError) -> FailedPage:
        self._stats.inc_value("cleancopy/failed")
        self._stats.inc_value(f"cleancopy/failed/{error.code}")
        log.warning("%s is not cleaned: %s: %s", page.url, error.code, error.detail)
        if isinstance(error, Unavailable) and self._closing is None:
            log.error("Cleancopy does not come back, the spider is closed")
            # A task, for Scrapy closes a spider only when its items are through, of which this is one.
            closing = self._crawler.engine.close_spider_async(reason=GONE)
            self._closing = asyncio.ensure_future(closing)
        members = ("code", "detail", "status", "retryable", "request_id")
        return FailedPage(
            url=page.url,
            fetched_at=page.fetched_at,
            charset=page.charset,
            error={name: getattr(error, name) for name in members},
            content=b64encode(page.content).decode(),
        )

    def _client(self, retries: Retries) -> AsyncClient:
        settings = self._crawler.settings
        return AsyncClient(
            settings.get("CLEANCOPY_URL"),
            api_key=settings.get("CLEANCOPY_API_KEY"),
            connections=self._connections,
            retries=retries,
        )

    def _count_retry(self, code: str) -> None:
        self._stats.inc_value("cleancopy/retried")
        self._stats.inc_value(f"cleancopy/retried/{code}")

    @property
    def _stats(self) -> Any:
        return self._crawler.stats
