"""The command line, run as a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import __version__
from tests.running import run_cli

if TYPE_CHECKING:
    from pathlib import Path

PACK = """
kind: weather
rules:
- id: weather.today
  languages: [en]
  why: The weather box of a page is no part of the story.
  scope: line
  max_words: 6
  patterns:
  - '^weather today'
  hits:
  - Weather today
  - "Weather today: rain"
  misses:
  - The weather held for three days.
  - {miss}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A folder with one rule pack that is in order."""
    (tmp_path / "weather.yaml").write_text(PACK.format(miss="The sun came out."), encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken_pack(tmp_path: Path) -> Path:
    """A folder with a rule pack whose rule fires on one of its misses."""
    (tmp_path / "weather.yaml").write_text(PACK.format(miss="Weather today is fine."), encoding="utf-8")
    return tmp_path


NAMED = "weather.yaml: rule weather.today: miss 'Weather today is fine.' fires"


def test_the_version_is_told() -> None:
    assert run_cli("--version").stdout == f"cleancopy, version {__version__}\n"


def test_a_pack_in_order_is_said_to_be(pack: Path) -> None:
    result = run_cli("rules", "check", str(pack))

    assert (result.returncode, result.stdout) == (0, f"{pack}: 1 rules, all in order\n")


def test_a_broken_pack_is_refused_with_rule_and_example(broken_pack: Path) -> None:
    result = run_cli("rules", "check", str(broken_pack))

    assert (result.returncode, result.stderr) == (1, f"Error: {NAMED}\n")


def test_the_list_of_rules_has_those_of_a_folder(pack: Path) -> None:
    lines = run_cli("rules", "list", "--rules-dir", str(pack)).stdout.splitlines()

    assert lines[-1] == "weather.today\ten\tThe weather box of a page is no part of the story."
    assert len(lines) > 50


def test_a_broken_pack_stops_the_start(broken_pack: Path) -> None:
    result = run_cli("serve", "--port", "0", rules_dir=broken_pack)

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"Error: {NAMED}\n"


def test_a_bad_setting_stops_the_start() -> None:
    result = run_cli("serve", workers="many")

    assert result.returncode == 1
    assert result.stderr.startswith("Error: CLEANCOPY_WORKERS: Input should be a valid integer")


def test_a_port_that_is_taken_stops_the_start(base_url: str) -> None:
    result = run_cli("serve", "--port", base_url.rpartition(":")[2])

    assert result.returncode != 0
    assert "address already in use" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_variable_that_is_no_setting_is_warned_of() -> None:
    result = run_cli("serve", "--workers", "0", deadline="5")

    assert "warning: CLEANCOPY_DEADLINE is no setting of Cleancopy" in result.stderr
