"""Files that are read again when they change: looked at here by hand, one look after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import SettingsError
from app.reload import WatchedFiles

if TYPE_CHECKING:
    from pathlib import Path


class Reader:
    """What stands in a file, as it was last taken."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.taken: list[str] = []
        path.write_text("first", encoding="utf-8")
        self.files = WatchedFiles("CLEANCOPY_SOME_FILE", [path], self.load)

    def load(self) -> None:
        try:
            text = self.path.read_text("utf-8")
        except OSError:
            raise SettingsError("it is gone") from None
        if text == "broken":
            raise SettingsError("it is broken")
        self.taken.append(text)

    def write(self, text: str) -> None:
        """Put a new file in the place of the old."""
        new = self.path.with_name("new")
        new.write_text(text, encoding="utf-8")
        new.replace(self.path)

    def look(self, times: int) -> None:
        for _ in range(times):
            self.files.check()


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "file")


def test_a_file_is_read_at_once_and_not_again_while_it_stays(reader: Reader) -> None:
    reader.look(5)

    assert reader.taken == ["first"]
    assert (reader.files.stale, reader.files.reloads) == (False, 0)


def test_a_file_that_is_not_valid_at_the_start_is_refused(tmp_path: Path) -> None:
    def load() -> None:
        raise SettingsError("it is broken")

    with pytest.raises(SettingsError, match="it is broken"):
        WatchedFiles("CLEANCOPY_SOME_FILE", [tmp_path / "file"], load)


def test_a_change_is_taken_once_it_has_settled(reader: Reader) -> None:
    reader.write("second")
    reader.look(1)
    assert reader.taken == ["first"]

    reader.look(5)

    assert reader.taken == ["first", "second"]
    assert (reader.files.stale, reader.files.reloads) == (False, 1)


def test_a_file_that_is_still_written_to_is_left_alone(reader: Reader) -> None:
    for half in ("s", "se", "sec", "seco"):
        reader.write(half)
        reader.look(1)

    assert reader.taken == ["first"]


def test_a_link_that_is_swapped_on_the_way_to_the_file_is_a_change(tmp_path: Path) -> None:
    # As Kubernetes mounts a secret: keys -> ..data/keys, ..data -> ..2024_05_03, and only ..data is swapped.
    for day in ("..2024_05_03", "..2024_05_04"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "keys").write_text(day, encoding="utf-8")
    (tmp_path / "..data").symlink_to("..2024_05_03")
    (tmp_path / "keys").symlink_to("..data/keys")
    taken = []
    files = WatchedFiles(
        "X", [tmp_path / "keys"], lambda: taken.append((tmp_path / "keys").read_text("utf-8"))
    )

    (tmp_path / "..new").symlink_to("..2024_05_04")
    (tmp_path / "..new").replace(tmp_path / "..data")
    files.check()
    files.check()

    assert taken == ["..2024_05_03", "..2024_05_04"]


def test_what_is_not_valid_is_not_taken_and_complained_of_once(
    reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    reader.write("broken")
    reader.look(5)

    assert reader.taken == ["first"]
    assert (reader.files.stale, reader.files.reloads) == (True, 0)
    assert caplog.messages == ["a changed file is not valid, so what was read before stays: it is broken"]


def test_a_file_that_is_gone_is_complained_of(reader: Reader, caplog: pytest.LogCaptureFixture) -> None:
    reader.path.unlink()
    reader.look(5)

    assert reader.files.stale
    assert caplog.messages == ["a changed file is not valid, so what was read before stays: it is gone"]


def test_a_file_that_is_mended_is_taken(reader: Reader) -> None:
    reader.write("broken")
    reader.look(2)
    reader.write("mended")
    reader.look(2)

    assert reader.taken == ["first", "mended"]
    assert (reader.files.stale, reader.files.reloads) == (False, 1)
