"""schemathesis asks a running service whatever its contract allows, and what it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.running import RunningService

EXAMPLES = os.environ.get("HOSTILE_EXAMPLES", "100")
KEY = "key-of-the-generated-requests"
# A line of a batch has no status of its own: what is wrong with one is said in its answer.
OPERATIONS = {
    "all but batches": ("--exclude-path", "/clean/batch"),
    "batches": ("--include-path", "/clean/batch"),
}
EXCLUDED = {"all but batches": (), "batches": ("--exclude-checks", "negative_data_rejection")}


@pytest.mark.parametrize("which", OPERATIONS)
def test_every_check_of_schemathesis_holds(
    start: Callable[..., RunningService], tmp_path: Path, which: str
) -> None:
    service = start(workers=2, api_keys=KEY)

    ended = subprocess.run(
        [
            str(Path(sys.executable).parent / "st"), "--no-color", "run", str(ROOT / "openapi.yaml"),
            "--url", service.url, "--header", f"Authorization: Bearer {KEY}", "--checks", "all",
            "--max-examples", EXAMPLES, "--seed", "5", "--continue-on-failure", "--no-shrink",
            *OPERATIONS[which], *EXCLUDED[which], "--phases", "coverage,fuzzing,stateful",
        ],
        cwd=tmp_path,
        env=os.environ | {"SCHEMATHESIS_HOOKS": "tests.hostile.long.hooks", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert service.metric("cleancopy_http_requests_total", status="500") == 0
