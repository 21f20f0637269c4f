"""What docs/batch.md and docs/client.md print is what happens."""

from __future__ import annotations

import gzip
import re
import shlex
import subprocess
import sys
from itertools import pairwise

import httpx
import pytest

from tests.running import PATIENCE, ROOT

BATCH = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
CLIENT = (ROOT / "docs" / "client.md").read_text(encoding="utf-8")
LINES = re.findall(r"<<'END'\n(.*?\n)END\n", BATCH, re.DOTALL)[0].encode()
ANSWERS = re.findall(r"```json\n(.*?)```", BATCH, re.DOTALL)[0].splitlines()
COMMANDS = re.findall(r"curl (-sN .*?)\n```", BATCH, re.DOTALL)
PROGRAMS = re.findall(r"```python\n(.*?)```", CLIENT, re.DOTALL)
PRINTED = re.findall(r"```text\n(.*?)```", CLIENT, re.DOTALL)


def as_curl_would(command: str, base_url: str) -> list[str]:
    """Send what a curl command sends; a machine that runs the tests may have no curl."""
    words = shlex.split(command)
    url = next(word for word in words if word.startswith("http://"))
    headers = dict(value.split(": ", 1) for flag, value in pairwise(words) if flag == "-H")
    body = gzip.compress(LINES) if "Content-Encoding" in headers else LINES
    target = url.replace("http://127.0.0.1:8000", base_url)
    return httpx.post(target, headers=headers, content=body, timeout=PATIENCE).text.splitlines()


def test_a_batch_is_answered_as_printed(base_url: str) -> None:
    found = as_curl_would(COMMANDS[0], base_url)

    for line, printed in zip(found, ANSWERS, strict=True):
        assert all(part.strip(" ,}") in line for part in printed.split("…")), line


def test_a_compressed_batch_is_taken_as_printed(base_url: str) -> None:
    assert sorted(line[:9] for line in as_curl_would(COMMANDS[1], base_url)) == [
        '{"line":1',
        '{"line":2',
        '{"line":3',
    ]


@pytest.mark.parametrize(
    ("program", "output"),
    [(PROGRAMS[0], PRINTED[0]), (PROGRAMS[1], "The old ferry sailed again on Monday.\n")],
    ids=["sync", "asyncio"],
)
def test_a_program_prints_what_the_docs_say(program: str, output: str, base_url: str) -> None:
    source = program.replace("http://127.0.0.1:8000", base_url)
    ran = subprocess.run(
        [sys.executable, "-c", source],
        cwd=ROOT / "client",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (ran.stdout, ran.stderr) == (output, "")
