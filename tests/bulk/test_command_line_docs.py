"""What docs/command-line.md prints works as printed, and names every option and exit code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.running import ROOT, run_cli, run_lines

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_the_lines_work_as_printed(tmp_path: Path) -> None:
    (script,) = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)

    ran = run_lines(script, tmp_path, workers=1)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (tmp_path / "articles.jsonl").read_bytes().count(b"\n") == 2
    assert (tmp_path / "more.jsonl").read_bytes().count(b"\n") == 2
    assert (tmp_path / "articles.parquet").is_file()


def test_every_option_is_told() -> None:
    options = set(re.findall(r"--[a-z-]+", run_cli("clean", "--help").stdout))

    assert {option for option in options if f"{option}" not in GUIDE} == set()
