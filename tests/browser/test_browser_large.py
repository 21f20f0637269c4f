"""A document of 5 MB: the page keeps answering."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.visit import Visit

from tests.running import RunningService

SIZE = 5_000_000
FREEZE = 1000
"""Milliseconds for which a page may do nothing else before a reader calls it frozen."""

SENTENCE = "The ferry number {} sailed again on Monday, with two hundred people and a goat on board."
STRUCK = "Share on Facebook"

WATCH = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: "longtask" });
}"""


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A service that takes its time."""
    log = tmp_path_factory.mktemp("patient") / "log"
    with RunningService(log, workers=1, deadline_seconds=300, worker_memory_mb=8192) as running:
        yield running


def large_page() -> str:
    """A page of 5 MB, most of it in its markup: some 2,500 blocks, every tenth none of its article."""
    paragraph = f'<p data-state="{"x" * 2000}">{SENTENCE}</p>\n'
    parts = [
        paragraph.format(n) + f"<p>{STRUCK}</p>\n" * (n % 10 == 0) for n in range(SIZE // len(paragraph))
    ]
    return f"<html><body><article><h1>Ferries return</h1>\n{''.join(parts)}</article></body></html>"


def test_a_page_of_five_megabytes_does_not_freeze_the_playground(
    visit: Callable[..., Visit],
    patient: RunningService,
) -> None:
    page = visit(url=patient.url)
    page.page.set_default_timeout(120_000)
    page.run(WATCH)

    page.run(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          document.querySelector("#document").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, cancelable: true, bubbles: true }));
        }""",
        large_page(),
    )
    assert page["#attached-name"].inner_text() == "Pasted text"
    page.run("() => (window.longest = 0)")  # what the test itself took to hand over 5 MB
    page["#clean"].click()
    expect(page["#verdict"]).to_be_visible(timeout=120_000)

    assert page["#attached-size"].inner_text() in {"5.0 MB", "5.1 MB"}
    assert page["#blocks li"].count() == 200
    assert page["#article > *"].count() < 310
    assert len(page["#json"].inner_text()) == 100_000
    page["#more"].click()
    assert page["#blocks li"].count() == 400
    page["[data-copy=json]"].click()
    expect(page["[data-copy=json]"]).to_have_text("Copied")
    answer = json.loads(page.clipboard())
    assert len(answer["kept"] + answer["struck"]) > 2_000

    longest = page.run("() => window.longest")
    assert longest < FREEZE
