"""The dashboard: what Grafana loads is what the code says, and every panel explains itself.

Whether its queries find anything, a real Prometheus says: `make test-observability`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GRAFANA = ROOT / "deploy" / "grafana"
DASHBOARD = json.loads((GRAFANA / "dashboard.json").read_text("utf-8"))
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]


def documented() -> set[str]:
    """The metrics of docs/metrics.md."""
    lines = (ROOT / "docs" / "metrics.md").read_text("utf-8").splitlines()
    return {line.split("`")[1] for line in lines if line.startswith("| `")}


def test_the_json_is_what_the_code_makes() -> None:
    made = subprocess.run(
        [sys.executable, str(GRAFANA / "dashboard.py")], capture_output=True, text=True, check=True
    )

    assert json.loads(made.stdout) == DASHBOARD


def test_the_rows_are_the_four_questions() -> None:
    assert [panel["title"] for panel in DASHBOARD["panels"] if panel["type"] == "row"] == [
        "Is it healthy?",
        "Is it keeping up?",
        "Is it cleaning well?",
        "Which documents break it?",
    ]


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_a_panel_says_what_it_shows(panel: dict[str, Any]) -> None:
    assert len(panel["description"].split()) > 5
    assert panel["targets"]


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_a_panel_asks_for_metrics_that_are_there(panel: dict[str, Any]) -> None:
    asked = {
        name
        for target in panel["targets"]
        for name in re.findall(r"(?<![\w:])(?:cleancopy|process)_\w+", target["expr"])
    }

    assert {re.sub("_(bucket|sum|count)$", "", name) for name in asked} <= documented()


def test_a_point_leads_to_the_log_of_its_request() -> None:
    (file,) = (GRAFANA / "provisioning" / "datasources").glob("*.yaml")
    (datasource,) = yaml.safe_load(file.read_text("utf-8"))["datasources"]
    (destination,) = datasource["jsonData"]["exemplarTraceIdDestinations"]
    environment = yaml.safe_load((ROOT / "deploy" / "compose" / "compose.yaml").read_text("utf-8"))[
        "services"
    ]["grafana"]["environment"]

    assert sum(any(target.get("exemplar") for target in panel["targets"]) for panel in PANELS) == 7
    assert destination["name"] == "request_id"
    # Grafana fills in the first, and leaves the second to the point.
    assert destination["url"] == "${CLEANCOPY_LOG_SEARCH}$${__value.raw}"
    assert environment["CLEANCOPY_LOG_SEARCH"].startswith("${CLEANCOPY_LOG_SEARCH:-https://")


def test_a_request_is_looked_up_by_its_id() -> None:
    variables = {variable["name"]: variable for variable in DASHBOARD["templating"]["list"]}
    (link,) = DASHBOARD["links"]

    assert (link["type"], link["url"]) == ("link", "${log_search}${request}")
    assert {variables["log_search"]["type"], variables["request"]["type"]} == {"textbox"}


def test_no_two_panels_lie_over_each_other() -> None:
    places = [
        (panel["gridPos"]["x"] + column, panel["gridPos"]["y"] + line)
        for panel in DASHBOARD["panels"]
        for column in range(panel["gridPos"]["w"])
        for line in range(panel["gridPos"]["h"])
    ]

    assert len(places) == len(set(places))
    assert max(column for column, _ in places) == 23
