"""The site rules as the pipeline asks for them: by address, compiled when the first page of a host comes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from app.clean.site.folder import NO_SITES
from app.clean.site.site import NO_SITE, Site

if TYPE_CHECKING:
    from app.clean.site.folder import SiteFolder

# A bound on memory; to compile a file again takes a fraction of a millisecond.
_HOSTS = 256


class Sites:
    """The compiled rules of a folder. What is kept between pages changes no answer, only its speed."""

    def __init__(self, folder: SiteFolder = NO_SITES) -> None:
        self._folder = folder
        self._compiled = lru_cache(maxsize=_HOSTS)(self._compile)

    def of(self, url: str | None) -> Site:
        """Return what is to be done with a page from this address."""
        hosts = self._folder.hosts(url)
        return self._compiled(hosts) if hosts else NO_SITE

    def _compile(self, hosts: tuple[str, ...]) -> Site:
        return Site.of([directive for host in hosts for directive in self._folder.directives(host)])
