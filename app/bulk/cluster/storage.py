"""A folder on a disk or in an object store, whose files appear whole or not at all."""

from __future__ import annotations

import contextlib
import posixpath
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from pyarrow import fs

from app.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyarrow import NativeFile

UNFINISHED = "_unfinished"
"""Where files are written before they get their names. Readers of Parquet folders pass over a `_`."""


class Folder:
    """What stands at a path or a URI that pyarrow knows: `s3://`, `gs://`, `abfs://`, `hdfs://`, and
    `fsspec+<protocol>://` for what fsspec has.

    Paths are relative to it, with `/`. Raises OSError where the file system does.
    """

    def __init__(self, where: str) -> None:
        try:
            self._system, root = fs.FileSystem.from_uri(_uri(where))
        except (OSError, ValueError, ImportError) as error:
            raise Unreadable(f"{where}: no folder that can be reached ({type(error).__name__})") from error
        self._root = root.rstrip("/")

    def files(self) -> list[tuple[str, int]]:
        """Path and size in bytes of each file below, in order of their paths; of a file, itself.

        What begins with `.` or `_`, and what is in such a folder, is passed over.
        """
        found = []
        for info in self._system.get_file_info(fs.FileSelector(self._root, recursive=True)):
            path = posixpath.relpath(info.path, self._root)
            if info.type is fs.FileType.File and not any(part[0] in "._" for part in path.split("/")):
                found.append((path, info.size or 0))
        return sorted(found)

    def names(self, folder: str) -> set[str]:
        """The names of the files in a folder; none where there is no such folder."""
        selector = fs.FileSelector(self._at(folder), allow_not_found=True)
        return {info.base_name for info in self._system.get_file_info(selector)}

    def open(self, path: str, *, seekable: bool = False) -> NativeFile:
        """A file, to read its bytes as they are stored: in their order, or any part of them."""
        if seekable:
            return self._system.open_input_file(self._at(path))
        return self._system.open_input_stream(self._at(path), compression=None, buffer_size=1024 * 1024)

    def read(self, path: str) -> bytes | None:
        """What a file holds; None where there is none."""
        if self._system.get_file_info(self._at(path)).type is not fs.FileType.File:
            return None
        with self.open(path) as file:
            return bytes(file.read())

    @contextlib.contextmanager
    def written(self, path: str) -> Iterator[NativeFile]:
        """A stream for a file that gets its name at the end of the block, in an older one's place.

        Where the block raises, nothing has changed.
        """
        aside, final = self._at(f"{UNFINISHED}/{uuid.uuid4().hex}"), self._at(path)
        for name in (aside, final):
            self._system.create_dir(posixpath.dirname(name), recursive=True)
        with self._system.open_output_stream(aside, compression=None) as file:
            yield file
        self._system.move(aside, final)

    def sweep(self) -> None:
        """Take away what attempts that were killed have left."""
        self._system.delete_dir_contents(self._at(UNFINISHED), missing_dir_ok=True)

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"


def _uri(where: str) -> str:
    return where if "://" in where else str(Path(where).resolve())
