"""Asks the service in the same container how it is: exit code 0 if it answers 200, else 1.

`health.py` asks whether the process lives, `health.py /readyz` whether documents are taken. Imports no more
than it must: it runs every few seconds, in the container's share of the processor.

Where the service speaks TLS it shows the service's own certificate, and so passes where clients need one, if
that one is also good for clients (docs/security.md).
"""

import os
import socket
import sys

TIMEOUT_SECONDS = 2.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 (compared, not listened on)


def healthy(path: str) -> bool:
    """Whether `GET path` is answered with 200."""
    try:
        with _connection() as connection:
            connection.sendall(
                f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
            )
            return connection.recv(64).startswith(b"HTTP/1.1 200 ")
    except OSError:
        return False


def _connection() -> socket.socket:
    path = os.environ.get("CLEANCOPY_UNIX_SOCKET")
    if path:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(TIMEOUT_SECONDS)
        connection.connect(path)
        return connection
    host = os.environ.get("CLEANCOPY_HOST", "127.0.0.1")
    address = (EVERYWHERE.get(host, host), int(os.environ.get("CLEANCOPY_PORT", "8000")))
    connection = socket.create_connection(address, TIMEOUT_SECONDS)
    certificate = os.environ.get("CLEANCOPY_TLS_CERT_FILE")
    return _secured(connection, certificate) if certificate else connection


def _secured(connection: socket.socket, certificate: str) -> socket.socket:
    import ssl  # noqa: PLC0415 (only where it is needed; see above)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # it is asked by address, from within the same container
    context.verify_mode = ssl.CERT_NONE
    context.load_cert_chain(certificate, os.environ.get("CLEANCOPY_TLS_KEY_FILE") or None)
    return context.wrap_socket(connection)


if __name__ == "__main__":
    sys.exit(0 if healthy(sys.argv[1] if len(sys.argv) > 1 else "/healthz") else 1)
