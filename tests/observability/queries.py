"""The queries of the dashboard as Grafana sends them, by panel."""

from __future__ import annotations

import json
from pathlib import Path

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana" / "dashboard.json"

# Grafana takes four times the datasource's `timeInterval`, 15 s, for the second.
_VARIABLES = {"$instance": ".*", "$__rate_interval": "1m"}


def dashboard_queries() -> dict[str, str]:
    """Each query, by the title of its panel and its letter there."""
    return {
        f"{panel['title']} {target['refId']}": _filled(target["expr"])
        for panel in json.loads(DASHBOARD.read_text("utf-8"))["panels"]
        for target in panel.get("targets", ())
    }


def _filled(query: str) -> str:
    for name, value in _VARIABLES.items():
        query = query.replace(name, value)
    assert "$" not in query
    return query
