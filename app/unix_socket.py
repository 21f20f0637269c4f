"""A Unix socket to listen on."""

from __future__ import annotations

import os
import socket
import stat
from typing import TYPE_CHECKING

from app.errors import SettingsError
from app.settings import variable

if TYPE_CHECKING:
    from pathlib import Path


def bind(path: Path, mode: int) -> socket.socket:
    """A socket bound to `path`, with these permissions from its first moment on.

    A socket that a process left behind is replaced. Raises SettingsError if the path is something else, if
    a process listens there, or if it cannot be made.
    """
    named = f"{variable('unix_socket')}: {path}"
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        _remove_left_behind(path, named)
        before = os.umask(0o777 & ~mode)
        try:
            listener.bind(str(path))
        finally:
            os.umask(before)
    except OSError as error:
        listener.close()
        raise SettingsError(f"{named} cannot be listened on: {error.strerror or error}") from None
    except SettingsError:
        listener.close()
        raise
    return listener


def _remove_left_behind(path: Path, named: str) -> None:
    if not os.path.lexists(path):
        return
    if not stat.S_ISSOCK(path.lstat().st_mode):
        raise SettingsError(f"{named} is there already, and no socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
    raise SettingsError(f"{named} is in use: a process listens there")
