"""What docs/cluster.md prints works as printed, and names every option."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

from tests.cluster.conftest import PATIENCE, ids
from tests.running import ROOT, environment, run_cli

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")


def test_the_lines_work_as_printed(tmp_path: Path) -> None:
    script = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)[0]
    program = tmp_path / "cleancopy"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m app.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    settings = environment({})

    ran = subprocess.run(
        ["sh", "-ec", script],
        cwd=tmp_path,
        env=settings | {"PATH": f"{tmp_path}:{settings['PATH']}"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("articles") == 2
    assert ids(tmp_path / "cleaned") == Counter(["ferry", "bridge"])


def test_every_option_is_told() -> None:
    options = set(re.findall(r"--[a-z-]+", run_cli("bulk", "--help").stdout))

    assert {option for option in options if option not in GUIDE} == set()
