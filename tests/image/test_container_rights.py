"""What the container may do: next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.image.container import run

if TYPE_CHECKING:
    from tests.image.container import Container

WRITE_EVERYWHERE = """
import os
elsewhere = ("/proc", "/sys", "/tmp", "/dev")
for folder, folders, files in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in elsewhere]
    try:
        with open(os.path.join(folder, "new"), "w"):
            print(folder)
    except OSError:
        pass
"""


def status(container: Container) -> dict[str, str]:
    """What the kernel says of the container's first process."""
    lines = container.execute("cat", "/proc/1/status").stdout.splitlines()
    return {name: value.strip() for name, value in (line.split(":", 1) for line in lines)}


def test_it_runs_as_an_ordinary_user_without_capabilities(container: Container) -> None:
    first = status(container)

    assert first["Uid"].split() == ["10001"] * 4
    assert first["Gid"].split() == ["10001"] * 4
    assert {first[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert first["NoNewPrivs"] == "1"


def test_nothing_can_be_written_outside_tmp(container: Container) -> None:
    assert container.python(WRITE_EVERYWHERE).stdout == ""


def test_not_even_root_writes_to_its_files(container: Container) -> None:
    written = container.execute("python", "-c", "open('/opt/cleancopy/new', 'w')", user="0:0")

    assert "Read-only file system" in written.stderr


def test_all_that_it_leaves_in_tmp_is_the_socket_of_its_workers(container: Container) -> None:
    found = container.execute("find", "/tmp", "-type", "f").stdout  # noqa: S108

    assert found == ""


def test_it_logs_nothing_but_its_own_lines(container: Container) -> None:
    assert "Traceback" not in container.log()
    assert "telemetry" not in container.log()


def test_it_connects_to_nobody(container: Container) -> None:
    """Of the processes of the container, none holds a connection but those that the test made to its port."""
    pids = run("runc", "ps", "--format", "json", container.name).stdout.strip("[]\n").split(",")
    sockets = run("ss", "--tcp", "--processes", "--no-header", "state", "connected").stdout.splitlines()
    theirs = [line for line in sockets if any(f"pid={pid}," in line for pid in pids)]

    assert [line for line in theirs if f":{container.port} " not in line] == []
