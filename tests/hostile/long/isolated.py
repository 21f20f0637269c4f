"""Runs in a network namespace of its own: the service, hostile documents, and watchers of what it touches.

Prints what was seen as JSON. `python -m tests.hostile.long.isolated <folder>`.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import socket
import struct
import sys
import threading
from pathlib import Path

from tests.hostile.pages import ARTICLE
from tests.running import RunningService

TOLD = "the master key of the harbour"
IN_OPEN = 0x20
SIOCSIFFLAGS, IFF_UP = 0x8914, 1


def bring_up_loopback() -> None:
    """As `ip link set lo up` does."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", IFF_UP))


def watch(path: Path) -> int:
    """An inotify descriptor that has something to read once anybody has opened the file."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor: int = libc.inotify_init1(os.O_NONBLOCK)
    assert libc.inotify_add_watch(descriptor, str(path).encode(), IN_OPEN) >= 0
    return descriptor


def was_opened(descriptor: int) -> bool:
    try:
        return bool(os.read(descriptor, 4096))
    except BlockingIOError:
        return False


def listen(asked: list[str]) -> int:
    """A port on which every connection is noted."""
    server = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            connection, _ = server.accept()
            asked.append(connection.recv(200).decode("latin-1"))
            connection.close()

    threading.Thread(target=accept, daemon=True).start()
    port: int = server.getsockname()[1]
    return port


def documents(file: str, http: str) -> list[str]:
    """Pages that ask for a file and for an address in every way that XML and HTML know."""
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    each = [
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY lol "ha">{laughs}]><p>&l9;</p>'.replace(
            "&l0;", "&lol;"
        )
    ]
    for address in (file, http):
        strict = '"-//W3C//DTD XHTML 1.0 Strict//EN"'
        include = '<html xmlns:xi="http://www.w3.org/2001/XInclude">'
        each += [
            f'<!DOCTYPE html [<!ENTITY x SYSTEM "{address}">]><p>&x;</p>',
            f'<!DOCTYPE html [<!ENTITY % x SYSTEM "{address}">%x;]><p>x</p>',
            f'<!DOCTYPE html SYSTEM "{address}"><p>x</p>',
            f'<?xml version="1.0"?><!DOCTYPE html PUBLIC {strict} "{address}"><p>x</p>',
            f'{include}<xi:include href="{address}" parse="text"/></html>',
            f'<?xml-stylesheet type="text/xsl" href="{address}"?><p>x</p>',
            f'<base href="{address}"><link rel=stylesheet href="{address}"><script src="{address}"></script>',
            f'<img src="{address}"><iframe src="{address}"></iframe><object data="{address}"></object>',
            f'<link rel=canonical href="{address}"><meta http-equiv=refresh content="0;url={address}">',
            f'<svg><use href="{address}"/><image href="{address}"/></svg>',
            f'<script type="application/ld+json">{{"@context":"{address}","@id":"{address}"}}</script>',
            f'<html manifest="{address}" xsi:schemaLocation="x {address}"><body background="{address}">',
        ]
    return [page + ARTICLE for page in each]


def main(folder: Path) -> None:
    """Ask the service, and tell what happened."""
    bring_up_loopback()
    canary = folder / "canary"
    canary.write_text(TOLD)
    asked: list[str] = []
    http = f"http://127.0.0.1:{listen(asked)}/canary"
    statuses: list[int] = []
    leaked = 0
    with RunningService(folder / "log", workers=1) as service:
        seen = watch(canary)
        for page in documents(canary.as_uri(), http):
            for media_type in ("text/html", "application/xhtml+xml"):
                answer = service.client.post(
                    "/clean",
                    content=page.encode(),
                    headers={"Content-Type": media_type},
                    params={"url": http},
                )
                statuses.append(answer.status_code)
                leaked += TOLD in answer.text
        opened = was_opened(seen)
        canary.read_text()
        control = was_opened(seen)
    routes = Path("/proc/net/route").read_text().splitlines()[1:]
    told = {"statuses": statuses, "leaked": leaked, "opened": opened, "control": control}
    sys.stdout.write(json.dumps(told | {"asked": asked, "routes": routes}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
