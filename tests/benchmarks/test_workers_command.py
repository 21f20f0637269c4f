"""The whole command, as short as it can be."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.workers.run import ROUNDS
from benchmarks.workers.sides import OURS, PEBBLE

ROOT = Path(__file__).parents[2]

SHORTEST = {"rounds": 1, "calls": 1, "overruns": 1, "idle-seconds": 0.01, "documents": 2, "large": 10_000}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    path = tmp_path_factory.mktemp("workers") / "workers.json"
    flags = [f"--{name}={value}" for name, value in SHORTEST.items()]
    command = [sys.executable, "-m", "benchmarks.workers", f"--json={path}", *flags]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(path.read_text()) | {"table": run.stdout}


@pytest.fixture(scope="module")
def values(found):
    return {
        row["what"]: {side: figure["values"] for side, figure in row["sides"].items()}
        for row in found["rows"]
    }


@pytest.mark.parametrize("what", [what for what, _ in ROUNDS])
def test_each_figure_of_the_rounds_is_there_for_both_sides(values, what):
    assert {side: len(of_side) for side, of_side in values[what].items()} == {OURS: 1, PEBBLE: 1}


@pytest.mark.parametrize("moment", ["fresh", "after 2 documents"])
def test_the_memory_that_is_a_workers_own_is_part_of_what_it_has_resident(values, moment):
    (own, resident) = (
        values[f"the service: a worker, {moment}, {what}"][OURS] for what in ("its own (USS)", "resident")
    )
    assert all(0 < part < whole for part, whole in zip(own, resident, strict=True))
    assert len(own) == 2


def test_the_front_process_is_measured_too(values):
    assert values["the service: front process, fresh, resident"][OURS][0] > 0


def test_the_table_names_the_command_and_the_versions(found):
    assert "python -m benchmarks.workers" in found["table"]
    assert f"pebble {found['versions']['pebble']}" in found["table"]
