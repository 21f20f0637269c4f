"""What docs/cluster.md prints works as printed, and names every option."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tests.cluster.conftest import ids
from tests.running import ROOT, run_cli, run_lines

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")


def test_the_lines_work_as_printed(tmp_path: Path) -> None:
    script = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)[0]

    ran = run_lines(script, tmp_path)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("articles") == 2
    assert ids(tmp_path / "cleaned") == Counter(["ferry", "bridge"])


def test_every_option_is_told() -> None:
    options = set(re.findall(r"--[a-z-]+", run_cli("bulk", "--help").stdout))

    assert {option for option in options if option not in GUIDE} == set()
