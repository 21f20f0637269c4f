"""The metrics: each documented, each counting what it says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics_families
from prometheus_client.parser import text_string_to_metric_families

from tests.workers.documents import ENDLESS, LONG

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.running import RunningService

ARTICLE = """<html><body><article><h1>Harbour reopens after the storm</h1>
<p>The old harbour opened again on Thursday, three weeks after the storm had closed it to every ship.</p>
<p>The first ferry left at dawn, and the harbour master said that he had never seen so many people.</p>
<p>Follow us on Facebook</p></article></body></html>"""


OPENMETRICS = "application/openmetrics-text; version=1.0.0"


def catalogue() -> list[list[str]]:
    """The cells of each row of docs/metrics.md."""
    lines = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| `")]


def documented() -> dict[str, tuple[str, frozenset[str]]]:
    """Each metric of docs/metrics.md: its type and labels."""
    return {
        name.strip("`"): (kind, frozenset(label.strip(" `") for label in labels.split(",") if label))
        for name, kind, labels, *_ in catalogue()
    }


def exemplars(service: RunningService) -> dict[str, set[str]]:
    """The request ids in the exemplars of each metric, as documented by name."""
    response = service.client.get("/metrics", headers={"Accept": OPENMETRICS})
    found: dict[str, set[str]] = {}
    for family in openmetrics_families(response.text):
        for sample in family.samples:
            if sample.exemplar is not None:
                name = f"{family.name}_total" if family.type == "counter" else family.name
                found.setdefault(name, set()).add(sample.exemplar.labels["request_id"])
    return found


def scraped(service: RunningService) -> dict[str, tuple[str, frozenset[str]]]:
    """Each metric of a scrape: its type and the labels of its samples."""
    metrics = {}
    for family in text_string_to_metric_families(service.client.get("/metrics").text):
        labels = frozenset(label for sample in family.samples for label in sample.labels) - {"le"}
        name = f"{family.name}_total" if family.type == "counter" else family.name
        metrics[name] = (family.type, labels)
    return metrics


def test_every_metric_is_documented_with_its_type_and_labels(service: RunningService) -> None:
    service.clean(html=ARTICLE)

    assert scraped(service) == documented()


def test_every_metric_has_a_unit_and_says_what_to_do() -> None:
    assert [row for row in catalogue() if len(row) != 6 or not all((row[3], row[4], row[5]))] == []


def test_the_exemplars_are_where_the_catalogue_says_and_name_requests(service: RunningService) -> None:
    name = {"X-Request-ID": "to-be-found"}
    service.client.post("/clean", json={"html": ARTICLE}, headers=name)
    service.client.post("/clean", content=b"GIF89a", headers={"Content-Type": "image/gif", **name})

    named = {metric for metric, ids in exemplars(service).items() if "to-be-found" in ids}
    assert named == {row[0].strip("`") for row in catalogue() if "⊕" in row[4]} - {
        "cleancopy_document_errors_total"
    }


def test_a_document_that_breaks_a_worker_is_found_by_its_exemplar(
    start: Callable[..., RunningService],
) -> None:
    service = start(workers=1, deadline_seconds=0.5)

    service.client.post("/clean", json={"text": LONG}, headers={"X-Request-ID": "too-long"})

    assert exemplars(service)["cleancopy_document_errors_total"] == {"too-long"}


def test_a_document_counts_as_busy_time_while_a_worker_has_it(start: Callable[..., RunningService]) -> None:
    service = start(workers=1, deadline_seconds=600, shutdown_grace_seconds=1)
    with ThreadPoolExecutor(1) as beside:
        beside.submit(service.clean, text=ENDLESS)
        service.wait_for(lambda: service.metric("cleancopy_worker_busy_seconds_total") > 0)
        assert service.metric("cleancopy_workers", state="busy") == 1
        service.process.terminate()


def test_a_scraper_that_asks_for_openmetrics_gets_it(service: RunningService) -> None:
    response = service.client.get("/metrics", headers={"Accept": OPENMETRICS})

    assert response.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert "cleancopy_workers" in {family.name for family in openmetrics_families(response.text)}


@pytest.mark.parametrize(
    ("metric", "labels"),
    [
        ("cleancopy_http_requests_total", {"route": "/clean", "method": "POST", "status": "200"}),
        ("cleancopy_http_request_duration_seconds_count", {"route": "/clean", "method": "POST"}),
        ("cleancopy_documents_total", {"kind": "html"}),
        ("cleancopy_verdicts_total", {"kind": "html", "verdict": "article"}),
        ("cleancopy_fields_missing_total", {"field": "date", "kind": "html", "verdict": "article"}),
        ("cleancopy_field_sources_total", {"field": "title", "source": "h1"}),
        ("cleancopy_blocks_kept_total", {}),
        ("cleancopy_blocks_struck_total", {"kind": "header"}),
        ("cleancopy_rule_blocks_struck_total", {"rule": "header.title"}),
        ("cleancopy_characters_in_total", {}),
        ("cleancopy_characters_out_total", {}),
        ("cleancopy_stage_seconds_count", {"stage": "queue"}),
        ("cleancopy_stage_seconds_count", {"stage": "extract"}),
        ("cleancopy_worker_busy_seconds_total", {}),
    ],
)
def test_a_document_is_counted(service: RunningService, metric: str, labels: dict[str, str]) -> None:
    before = service.metric(metric, **labels)

    service.clean(html=ARTICLE)

    assert service.metric(metric, **labels) > before


def test_bytes_are_counted_as_they_were_sent(service: RunningService) -> None:
    name = "cleancopy_http_request_bytes_total"
    before = service.metric(name, route="/clean")

    service.client.post("/clean", content=b"x" * 1234, headers={"Content-Type": "text/plain"})

    assert service.metric(name, route="/clean") == before + 1234


def test_a_refused_request_is_counted_by_its_code(service: RunningService) -> None:
    name = "cleancopy_requests_rejected_total"
    before = service.metric(name, reason="unsupported_media_type")

    service.client.post("/clean", content=b"GIF89a", headers={"Content-Type": "image/gif"})

    assert service.metric(name, reason="unsupported_media_type") == before + 1


def test_no_path_of_a_caller_becomes_a_label(service: RunningService) -> None:
    service.client.get("/some/path/that/nobody/knows")
    service.client.request("BREW", "/clean")

    text = service.client.get("/metrics").text
    assert "nobody" not in text
    assert "BREW" not in text


def test_the_workers_and_the_queue_are_shown(service: RunningService) -> None:
    assert service.metric("cleancopy_workers") == 2
    assert service.metric("cleancopy_queue_limit") == 64
    assert service.metric("cleancopy_workers_resident_memory_bytes") > 0
