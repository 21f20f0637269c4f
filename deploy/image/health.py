"""Asks the service in the same container how it is: exit code 0 if it answers 200, else 1.

`health.py` asks whether the process lives, `health.py /readyz` whether documents are taken. Imports no more
than it must: it runs every few seconds, in the container's share of the processor.
"""

import os
import socket
import sys

TIMEOUT_SECONDS = 2.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 (compared, not listened on)


def healthy(path: str) -> bool:
    """Whether `GET path` is answered with 200."""
    host = os.environ.get("CLEANCOPY_HOST", "127.0.0.1")
    address = (EVERYWHERE.get(host, host), int(os.environ.get("CLEANCOPY_PORT", "8000")))
    try:
        with socket.create_connection(address, TIMEOUT_SECONDS) as connection:
            connection.sendall(
                f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
            )
            return connection.recv(64).startswith(b"HTTP/1.1 200 ")
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if healthy(sys.argv[1] if len(sys.argv) > 1 else "/healthz") else 1)
