"""Every HTML page of a site: scrapy crawl site -a url=https://quaypost.example/."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import scrapy
from scrapy.http import HtmlResponse
from scrapy.linkextractors import LinkExtractor

from crawl.items import Page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.ASCII | re.IGNORECASE)


class SiteSpider(scrapy.Spider):
    """Follows the links of a site from `url` on, and yields each page as it was fetched."""

    name = "site"

    def __init__(self, url: str, **arguments: Any) -> None:
        host = urlsplit(url).hostname
        if host is None:
            raise ValueError(f"-a url={url} must be an absolute URL")
        super().__init__(allowed_domains=[host], **arguments)
        self._url = url

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Begin. Not with `start_urls`, which Scrapy fetches again when a page links to them."""
        yield scrapy.Request(self._url)

    def parse(self, response: Response) -> Iterator[Page | scrapy.Request]:
        """Take a page and the pages that it links to."""
        if not isinstance(response, HtmlResponse):
            return
        yield Page(
            url=response.url,
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
            charset=declared_charset(response),
            content=response.body,
        )
        yield from response.follow_all(LinkExtractor().extract_links(response))


def declared_charset(response: Response) -> str | None:
    """What the Content-Type said, and not what Scrapy made of it: to decode is the service's affair."""
    found = CHARSET.search((response.headers.get("Content-Type") or b"").decode("latin-1"))
    return found[1] if found else None
