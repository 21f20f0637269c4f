"""A headless Chromium and the running service. `make test-browser` installs what is needed."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.running import RunningService

# Chromium asks for nothing but the pages; as root it runs only without its own sandbox.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, service: RunningService) -> Iterator[Callable[..., Visit]]:
    """Open a page of the service. In the end no page has complained or asked anything of another host."""
    visits: list[Visit] = []

    def open_page(
        path: str = "/", *, url: str = service.url, width: int = 1280, theme: str = "light"
    ) -> Visit:
        visits.append(Visit(browser, url, path, width=width, theme=theme))
        return visits[-1]

    yield open_page
    for opened in visits:
        opened.close()
    assert [complaint for opened in visits for complaint in opened.complaints] == []
    assert [url for opened in visits for url in opened.outside] == []
