"""Files that are read anew when they change, as secrets and certificates do where they are rotated."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from app.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

logger = logging.getLogger(__name__)

EVERY_SECONDS = 1.0
"""How often the files are looked at. A change is in force after two looks."""

Stamp = tuple[int, int, int, int] | None


class WatchedFiles:
    """The files of one setting, and what reads them; they are read once when this is made.

    `setting`  the variable that names the first of them.
    `load`     reads all of them, takes what it read as a whole, or raises SettingsError and changes nothing.
    `stale`    whether what the files say now could not be taken, so that the former state is still in force.
    `reloads`  how often a change was taken.
    """

    def __init__(self, setting: str, paths: Sequence[Path], load: Callable[[], None]) -> None:
        self.setting = setting
        self.stale = False
        self.reloads = 0
        self._paths = tuple(paths)
        self._load = load
        self._taken = self._seen = self._stamps()
        load()

    def check(self) -> None:
        """Load the files if they have changed, and have stayed so since the last look.

        So a file that somebody writes in place is not read half-written, nor a certificate before its key.
        """
        stamps = self._stamps()
        settled, self._seen = stamps == self._seen, stamps
        if stamps == self._taken or not settled:
            return
        self._taken = stamps  # if it is refused, too: it is complained of once
        try:
            self._load()
        except SettingsError as error:
            self.stale = True
            logger.error("a changed file is not valid, so what was read before stays: %s", error)
        else:
            self.stale = False
            self.reloads += 1
            logger.info("a changed file was read", extra={"setting": self.setting})

    def _stamps(self) -> tuple[Stamp, ...]:
        return tuple(map(_stamp, self._paths))


def _stamp(path: Path) -> Stamp:
    """What changes with the file, also where a link on the way to it is swapped for another (Kubernetes)."""
    with contextlib.suppress(OSError):
        found = path.stat()
        return (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)
    return None


async def watch(watched: Sequence[WatchedFiles]) -> None:
    """Look at the files for ever; in a thread, for a file system may hang."""
    while watched:
        await asyncio.sleep(EVERY_SECONDS)
        for files in watched:
            await asyncio.to_thread(files.check)
