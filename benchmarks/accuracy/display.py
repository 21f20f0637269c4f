"""The terminal: a console that is wide enough for the tables, and the progress of a run."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WIDTH = 170


def wide_console() -> Console:
    """The console of standard output.

    A table that is cut tells nothing: a narrow terminal, or a file, gets lines that are too long instead.
    """
    console = Console(highlight=False)
    return console if console.width >= _WIDTH else Console(highlight=False, width=_WIDTH)


@contextmanager
def progress_display() -> Iterator[Callable[[str, int], Callable[[], None]]]:
    """Gives a function that begins a bar of so many steps and returns what makes one step."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:

        def start(description: str, total: int) -> Callable[[], None]:
            task = progress.add_task(description, total=total)
            return lambda: progress.advance(task)

        yield start
