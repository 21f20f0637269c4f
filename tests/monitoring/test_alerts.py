"""Each alert leads to a section of the guide, and has a case that fires and one that does not.

Whether the cases hold, promtool says: `make test-observability`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROMETHEUS = ROOT / "deploy" / "prometheus"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def rules(name: str) -> list[dict[str, Any]]:
    """The rules of one file."""
    return [rule for group in read(PROMETHEUS / "rules" / name)["groups"] for rule in group["rules"]]


ALERTS = {rule["alert"]: rule for rule in rules("alerts.yml")}
CASES = [
    (check["alertname"], bool(check["exp_alerts"]))
    for test in read(PROMETHEUS / "tests" / "alerts.yml")["tests"]
    for check in test["alert_rule_test"]
]
SECTIONS = re.findall(r"^#+ (.+)$", (ROOT / "docs" / "operating.md").read_text("utf-8"), re.MULTILINE)
DOCUMENTED = {
    line.split("`")[1]
    for line in (ROOT / "docs" / "metrics.md").read_text("utf-8").splitlines()
    if line.startswith("| `")
}


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alert_has_a_case_that_fires_and_one_that_does_not(alert: str) -> None:
    assert {fires for name, fires in CASES if name == alert} == {True, False}


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alert_leads_to_its_section_of_the_guide(alert: str) -> None:
    assert alert in SECTIONS
    assert ALERTS[alert]["annotations"]["runbook"] == f"docs/operating.md#{alert.lower()}"


def test_the_guide_has_no_section_of_an_alert_that_is_not_there() -> None:
    assert {section for section in SECTIONS if section.startswith("Cleancopy")} == ALERTS.keys()


@pytest.mark.parametrize("rule", [*rules("alerts.yml"), *rules("recording.yml")], ids=str)
def test_a_rule_asks_for_metrics_that_are_there(rule: dict[str, Any]) -> None:
    recorded = {entry["record"] for entry in rules("recording.yml")}
    names = set(re.findall(r"[a-z_:]*cleancopy_[a-z0-9_:]+", rule["expr"]))

    assert {re.sub("_bucket$", "", name) for name in names} <= DOCUMENTED | recorded
