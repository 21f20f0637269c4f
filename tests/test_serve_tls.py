"""TLS and client certificates, by the real server, with certificates made for each run."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import httpx
import pytest
import trustme

from tests.certificates import Files, client_context, issue
from tests.health import health
from tests.running import RunningService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Start = Callable[..., RunningService]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def files(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Files:
    return issue(authority, tmp_path_factory.mktemp("tls") / "files", "127.0.0.1")


@pytest.fixture(scope="module")
def secure(
    authority: trustme.CA, files: Files, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningService]:
    """A service that speaks TLS."""
    log = tmp_path_factory.mktemp("secure") / "log"
    settings = {"tls_cert_file": files.certificate, "tls_key_file": files.key}
    with RunningService(log, workers=1, verify=client_context(authority), **settings) as running:
        yield running


@pytest.fixture(scope="module")
def mutual(
    authority: trustme.CA, files: Files, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningService]:
    """A service that asks its clients for a certificate."""
    log = tmp_path_factory.mktemp("mutual") / "log"
    settings = {
        "tls_cert_file": files.certificate,
        "tls_key_file": files.key,
        "tls_client_ca_file": files.authority,
    }
    with RunningService(log, workers=1, verify=client_context(authority, files), **settings) as running:
        yield running


def port_of(service: RunningService) -> int:
    return int(service.url.rpartition(":")[2])


def certificate_shown(service: RunningService, context: ssl.SSLContext) -> bytes | None:
    """What the service shows to a new connection."""
    with (
        socket.create_connection(("127.0.0.1", port_of(service)), 60) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as connection,
    ):
        return connection.getpeercert(binary_form=True)


def test_a_document_is_cleaned_over_tls(secure: RunningService) -> None:
    response = secure.clean(text="The ferry sailed again on Monday.")

    assert secure.url.startswith("https://127.0.0.1:")
    assert (response.status_code, response.json()["body"]) == (200, "The ferry sailed again on Monday.")


def test_a_browser_is_told_to_come_back_over_tls_only(secure: RunningService) -> None:
    for path in ("/", "/healthz", "/nothing"):
        assert secure.client.get(path).headers["strict-transport-security"] == "max-age=31536000"


def test_a_client_that_does_not_know_the_authority_does_not_connect(secure: RunningService) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(f"{secure.url}/healthz", verify=client_context(trustme.CA()))


def test_what_speaks_no_tls_gets_nothing(secure: RunningService) -> None:
    with socket.create_connection(("127.0.0.1", port_of(secure)), 60) as plain:
        plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"HTTP" not in plain.recv(1000)

    assert secure.client.get("/healthz").status_code == 200
    assert "Traceback" not in secure.log()


def test_tls_before_1_2_is_refused(secure: RunningService, authority: trustme.CA) -> None:
    old = client_context(authority)
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1

    with pytest.raises(ssl.SSLError):
        certificate_shown(secure, old)


def test_the_health_check_of_the_image_speaks_tls(secure: RunningService, files: Files) -> None:
    settings = {"tls_cert_file": files.certificate, "tls_key_file": files.key, "port": port_of(secure)}

    assert health("/readyz", **settings) == 0
    assert health("/nothing", **settings) == 1


def test_a_client_with_a_certificate_of_the_authority_is_served(mutual: RunningService) -> None:
    assert mutual.clean(text="The ferry sailed again on Monday.").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/version"])
def test_a_client_without_one_is_not(mutual: RunningService, authority: trustme.CA, path: str) -> None:
    with pytest.raises(httpx.TransportError):
        httpx.get(mutual.url + path, verify=client_context(authority))


def test_a_client_with_one_of_another_authority_is_not(
    mutual: RunningService, authority: trustme.CA, tmp_path: Path
) -> None:
    stranger = issue(trustme.CA(), tmp_path / "stranger", "crawler.example")

    with pytest.raises(httpx.TransportError):
        httpx.get(f"{mutual.url}/healthz", verify=client_context(authority, stranger))


def test_the_health_check_shows_the_certificate_of_the_service(mutual: RunningService, files: Files) -> None:
    settings = {"tls_cert_file": files.certificate, "tls_key_file": files.key, "port": port_of(mutual)}

    assert health("/readyz", **settings) == 0


def test_certificate_and_authority_are_changed_without_a_restart(start: Start, tmp_path: Path) -> None:
    old, new = trustme.CA(), trustme.CA()
    files = issue(old, tmp_path / "files", "127.0.0.1")
    leaver = issue(old, tmp_path / "leaver", "crawler.example")
    comer = issue(new, tmp_path / "comer", "crawler.example")
    service = start(
        workers=1,
        verify=client_context(old, leaver),
        tls_cert_file=files.certificate,
        tls_key_file=files.key,
        tls_client_ca_file=files.authority,
    )
    before = certificate_shown(service, client_context(old, leaver))

    issue(new, tmp_path / "files", "127.0.0.1")
    # the connection from before goes on, whatever its certificates
    changed = {"setting": "CLEANCOPY_TLS_CERT_FILE"}
    service.wait_for(lambda: service.metric("cleancopy_file_reloads_total", **changed) == 1)

    context = client_context(new, comer)
    assert certificate_shown(service, context) != before
    assert httpx.get(f"{service.url}/version", verify=context).status_code == 200
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{service.url}/version", verify=client_context(new, leaver))


def test_a_certificate_that_does_not_fit_its_key_is_not_taken(
    start: Start, authority: trustme.CA, tmp_path: Path
) -> None:
    files = issue(authority, tmp_path / "files", "127.0.0.1")
    other = issue(authority, tmp_path / "other", "127.0.0.1")
    context = client_context(authority)
    service = start(workers=1, verify=context, tls_cert_file=files.certificate, tls_key_file=files.key)
    before = certificate_shown(service, context)

    other.certificate.replace(files.certificate)
    service.wait_for(lambda: service.metric("cleancopy_file_stale", setting="CLEANCOPY_TLS_CERT_FILE") == 1)

    assert certificate_shown(service, context) == before
    problem = f"CLEANCOPY_TLS_KEY_FILE: {files.key} is not the key of {files.certificate}"
    assert f"so what was read before stays: {problem}" in service.log()
