"""The service reports to nobody: what it builds on must not either."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.running import PATIENCE, ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path


def test_the_scorer_leaves_no_identity_of_the_machine_for_onnxruntime_to_report(tmp_path: Path) -> None:
    program = "from app.clean.score import load_scorer; load_scorer()"
    bare = {name: value for name, value in environment({}).items() if not name.startswith(("ORT_", "XDG_"))}

    subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=ROOT,
        env=bare | {"HOME": str(tmp_path)},
        check=True,
        timeout=PATIENCE,
    )

    assert list(tmp_path.rglob("*")) == []
