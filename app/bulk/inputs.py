"""The files that arguments name: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD_INPUT = "-"

COMPRESSED = (".gz", ".zst")


class Form(StrEnum):
    """How a file holds documents."""

    HTML = "html"
    TEXT = "text"
    JSONL = "jsonl"
    WARC = "warc"


FORMS = {
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".md": Form.TEXT,
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".warc": Form.WARC,
    ".wet": Form.WARC,
}


@dataclass(frozen=True, slots=True)
class Input:
    """One file. `form` is None where only its beginning tells; `size` in bytes, None of what has none."""

    path: str
    form: Form | None
    size: int | None


def form_of(path: str) -> Form | None:
    """What the name of a file says that it holds."""
    name = path.lower()
    for suffix in COMPRESSED:
        name = name.removesuffix(suffix)
    return FORMS.get(Path(name).suffix)


def find_inputs(arguments: Iterable[str], form: Form | None = None) -> list[Input]:
    """The files that the arguments name, each once, in their order; those of a folder by name.

    In folders, files whose names do not say what they hold are passed over, unless `form` does. Raises
    Unreadable for an argument that names nothing.
    """
    found: dict[str, Input] = {}
    for argument in arguments:
        before = len(found)
        named = list(_paths(argument, form))
        for path in named:
            found.setdefault(path, _input(path, form))
        if not named and before == len(found):
            raise Unreadable(f"{argument}: there is no such file, and nothing in it that can be read")
    return list(found.values())


def _paths(argument: str, form: Form | None) -> Iterator[str]:
    if argument == STANDARD_INPUT:
        yield argument
    elif os.path.isdir(argument):
        yield from _in_folder(argument, form)
    elif os.path.exists(argument):
        yield os.path.normpath(argument)
    else:
        for path in sorted(glob.glob(argument, recursive=True)):
            yield from _in_folder(path, form) if os.path.isdir(path) else [os.path.normpath(path)]


def _in_folder(folder: str, form: Form | None) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in sorted(names):
            if not name.startswith(".") and (form or form_of(name)) is not None:
                yield os.path.normpath(os.path.join(parent, name))


def _input(path: str, form: Form | None) -> Input:
    if path == STANDARD_INPUT:
        return Input(path, form, None)
    regular = os.path.isfile(path)
    return Input(path, form or form_of(path), os.path.getsize(path) if regular else None)
