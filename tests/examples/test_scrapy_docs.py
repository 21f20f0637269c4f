"""What docs/scrapy.md prints is what happens."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.examples.crawl import project
from tests.running import PATIENCE, ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.running import RunningService

DOCS = (ROOT / "docs" / "scrapy.md").read_text(encoding="utf-8")
INSTALL, *COMMANDS = re.findall(r"```sh\n(.*?)```", DOCS, re.DOTALL)
PRINTED = re.findall(r"```text\n(.*?)```", DOCS, re.DOTALL)[0]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def test_the_commands_print_what_the_docs_say(service: RunningService, tmp_path: Path) -> None:
    port = str(free_port())
    project(tmp_path / "examples")
    script = "\n".join([*COMMANDS, "kill $!"])
    for name, found in {
        "../../.venv-crawl/bin/scrapy": f"{sys.executable} -m scrapy",
        "python3 -m": f"{sys.executable} -m",
        "/tmp/quaypost": str(tmp_path / "quaypost"),  # noqa: S108
        "8080": port,
    }.items():
        assert name in script
        script = script.replace(name, found)

    ran = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env=environment({"url": service.url}) | {"PYTHONPATH": str(ROOT / "client")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert ran.stdout == PRINTED.replace("8080", port), ran.stderr


def test_what_is_to_be_installed_is_there() -> None:
    needed = re.findall(r"\./client|-r (\S+)", INSTALL)

    assert (ROOT / "client" / "pyproject.toml").exists()
    assert [(ROOT / name).exists() for name in needed if name] == [True]
