"""The rules as promtool and Prometheus see them: the cases hold, and nothing asks for what is not there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.observability.prometheus import RULES

if TYPE_CHECKING:
    from tests.observability.prometheus import Prometheus

CASES = Path(__file__).parents[2] / "deploy" / "prometheus" / "tests" / "alerts.yml"


def rules(name: str) -> list[Any]:
    """The rules of a file, by their names."""
    groups = yaml.safe_load((RULES / name).read_text("utf-8"))["groups"]
    return [
        pytest.param(rule["expr"], id=rule.get("alert") or rule["record"])
        for group in groups
        for rule in group["rules"]
    ]


def promtool(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(["promtool", *arguments], capture_output=True, text=True, check=False)


def test_promtool_finds_nothing_wrong_with_the_rules() -> None:
    checked = promtool("check", "rules", *(str(path) for path in sorted(RULES.glob("*.yml"))))

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_each_alert_fires_when_it_should_and_not_when_it_should_not() -> None:
    tested = promtool("test", "rules", str(CASES))

    assert tested.returncode == 0, tested.stdout + tested.stderr


@pytest.mark.parametrize("expression", rules("recording.yml"))
def test_a_recording_rule_returns_data(prometheus: Prometheus, expression: str) -> None:
    assert prometheus.query(expression)


@pytest.mark.parametrize("expression", rules("alerts.yml"))
def test_an_alert_looks_at_series_that_are_there(prometheus: Prometheus, expression: str) -> None:
    # Of a comparison only what fires is left, so it is asked for its truth; nothing is an hour old here.
    whole = re.sub(r" (==|>|<) ", r" \1 bool ", expression).replace(" offset 1h", "")

    assert prometheus.query(whole)


def test_every_rule_is_evaluated_without_an_error(prometheus: Prometheus) -> None:
    assert {rule["health"] for rule in prometheus.rules()} == {"ok"}
