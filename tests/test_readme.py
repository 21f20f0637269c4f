"""What the README prints is what happens."""

from __future__ import annotations

import gzip
import re
import shlex
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sh\n([^`]*?curl [^`]*?)```\s+```json\n(.*?)```", README, re.DOTALL)
PAGE = re.compile(r"<<'END'\n(.*?\n)END\n", re.DOTALL)


def as_curl_would(command: str, base_url: str) -> httpx.Response:
    """Send what a curl command of the README sends; a machine that runs the tests may have no curl."""
    words = shlex.split(command.partition("curl ")[2])
    url = next(word for word in words if word.startswith("http://"))
    headers = dict(value.split(": ", 1) for flag, value in pairwise(words) if flag == "-H")
    page = PAGE.search(command)
    if page is not None:
        body = gzip.compress(page[1].encode())
    else:
        body = next(value for flag, value in pairwise(words) if flag == "-d").encode()
    target = url.replace("http://127.0.0.1:8000", base_url)
    return httpx.post(target, headers=headers, content=body, timeout=60)


def test_the_readme_shows_commands_with_their_answers() -> None:
    assert len(EXAMPLES) == 2


@pytest.mark.parametrize(("command", "answer"), EXAMPLES, ids=["text", "page"])
def test_a_command_of_the_readme_gives_the_answer_below_it(command: str, answer: str, base_url: str) -> None:
    response = as_curl_would(command, base_url)

    assert response.json() == httpx.Response(200, text=answer).json()
