"""Every query of the dashboard finds something in a Prometheus that has scraped a service under load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.observability.conftest import SLOW

if TYPE_CHECKING:
    from tests.observability.prometheus import Prometheus

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana" / "dashboard.json"
VARIABLES = {"$instance": ".*", "$__rate_interval": "1m"}
QUERIES = [
    pytest.param(target["expr"], id=f"{panel['title']} {target['refId']}")
    for panel in json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    for target in panel.get("targets", ())
]


def filled(query: str) -> str:
    """A query as Grafana sends it."""
    for name, value in VARIABLES.items():
        query = query.replace(name, value)
    assert "$" not in query
    return query


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_a_panel_returns_data(prometheus: Prometheus, query: str) -> None:
    assert prometheus.query(filled(query))


def test_a_panel_leads_to_the_document_that_broke_its_worker(prometheus: Prometheus) -> None:
    assert SLOW in prometheus.exemplars("cleancopy_document_errors_total")


def test_latencies_lead_to_single_requests(prometheus: Prometheus) -> None:
    for name in ("cleancopy_http_request_duration_seconds_bucket", "cleancopy_stage_seconds_bucket"):
        assert prometheus.exemplars(name)
