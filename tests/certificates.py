"""Certificates for the tests of TLS, made while they run."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import trustme


@dataclass(frozen=True)
class Files:
    """A certificate with its key, and the authority that signed it, each a PEM file."""

    certificate: Path
    key: Path
    authority: Path


def issue(authority: trustme.CA, folder: Path, *names: str) -> Files:
    """A certificate for servers and clients in a folder of its own. Each file is replaced in one step."""
    folder.mkdir(exist_ok=True)
    issued = authority.issue_cert(*names)
    contents = {
        "tls.crt": b"".join(blob.bytes() for blob in issued.cert_chain_pems),
        "tls.key": issued.private_key_pem.bytes(),
        "ca.crt": authority.cert_pem.bytes(),
    }
    for name, content in contents.items():
        (folder / "new").write_bytes(content)
        (folder / "new").replace(folder / name)
    return Files(folder / "tls.crt", folder / "tls.key", folder / "ca.crt")


def client_context(server: trustme.CA, own: Files | None = None) -> ssl.SSLContext:
    """What a client knows: whom it trusts, and its own certificate if it has one."""
    context = ssl.create_default_context()
    server.configure_trust(context)
    if own is not None:
        context.load_cert_chain(own.certificate, own.key)
    return context
