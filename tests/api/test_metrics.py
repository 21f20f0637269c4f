"""The metrics: each documented, each counting what it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics_families
from prometheus_client.parser import text_string_to_metric_families

if TYPE_CHECKING:
    from tests.running import RunningService

ARTICLE = """<html><body><article><h1>Harbour reopens after the storm</h1>
<p>The old harbour opened again on Thursday, three weeks after the storm had closed it to every ship.</p>
<p>The first ferry left at dawn, and the harbour master said that he had never seen so many people.</p>
<p>Follow us on Facebook</p></article></body></html>"""


def documented() -> dict[str, tuple[str, frozenset[str]]]:
    """Each metric of docs/metrics.md: its type and labels."""
    rows = {}
    for line in (Path(__file__).parents[2] / "docs" / "metrics.md").read_text("utf-8").splitlines():
        if line.startswith("| `"):
            name, kind, labels = (cell.strip() for cell in line.split("|")[1:4])
            rows[name.strip("`")] = (
                kind,
                frozenset(label.strip(" `") for label in labels.split(",") if label),
            )
    return rows


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


def test_a_scraper_that_asks_for_openmetrics_gets_it(service: RunningService) -> None:
    response = service.client.get(
        "/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"}
    )

    assert response.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert "cleancopy_workers" in {family.name for family in openmetrics_families(response.text)}


@pytest.mark.parametrize(
    ("metric", "labels"),
    [
        ("cleancopy_http_requests_total", {"route": "/clean", "method": "POST", "status": "200"}),
        ("cleancopy_http_request_duration_seconds_count", {"route": "/clean", "method": "POST"}),
        ("cleancopy_documents_total", {"kind": "html"}),
        ("cleancopy_verdicts_total", {"verdict": "article"}),
        ("cleancopy_fields_missing_total", {"field": "date"}),
        ("cleancopy_field_sources_total", {"field": "title", "source": "h1"}),
        ("cleancopy_blocks_kept_total", {}),
        ("cleancopy_blocks_struck_total", {"kind": "header"}),
        ("cleancopy_characters_in_total", {}),
        ("cleancopy_characters_out_total", {}),
        ("cleancopy_stage_seconds_count", {"stage": "queue"}),
        ("cleancopy_stage_seconds_count", {"stage": "extract"}),
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
