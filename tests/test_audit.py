"""What is made of pip-audit's report: a package that nobody answered for is not called clean."""

from __future__ import annotations

import importlib.util
import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.running import ROOT

if TYPE_CHECKING:
    from types import ModuleType

CLEAN = {"name": "harbour", "version": "1.0", "vulns": []}
SKIPPED = {"name": "ferry", "skip_reason": "Dependency not found on PyPI"}
FOUND = {"name": "goat", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"]}]}
UNMENDED = {"name": "goat", "version": "2.0", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / "requirements" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["audit"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def output(*dependencies: dict[str, object]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (output(CLEAN), "x.lock: 1 packages checked, 0 findings"),
        (output(CLEAN, SKIPPED), "x.lock: 1 packages checked, 0 findings, NOT CHECKED: ferry"),
        (
            output(CLEAN, FOUND),
            "x.lock: 2 packages checked, 1 findings\n  goat 2.0: PYSEC-1, mended in 2.1, 3.0",
        ),
        (
            output(UNMENDED),
            "x.lock: 1 packages checked, 1 findings\n  goat 2.0: PYSEC-2, mended in no version yet",
        ),
        (output(SKIPPED), "x.lock: NOT CHECKED, no database of vulnerabilities answered"),
        ("", "x.lock: NOT CHECKED, no database of vulnerabilities answered"),
        ("[]", "x.lock: NOT CHECKED, no database of vulnerabilities answered"),
    ],
)
def test_a_report_says_what_was_checked_and_what_was_not(
    audit: ModuleType, report: str, verdict: str
) -> None:
    assert audit.verdict("x.lock", audit.read(report)) == verdict


@pytest.mark.parametrize(
    ("report", "code"), [(output(CLEAN), 0), (output(SKIPPED), 0), ("", 0), (output(CLEAN, FOUND), 1)]
)
def test_only_a_finding_fails(audit: ModuleType, report: str, code: int) -> None:
    assert audit.main(["x.lock"], lambda *_: audit.read(report)) == code
