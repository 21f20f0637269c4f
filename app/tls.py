"""TLS of the server: its certificate, whom it asks for one, and both anew when the files change."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from app.errors import SettingsError
from app.reload import WatchedFiles
from app.settings import variable

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings


class ServerTls:
    """The context that the server listens with, and the files behind it.

    A context that listens cannot lose an authority or, halfway through, be without a key. So each change of
    the files makes a new one, which every handshake from then on is handed to; open connections stay.
    Raises SettingsError, naming the variable, if the files are not valid.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        files = (settings.tls_cert_file, settings.tls_key_file, settings.tls_client_ca_file)
        paths = [path for path in files if path is not None]
        self.watched = WatchedFiles(variable("tls_cert_file"), paths, self._load)
        self.context = make_context(settings)
        # Called for every client, whether it names a server or not (ssl.SSLContext.sni_callback).
        self.context.sni_callback = self._hand_over

    def _load(self) -> None:
        self._current = make_context(self._settings)

    def _hand_over(self, connection: ssl.SSLObject, _name: str | None, _context: ssl.SSLContext) -> None:
        connection.context = self._current


def make_context(settings: Settings) -> ssl.SSLContext:
    """A context of the files as they are now: TLS 1.2 or newer. Raises SettingsError."""
    certificate = settings.tls_cert_file
    if certificate is None:
        raise SettingsError(f"{variable('tls_cert_file')}: TLS needs a certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    _load_certificate(context, certificate, settings.tls_key_file)
    if settings.tls_client_ca_file is not None:
        _load_authorities(context, settings.tls_client_ca_file)
        context.verify_mode = ssl.CERT_REQUIRED
        # A resumed session does not show its certificate again, so it would outlive its authority.
        context.num_tickets = 0
        context.options |= ssl.OP_NO_TICKET
    return context


def _load_certificate(context: ssl.SSLContext, certificate: Path, key: Path | None) -> None:
    setting = variable("tls_cert_file" if key is None else "tls_key_file")
    try:
        context.load_cert_chain(certificate, key, password=_no_passphrase)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise SettingsError(f"{setting}: {key or certificate} is not the key of {certificate}") from None
        if not _has(certificate, "CERTIFICATE"):
            named = variable("tls_cert_file")
            raise SettingsError(f"{named}: {certificate} has no certificate as PEM") from None
        raise SettingsError(f"{setting}: {key or certificate} has no private key as PEM") from None
    except _PassphraseError:
        problem = f"{key or certificate} has a passphrase; give the key without one"
        raise SettingsError(f"{setting}: {problem}") from None
    except OSError as error:
        raise SettingsError(f"{setting}: {certificate}, {key} cannot be read: {error.strerror}") from None


def _load_authorities(context: ssl.SSLContext, authorities: Path) -> None:
    setting = variable("tls_client_ca_file")
    try:
        context.load_verify_locations(authorities)
    except ssl.SSLError:
        raise SettingsError(f"{setting}: {authorities} has no certificate as PEM") from None
    except OSError as error:
        raise SettingsError(f"{setting}: {authorities} cannot be read: {error.strerror}") from None


class _PassphraseError(Exception):
    pass


def _no_passphrase() -> str:
    # Without this OpenSSL would ask on the terminal, and wait.
    raise _PassphraseError


def _has(path: Path, what: str) -> bool:
    return f"-----BEGIN {what}-----".encode() in path.read_bytes()
