"""The health check of the image, run as the image runs it."""

from __future__ import annotations

import subprocess
import sys

from tests.running import PATIENCE, ROOT, environment


def health(path: str, **settings: object) -> int:
    """Exit code of `health.py path` in a container with these settings."""
    command = [sys.executable, "-I", "-S", str(ROOT / "deploy" / "image" / "health.py"), path]
    return subprocess.run(command, env=environment(settings), timeout=PATIENCE, check=False).returncode
