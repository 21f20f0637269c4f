"""The service on a Unix socket."""

from __future__ import annotations

import signal
import socket
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import unix_socket
from app.errors import SettingsError
from tests.health import health
from tests.running import RunningService, run_cli

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def path() -> Iterator[Path]:
    """Where a socket may be: pytest's own folders have names that are too long for one."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "cleancopy.sock"


def leave_behind(path: Path) -> None:
    """A socket whose process has gone."""
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))


def test_a_document_is_cleaned_through_a_socket(path: Path, tmp_path: Path) -> None:
    leave_behind(path)
    with RunningService(tmp_path / "log", workers=1, unix_socket=path) as service:
        response = service.clean(text="The ferry sailed again on Monday.")

        assert service.url == f"unix:{path}"
        assert response.status_code == 200
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        assert health("/readyz", unix_socket=path) == 0
        assert health("/nothing", unix_socket=path) == 1

        second = run_cli("serve", unix_socket=path)
        problem = f"CLEANCOPY_UNIX_SOCKET: {path} is in use: a process listens there"
        assert (second.returncode, second.stderr) == (1, f"Error: {problem}\n")
        assert service.client.get("/healthz").status_code == 200

        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(30) == 0

    assert not path.exists()


@pytest.mark.parametrize("mode", [0o600, 0o660, 0o666])
def test_the_permissions_are_there_from_the_beginning(path: Path, mode: int) -> None:
    with unix_socket.bind(path, mode):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_something_else_is_not_replaced(path: Path) -> None:
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        unix_socket.bind(path, 0o660)

    assert str(caught.value) == f"CLEANCOPY_UNIX_SOCKET: {path} is there already, and no socket"
    assert path.read_text("utf-8") == "mine"


def test_a_folder_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        unix_socket.bind(path / "x", 0o660)

    problem = f"{path / 'x'} cannot be listened on: No such file or directory"
    assert str(caught.value) == f"CLEANCOPY_UNIX_SOCKET: {problem}"


def test_a_path_that_is_too_long_is_refused(path: Path) -> None:
    long = path.with_name("x" * 120)

    with pytest.raises(SettingsError) as caught:
        unix_socket.bind(long, 0o660)

    assert str(caught.value) == f"CLEANCOPY_UNIX_SOCKET: {long} cannot be listened on: AF_UNIX path too long"
