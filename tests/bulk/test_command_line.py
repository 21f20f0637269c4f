"""`cleancopy clean`, run as a program."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import psutil
import pyarrow.parquet as pq
import pytest

from app.bulk.json_lines import LinesFile
from app.bulk.parquet import ParquetFile
from tests.bulk.archives import conversion, page, parts, responses
from tests.running import PATIENCE, ROOT, environment, run_cli

if TYPE_CHECKING:
    from pathlib import Path

FERRY = {
    "id": "ferry",
    "text": "Ferry returns to the strait\nBy Jane Doe\n3 May 2021\n\nThe old ferry sailed again on Monday, "
    "with two hundred people and one goat on board.",
}
PAGES = 120


def rows_of(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return rows
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    return [json.loads(line) for line in content.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of each form, one of the lines bad."""
    made = tmp_path_factory.mktemp("inputs")
    (made / "page.html").write_text(page(1), encoding="utf-8")
    (made / "note.txt.gz").write_bytes(
        gzip.compress(b"Ferry returns\n\nThe old ferry sailed again on Monday.")
    )
    (made / "lines.jsonl").write_text(f"{json.dumps(FERRY)}\n\nnot JSON\n", encoding="utf-8")
    (made / "crawl.warc.gz").write_bytes(b"".join(parts(responses(2), ".gz")))
    (made / "crawl.wet.zst").write_bytes(parts([conversion(1, FERRY["text"])], ".zst")[0])
    (made / "picture.png").write_bytes(b"\x89PNG")
    return made


def test_a_folder_is_cleaned_in_order_with_its_failures_beside(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl.gz"

    ran = run_cli("clean", str(folder), "-o", str(output), "--workers", "2")

    assert ran.returncode == 1
    assert [row["source"].removeprefix(f"{folder}/") for row in rows_of(output)] == [
        "crawl.warc.gz#1",
        "crawl.warc.gz#2",
        "crawl.wet.zst#1",
        "lines.jsonl#1",
        "note.txt.gz",
        "page.html",
    ]
    (failure,) = rows_of(tmp_path / "out.errors.jsonl")
    assert (failure["source"], failure["code"]) == (f"{folder}/lines.jsonl#3", "malformed_body")
    counts = dict(line.rsplit(maxsplit=1) for line in ran.stderr.splitlines())
    assert (counts["documents"], counts["  cleaned"], counts["    malformed_body"]) == ("7", "6", "1")
    assert "\r" not in ran.stderr  # a bar is for terminals


def test_standard_input_to_standard_output(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "app.cli", "clean", "-", "--workers", "1", "--explain", "--quiet"],
        cwd=ROOT,
        env=environment({}),
        input=json.dumps(FERRY).encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )

    row = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert (row["id"], row["source"], row["title"]) == ("ferry", "-#1", "Ferry returns to the strait")
    assert [block["rule"] for block in row["struck"]] == ["header.title", "header.byline", "header.date"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing-here"], "nothing-here: there is no such file"),
        (["README.md", "--resume"], "need a file to write: -o"),
        (["README.md", "--workers", "0"], "CLEANCOPY_WORKERS: Input should be greater than or equal to 1"),
    ],
    ids=["no input", "no output", "bad setting"],
)
def test_what_cannot_begin_ends_with_2(arguments: list[str], message: str) -> None:
    ran = run_cli("clean", *arguments)

    assert ran.returncode == 2
    assert message in ran.stderr


def test_an_output_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("mine\n", encoding="utf-8")

    ran = run_cli("clean", "README.md", "-o", str(output))

    assert (ran.returncode, output.read_text(encoding="utf-8")) == (2, "mine\n")
    assert "is there already" in ran.stderr


def test_an_output_that_cannot_be_written_ends_with_3() -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "app.cli", "clean", "README.md", "--workers", "1"],
            cwd=ROOT,
            env=environment({}),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )

    assert ran.returncode == 3
    assert b"the run broke off" in ran.stderr


