"""Files of TLS that are not valid: refused with the variable and the file to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from app.errors import SettingsError
from app.settings import Settings, load_settings
from app.tls import make_context
from tests.certificates import Files, issue
from tests.running import run_cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return issue(trustme.CA(), tmp_path / "files", "127.0.0.1")


def settings(files: Files, **more: object) -> Settings:
    return load_settings(tls_cert_file=files.certificate, tls_key_file=files.key, **more)


def problem(settings: Settings) -> str:
    with pytest.raises(SettingsError) as caught:
        make_context(settings)
    return str(caught.value)


def test_the_key_may_stand_in_the_file_of_the_certificate(files: Files) -> None:
    files.certificate.write_bytes(files.key.read_bytes() + files.certificate.read_bytes())

    assert make_context(load_settings(tls_cert_file=files.certificate)).get_ca_certs() == []


def test_a_certificate_without_a_key_is_refused(files: Files) -> None:
    expected = f"CLEANCOPY_TLS_CERT_FILE: {files.certificate} has no private key as PEM"

    assert problem(load_settings(tls_cert_file=files.certificate)) == expected


def test_the_key_of_another_certificate_is_refused(files: Files, tmp_path: Path) -> None:
    other = issue(trustme.CA(), tmp_path / "other", "127.0.0.1")
    mixed = Files(files.certificate, other.key, files.authority)

    expected = f"CLEANCOPY_TLS_KEY_FILE: {other.key} is not the key of {files.certificate}"
    assert problem(settings(mixed)) == expected


def test_a_certificate_that_is_none_is_refused(files: Files) -> None:
    files.certificate.write_text("no certificate", encoding="utf-8")

    expected = f"CLEANCOPY_TLS_CERT_FILE: {files.certificate} has no certificate as PEM"
    assert problem(settings(files)) == expected


def test_a_key_that_is_none_is_refused(files: Files) -> None:
    files.key.write_text("no key", encoding="utf-8")

    expected = f"CLEANCOPY_TLS_KEY_FILE: {files.key} has no private key as PEM"
    assert problem(settings(files)) == expected


def test_a_key_with_a_passphrase_is_refused_and_none_is_asked_for(files: Files) -> None:
    key = load_pem_private_key(files.key.read_bytes(), None)
    sealed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    files.key.write_bytes(sealed)

    expected = f"CLEANCOPY_TLS_KEY_FILE: {files.key} has a passphrase; give the key without one"
    assert problem(settings(files)) == expected


def test_authorities_that_are_none_are_refused(files: Files) -> None:
    files.authority.write_text("nobody", encoding="utf-8")

    expected = f"CLEANCOPY_TLS_CLIENT_CA_FILE: {files.authority} has no certificate as PEM"
    assert problem(settings(files, tls_client_ca_file=files.authority)) == expected


def test_such_a_file_stops_the_start(files: Files) -> None:
    files.key.write_text("no key", encoding="utf-8")

    options = ("--tls-cert-file", str(files.certificate), "--tls-key-file", str(files.key))
    result = run_cli("serve", "--port", "0", *options)

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"Error: CLEANCOPY_TLS_KEY_FILE: {files.key} has no private key as PEM\n"
