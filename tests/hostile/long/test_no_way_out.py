"""The service reads no file and asks no address that a page names; in a network without a route."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_external_is_loaded_in_a_network_without_a_route(tmp_path: Path) -> None:
    become_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    namespace = ["unshare", "--net", *become_root]
    allowed = subprocess.run([*namespace, "true"], capture_output=True, text=True, check=False)
    assert allowed.returncode == 0, (
        f"no network namespace can be made here, so nothing is shown: {allowed.stderr}"
    )

    ended = subprocess.run(
        [*namespace, sys.executable, "-m", "tests.hostile.long.isolated", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    assert seen["routes"] == []
    assert set(seen["statuses"]) == {200}
    assert len(seen["statuses"]) == 50
    assert (seen["leaked"], seen["opened"], seen["asked"]) == (0, False, [])
    assert seen["control"], "the watcher would have noticed"
