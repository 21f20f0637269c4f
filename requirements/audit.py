"""Known vulnerabilities in what the locks pin: `python requirements/audit.py requirements/*.lock`.

Runs pip-audit and tells what it leaves unsaid: a package that its database did not answer for has not been
checked, though pip-audit ends as if it were clean. Ends with 1 if there is a finding, with 0 otherwise, also
where no database could be reached, and says so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SERVICES = ("pypi", "osv")
"""The databases that are asked, in this order, until one answers: PyPI's JSON API, then osv.dev."""

TIMEOUT_SECONDS = "15"


@dataclass
class Report:
    """What is known of the packages of one lock."""

    checked: int = 0
    unknown: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def read(output: str) -> Report:
    """pip-audit's JSON; what is not that is a report of nothing."""
    report = Report()
    try:
        dependencies: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return report
    for package in dependencies:
        if "skip_reason" in package:
            report.unknown.append(package["name"])
            continue
        report.checked += 1
        for found in package["vulns"]:
            fixed = ", ".join(found["fix_versions"]) or "no version yet"
            report.findings.append(
                f"{package['name']} {package['version']}: {found['id']}, mended in {fixed}"
            )
    return report


def ask(lock: Path, service: str) -> Report:
    """What a database knows of a lock."""
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", service, "--format", "json"]
    command += ["--disable-pip", "--require-hashes", "--requirement", str(lock)]
    command += ["--progress-spinner", "off", "--timeout", TIMEOUT_SECONDS]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own words)
    return read(ran.stdout)


Database = Callable[[Path, str], Report]
"""What knows something of a lock, as the service of this name does."""


def audit(lock: Path, ask: Database = ask) -> Report:
    """What the first database that answers knows of a lock."""
    report = Report()
    for service in SERVICES:
        report = ask(lock, service)
        if report.checked:
            return report
    return report


def verdict(lock: str, report: Report) -> str:
    """One line for people, and one for each finding."""
    if not report.checked:
        return f"{lock}: NOT CHECKED, no database of vulnerabilities answered"
    left = f", NOT CHECKED: {' '.join(report.unknown)}" if report.unknown else ""
    summary = f"{lock}: {report.checked} packages checked, {len(report.findings)} findings{left}"
    return "\n  ".join((summary, *report.findings))


def main(locks: list[str], ask: Database = ask) -> int:
    """Audit each lock, until nobody answers for one: the rest would wait in vain. 1 if there is a finding."""
    found, answered = False, True
    for lock in locks:
        report = audit(Path(lock), ask) if answered else Report()
        answered = bool(report.checked)
        print(verdict(lock, report), flush=True)  # noqa: T201 (a program)
        found = found or bool(report.findings)
    return int(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
