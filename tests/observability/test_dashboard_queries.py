"""Every query of the dashboard finds something in a Prometheus that has scraped a service under load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observability.load import SLOW
from tests.observability.queries import dashboard_queries

if TYPE_CHECKING:
    from tests.observability.prometheus import Prometheus

QUERIES = [pytest.param(query, id=panel) for panel, query in dashboard_queries().items()]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_a_panel_returns_data(prometheus: Prometheus, query: str) -> None:
    assert prometheus.query(query)


def test_a_panel_leads_to_the_document_that_broke_its_worker(prometheus: Prometheus) -> None:
    assert SLOW in prometheus.exemplars("cleancopy_document_errors_total")


def test_latencies_lead_to_single_requests(prometheus: Prometheus) -> None:
    for name in ("cleancopy_http_request_duration_seconds_bucket", "cleancopy_stage_seconds_bucket"):
        assert prometheus.exemplars(name)
