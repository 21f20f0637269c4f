"""The status page: figures from /metrics, drawn in the browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.documents import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visit import Visit
    from tests.running import RunningService


@pytest.fixture
def running(start: Callable[..., RunningService]) -> RunningService:
    """A service of one worker that has cleaned three documents."""
    service = start(workers=1, queue_limit=7)
    for document in (TEXT, TEXT, ""):
        service.clean(text=document)
    return service


def rows(page: Visit, selector: str) -> list[tuple[str, str]]:
    names, values = (page[f"{selector} .{part}"].all_inner_texts() for part in ("name", "value"))
    return list(zip(names, values, strict=True))


def test_the_figures_are_those_of_the_metrics(visit: Callable[..., Visit], running: RunningService) -> None:
    page = visit("/status", url=running.url)

    expect(page["#about"]).to_have_text(
        re.compile(
            r"^Cleancopy \S+, up for 0 min, 3 requests with documents, queue limit 7, 0 workers replaced$"
        )
    )
    assert rows(page, "#verdicts") == [("article", "2"), ("empty", "1")]
    assert ("promo.newsletter-offer", "2") in rows(page, "#rules")
    assert page["figcaption"].all_inner_texts()[4].startswith("Workers")
    assert page["figure:nth-of-type(5) .key li"].all_inner_texts() == ["busy 0", "idle 1", "starting 0"]


def test_what_happens_is_drawn(visit: Callable[..., Visit], running: RunningService) -> None:
    page = visit("/status", url=running.url)
    expect(page["#about"]).to_contain_text("3 requests")

    for _ in range(4):
        running.clean(text=TEXT)
    running.client.post("/clean", content=b"x", headers={"Content-Type": "image/gif"})

    expect(page["figure:nth-of-type(1) b"]).not_to_have_text(re.compile("^(–|0/s)$"))
    expect(page["figure:nth-of-type(2) b"].first).not_to_have_text(re.compile("^(–|0/s)$"))
    expect(page["figure:nth-of-type(3) b"].first).to_have_text(re.compile(r"^[\d,.]+ ms$"))
    expect(page["figure:nth-of-type(1) svg"]).to_have_attribute(
        "aria-label", re.compile(r"^Requests with documents: all [\d.]+/s$")
    )
    assert re.search(r"\d", page["figure:nth-of-type(1) polyline"].get_attribute("points") or "")
    expect(page["#rules .value"].first).to_contain_text("(+")


def test_it_can_be_paused(visit: Callable[..., Visit], running: RunningService) -> None:
    page = visit("/status", url=running.url)
    expect(page["#about"]).to_contain_text("3 requests")
    page["#pause"].click()

    running.clean(text=TEXT)
    page.page.wait_for_timeout(5000)
    assert "3 requests" in page["#about"].inner_text()

    page["#pause"].click()
    expect(page["#about"]).to_contain_text("4 requests")


def test_a_service_that_is_gone_is_told(visit: Callable[..., Visit], running: RunningService) -> None:
    page = visit("/status", url=running.url)
    expect(page["#about"]).to_contain_text("3 requests")

    running.process.terminate()

    expect(page["#problem"]).to_have_text(re.compile(r"^/metrics does not answer since \d\d:\d\d:\d\d\.$"))
    page.complaints.clear()  # the browser has complained of the connection, as it should


BEFORE = {"0.1": 10, "0.2": 10, "+Inf": 10}
NOW = {"+Inf": 20, "0.1": 12, "0.2": 18}


@pytest.mark.parametrize(
    ("share", "seconds"), [(0.1, 0.05), (0.2, 0.1), (0.5, 0.15), (0.8, 0.2), (0.99, 0.2)]
)
def test_a_percentile_is_read_within_its_bucket(
    visit: Callable[..., Visit], share: float, seconds: float
) -> None:
    page = visit("/status")

    found = page.run(
        """async ([before, now, share]) => {
          const { percentile } = await import("/playground/figures.js");
          const moment = (buckets) => ({ buckets: new Map(Object.entries(buckets)) });
          return percentile(moment(before), moment(now), share);
        }""",
        [BEFORE, NOW, share],
    )

    assert found == pytest.approx(seconds)


def test_a_scrape_is_read_with_what_its_labels_escape(visit: Callable[..., Visit]) -> None:
    page = visit("/status")
    text = '# HELP x y\nx{a="1,2",b="q\\"u\\\\o\\n"} 1.5\nx 2\nxy 3\ny{le="+Inf"} +Inf\n'

    found = page.run(
        """async (text) => {
          const { samples } = await import("/playground/exposition.js");
          const found = samples(text, ["x", "y"]);
          return [found.get("x"), found.get("y")[0].value === Infinity];
        }""",
        text,
    )

    assert found == [
        [{"labels": {"a": "1,2", "b": 'q"u\\o\n'}, "value": 1.5}, {"labels": {}, "value": 2}],
        True,
    ]
