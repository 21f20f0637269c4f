"""Files that appear whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.bulk.cluster.storage import UNFINISHED, Folder
from app.bulk.cluster.tables import Counts, done, note, noted, tables
from app.errors import Unreadable

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_has_no_name_until_it_is_whole(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    with folder.written("a/b") as file:
        file.write(b"half")
        assert folder.read("a/b") is None
        file.write(b" and half")

    assert folder.read("a/b") == b"half and half"


def test_a_write_that_breaks_off_leaves_the_older_file(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    with folder.written("a") as file:
        file.write(b"old")
    with pytest.raises(ZeroDivisionError), folder.written("a") as file:
        file.write(b"%d" % (1 // 0))

    assert folder.read("a") == b"old"


def test_what_was_left_unfinished_is_swept_and_never_listed(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    with pytest.raises(ZeroDivisionError), folder.written("a"):
        raise ZeroDivisionError
    (tmp_path / "b").write_bytes(b"one")

    assert folder.files() == [("b", 3)]
    folder.sweep()
    assert not list((tmp_path / UNFINISHED).iterdir())


def test_a_shard_that_raises_leaves_no_table_and_no_note(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    with pytest.raises(ZeroDivisionError), tables(folder, "shard"):
        raise ZeroDivisionError

    assert (folder.names("documents"), folder.names("failures"), done(folder)) == (set(), set(), set())


def test_a_note_gives_back_the_counts(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    counts = Counts(3, {"too_large": 1}, {"request": 2}, 100, 1.5)
    note(folder, "shard", counts)

    assert (noted(folder, "shard"), done(folder)) == (counts, {"shard"})


def test_a_scheme_that_nobody_knows_is_named() -> None:
    with pytest.raises(Unreadable, match="nowhere://x: no folder that can be reached"):
        Folder("nowhere://x")
