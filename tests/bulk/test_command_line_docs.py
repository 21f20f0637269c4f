"""What docs/command-line.md prints works as printed, and names every option and exit code."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.running import PATIENCE, ROOT, environment, run_cli

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_the_lines_work_as_printed(tmp_path: Path) -> None:
    (script,) = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    program = tmp_path / "cleancopy"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m app.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    settings = environment({"workers": 1})

    ran = subprocess.run(
        ["sh", "-ec", script],
        cwd=tmp_path,
        env=settings | {"PATH": f"{tmp_path}:{settings['PATH']}"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (tmp_path / "articles.jsonl").read_bytes().count(b"\n") == 2
    assert (tmp_path / "more.jsonl").read_bytes().count(b"\n") == 2
    assert (tmp_path / "articles.parquet").is_file()


def test_every_option_is_told() -> None:
    options = set(re.findall(r"--[a-z-]+", run_cli("clean", "--help").stdout))

    assert {option for option in options if f"{option}" not in GUIDE} == set()