def stopped(arguments: list[str], number: signal.Signals, begun: Path, least: int = 20_000) -> int:
    """Start a run, end it with a signal once it has written some, and every process of it."""
    command = [sys.executable, "-m", "app.cli", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment({}), start_new_session=True)
    end = time.monotonic() + PATIENCE
    while not (begun.exists() and begun.stat().st_size >= least):
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    code = process.wait(PATIENCE)
    psutil.wait_procs(children, PATIENCE)
    return code


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)], ids=["killed", "interrupted"]
)
def test_a_run_that_was_ended_is_gone_on_with(number: signal.Signals, code: int, tmp_path: Path) -> None:
    crawl, output = tmp_path / "crawl.warc.gz", tmp_path / "out.jsonl"
    pieces = parts(responses(PAGES), ".gz")
    pieces[5] = b"\xff" * len(pieces[5])
    crawl.write_bytes(b"".join(pieces))
    run = ["clean", str(crawl), "-o", str(output), "--workers", "2", "--quiet"]

    assert stopped(run, number, output) == code
    before = output.read_bytes()
    with output.open("ab") as file:
        file.write(b'{"id":"torn","source":"crawl')  # as a kill between two writes of a row leaves it
    resumed = run_cli(*run, "--resume")

    assert resumed.returncode == 1, resumed.stderr
    assert 0 < before.count(b"\n") < PAGES - 1
    assert output.read_bytes().startswith(before[: before.rfind(b"\n") + 1])
    found = Counter(
        row["source"] for name in (output, tmp_path / "out.errors.jsonl") for row in rows_of(name)
    )
    assert found == {f"{crawl}#{position}": 1 for position in range(1, PAGES + 1)}


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_lines_cut_at_any_byte_keep_every_whole_row(suffix: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("app.bulk.json_lines.MEMBER_BYTES", 40)
    path = tmp_path / f"out{suffix}"
    sources = [f"a#{number}" for number in range(5)]
    lines = LinesFile(path)
    ends = [0]
    for source in sources:
        lines.write({"id": "x" * 40, "source": source})
        ends.append(path.stat().st_size)
    lines.close(complete=True)
    whole = path.read_bytes()

    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        again = LinesFile(path)
        kept = sum(end <= cut for end in ends) - 1
        assert list(again.recover()) == sources[:kept]
        assert path.stat().st_size == ends[kept]
        again.close(complete=False)


def article(source: str) -> dict[str, Any]:
    return {"source": source, "body": "The old ferry sailed again."}


def test_parquet_is_one_file_once_all_is_done(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    rows = ParquetFile(path)
    rows.empty()
    rows.write(article("a#1"))
    rows.close(complete=False)

    again = ParquetFile(path)
    assert list(again.recover()) == ["a#1"]
    again.write(article("a#2"))
    again.close(complete=True)

    assert [row["source"] for row in rows_of(path)] == ["a#1", "a#2"]
    assert [left.name for left in tmp_path.iterdir()] == ["out.parquet"]


def test_parquet_goes_on_behind_a_part_that_was_not_finished(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("app.bulk.parquet.PART_ROWS", 1)
    path = tmp_path / "out.parquet"
    rows = ParquetFile(path)
    rows.empty()
    rows.write(article("a#1"))
    (tmp_path / "out.parquet.parts" / "00000001.unfinished").write_bytes(b"PAR1 and then nothing")

    again = ParquetFile(path)
    assert list(again.recover()) == ["a#1"]
    again.write(article("a#2"))
    again.close(complete=True)

    assert [row["source"] for row in rows_of(path)] == ["a#1", "a#2"]


def test_parts_beside_a_whole_parquet_file_are_leftovers(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    rows = ParquetFile(path)
    rows.empty()
    rows.write(article("a#1"))
    rows.close(complete=False)
    part = tmp_path / "out.parquet.parts" / "00000000.parquet"
    path.write_bytes(part.read_bytes())  # as a kill leaves it between the last two steps

    again = ParquetFile(path)
    assert list(again.recover()) == ["a#1"]
    again.close(complete=True)

    assert [row["source"] for row in rows_of(path)] == ["a#1"]


def test_a_killed_run_to_parquet_is_gone_on_with(tmp_path: Path) -> None:
    crawl, output = tmp_path / "crawl.warc.zst", tmp_path / "out.parquet"
    crawl.write_bytes(b"".join(parts(responses(600), ".zst")))
    run = ["clean", str(crawl), "-o", str(output), "--workers", "2", "--quiet"]

    assert stopped(run, signal.SIGKILL, tmp_path / "out.parquet.parts" / "00000000.parquet", 1) == -9
    assert not output.exists()
    resumed = run_cli(*run, "--resume")

    assert resumed.returncode == 0, resumed.stderr
    assert Counter(row["source"] for row in rows_of(output)) == {
        f"{crawl}#{position}": 1 for position in range(1, 601)
    }
