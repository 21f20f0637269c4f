"""What is killed while a job runs loses no document and doubles none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.cluster.conftest import (
    Nodes,
    actors,
    bulk,
    column,
    ended,
    ids,
    shards_done,
    wait_until,
    workers,
    write_lines,
)
from tests.cluster.documents import made
from tests.workers.documents import ENDLESS, HUNGRY

if TYPE_CHECKING:
    from pathlib import Path

SHARDS = 14
DOCUMENTS = 60


def written(folder: Path) -> Counter[str]:
    """Write a folder of JSONL; its ids."""
    known: Counter[str] = Counter()
    for number in range(SHARDS):
        documents = made(DOCUMENTS, f"{number}")
        if number == SHARDS - 4:
            documents.insert(30, {"id": "endless", "text": ENDLESS})
        if number == SHARDS - 3:
            documents.insert(30, {"id": "hungry", "html": HUNGRY})
        write_lines(folder / f"pages-{number:02}.jsonl", documents)
        known.update(document["id"] for document in documents)
    return known


def test_a_worker_an_actor_and_a_node_are_killed_and_every_id_comes_out_once(
    nodes: Nodes, tmp_path: Path
) -> None:
    known = written(tmp_path / "in")
    output = tmp_path / "out"
    limits = {"deadline_seconds": 2, "worker_memory_mb": 512, "max_tags": 10_000_000}
    job = bulk(tmp_path / "in", output, "--address", nodes.address, **limits)

    wait_until(lambda: shards_done(output) >= 1, job)
    (first, second) = actors(nodes.root)
    (worker,) = workers(first)
    worker.kill()
    wait_until(lambda: shards_done(output) >= 3, job)
    second.kill()
    wait_until(lambda: shards_done(output) >= 5 and len(actors(nodes.root)) == 2, job)
    nodes.kill_second()
    left = SHARDS - shards_done(output)
    code, told = ended(job)

    assert left > 1
    assert code == 1, told  # some documents failed
    assert ids(output) == known
    broken = dict(zip(column(output, "failures", "id"), column(output, "failures", "code"), strict=True))
    assert broken == {"endless": "deadline_exceeded", "hungry": "out_of_memory"}


def test_a_job_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    known = written(tmp_path / "in")
    output = tmp_path / "out"
    limits = {"deadline_seconds": 2, "worker_memory_mb": 512, "max_tags": 10_000_000}
    job = bulk(tmp_path / "in", output, "--actors", "2", **limits)
    wait_until(lambda: shards_done(output) >= 4, job)
    job.kill()
    job.communicate()
    before = {file: file.stat().st_mtime_ns for file in output.glob("documents/*")}
    finished = [name.stem for name in output.glob("_done/*")]

    code, told = ended(bulk(tmp_path / "in", output, "--actors", "2", **limits))

    assert code == 1, told  # some documents failed
    assert ids(output) == known
    after = {file: file.stat().st_mtime_ns for file in output.glob("documents/*")}
    assert {file: time for file, time in before.items() if file.stem in finished}.items() <= after.items()
    assert not list(output.glob("_unfinished/*"))
