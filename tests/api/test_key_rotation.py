"""API keys of a file, in a running service: named in the log, changed without a restart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.running import RunningService, run_cli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("secrets") / "keys"


@pytest.fixture(scope="module")
def guarded(keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    keys.write_text("# crawlers\nnorth:north-key-1\n", encoding="utf-8")
    log = tmp_path_factory.mktemp("guarded") / "log"
    settings = {"api_keys": "fixed-key-0", "api_keys_file": keys}
    with RunningService(log, workers=1, **settings) as running:
        yield running


def replace(keys: Path, content: str) -> None:
    """Put a new file in the place of the old, as one step."""
    new = keys.with_name("new")
    new.write_text(content, encoding="utf-8")
    new.replace(keys)


def status(service: RunningService, key: str) -> int:
    return service.client.get("/version", headers={"X-API-Key": key}).status_code


def test_the_name_of_the_key_stands_in_the_log(guarded: RunningService, keys: Path) -> None:
    replace(keys, "north:north-key-1")
    guarded.wait_for(lambda: status(guarded, "north-key-1") == 200)
    headers = {"Authorization": "Bearer north-key-1", "X-Request-ID": "named"}
    guarded.client.post("/clean", json={"text": "x"}, headers=headers)
    guarded.client.get("/version", headers={"X-API-Key": "fixed-key-0", "X-Request-ID": "unnamed"})
    guarded.wait_for(lambda: '"unnamed"' in guarded.log())

    lines = [json.loads(line) for line in guarded.log().splitlines()]
    callers = {line["request_id"]: line.get("caller") for line in lines if "request_id" in line}
    assert (callers["named"], callers["unnamed"]) == ("north", None)
    assert "-key-" not in guarded.log()


def test_keys_are_rotated_without_a_restart(guarded: RunningService, keys: Path) -> None:
    replace(keys, "north:north-key-1\nnorth:north-key-2\n")
    guarded.wait_for(lambda: status(guarded, "north-key-2") == 200)
    assert status(guarded, "north-key-1") == 200

    replace(keys, "north:north-key-2\n")
    guarded.wait_for(lambda: status(guarded, "north-key-1") == 401)

    assert [status(guarded, key) for key in ("north-key-2", "fixed-key-0", "other-key-3")] == [200, 200, 401]


@pytest.mark.parametrize("content", ["", "# none\n", "hush\n"])
def test_a_broken_file_keeps_the_keys_and_shows_in_log_and_metrics(
    guarded: RunningService, keys: Path, content: str
) -> None:
    def stale() -> float:
        return guarded.metric("cleancopy_file_stale", setting="CLEANCOPY_API_KEYS_FILE")

    replace(keys, "good-key-1")
    guarded.wait_for(lambda: status(guarded, "good-key-1") == 200)
    replace(keys, content)
    guarded.wait_for(lambda: stale() == 1)
    assert [status(guarded, key) for key in ("good-key-1", "", "hush")] == [200, 401, 401]
    assert f"so what was read before stays: CLEANCOPY_API_KEYS_FILE: {keys}" in guarded.log()
    before = guarded.metric("cleancopy_file_reloads_total", setting="CLEANCOPY_API_KEYS_FILE")

    replace(keys, "good-key-2")
    guarded.wait_for(lambda: status(guarded, "good-key-2") == 200)

    assert stale() == 0
    assert guarded.metric("cleancopy_file_reloads_total", setting="CLEANCOPY_API_KEYS_FILE") == before + 1


def test_a_file_without_a_key_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("# none yet\n", encoding="utf-8")

    result = run_cli("serve", "--port", "0", api_keys_file=tmp_path / "keys")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(
        f"Error: CLEANCOPY_API_KEYS_FILE: {tmp_path / 'keys'} has no key; write one"
    )
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    result = run_cli("serve", "--port", "0", "--api-keys-file", str(tmp_path / "keys"))

    assert result.returncode == 1
    assert result.stderr == "Error: CLEANCOPY_API_KEYS_FILE: Path does not point to a file\n"
