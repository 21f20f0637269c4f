"""Heads of requests that no client means: answered with a problem or passed over, never a fault of ours."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING

import pytest

from app.serve import HEAD_BYTES

if TYPE_CHECKING:
    from tests.running import RunningService

TEXT = "Content-Type: text/plain"
ONE = "Content-Length: 1"
CHUNKED = "Transfer-Encoding: chunked"
CHUNKS = b"1\r\nx\r\n0\r\n\r\n"


def request(*fields: str, body: bytes = b"x", path: str = "/clean", method: str = "POST") -> bytes:
    head = (f"{method} {path} HTTP/1.1", "Host: x", "Connection: close", *fields, "", "")
    return "\r\n".join(head).encode("latin-1") + body


def ask(service: RunningService, content: bytes) -> str:
    """Everything that is answered to these bytes until the server hangs up."""
    host, port = service.url.removeprefix("http://").split(":")
    answer = b""
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        with contextlib.suppress(
            BrokenPipeError, ConnectionResetError
        ):  # it may answer before it has read all
            connection.sendall(content)
        with contextlib.suppress(ConnectionResetError):
            while received := connection.recv(65536):
                answer += received
    return answer.decode("latin-1")


MALFORMED = {
    "two lengths that agree": request(TEXT, ONE, ONE),
    "two lengths that differ": request(TEXT, ONE, "Content-Length: 5", body=b"xxxxx"),
    "a list of lengths": request(TEXT, "Content-Length: 1, 1"),
    "a signed length": request(TEXT, "Content-Length: +1"),
    "a length below nothing": request(TEXT, "Content-Length: -1"),
    "a length in hex": request(TEXT, "Content-Length: 0x1"),
    "a length beyond 64 bits": request(TEXT, "Content-Length: 99999999999999999999999"),
    "a length in superscript": request(TEXT, "Content-Length: \xb9"),
    "a length and chunks": request(TEXT, ONE, CHUNKED, body=CHUNKS),
    "chunks and a length": request(TEXT, CHUNKED, "Content-Length: 4", body=CHUNKS),
    "an unknown transfer": request(TEXT, "Transfer-Encoding: xchunked", body=CHUNKS),
    "chunks that are not last": request(TEXT, "Transfer-Encoding: chunked, identity", body=CHUNKS),
    "two transfers": request(TEXT, CHUNKED, "Transfer-Encoding: identity", body=CHUNKS),
    "a blank before the colon": request(TEXT, "Transfer-Encoding : chunked", body=CHUNKS),
    "a control before the transfer": request(TEXT, "Transfer-Encoding: \x0bchunked", body=CHUNKS),
    "a chunk below nothing": request(TEXT, CHUNKED, body=b"-1\r\nx\r\n0\r\n\r\n"),
    "a chunk beyond 64 bits": request(TEXT, CHUNKED, body=b"FFFFFFFFFFFFFFFFF\r\nx\r\n0\r\n\r\n"),
    "chunks without carriage returns": request(TEXT, CHUNKED, body=b"1\nx\n0\n\n"),
    "a folded field": request(TEXT, "X-A: a\r\n b", ONE),
    "a carriage return alone": request(TEXT, "X-A: a\rX-B: b", ONE),
    "a NUL in a field": request(TEXT, "X-A: a\0b", ONE),
    "line feeds alone": b"POST /clean HTTP/1.1\nHost: x\nContent-Length: 1\n\nx",
    "HTTP/2 without asking": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP of the future": b"GET /healthz HTTP/3.0\r\nHost: x\r\n\r\n",
    "eight bits in the path": request(TEXT, ONE, path="/cl\xe9an"),
    "an unknown method": request(method="FOO", body=b""),
    "a method in small letters": request(TEXT, ONE, method="post"),
}


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED)
def test_what_may_be_read_in_two_ways_is_refused(service: RunningService, content: bytes) -> None:
    answer = ask(service, content)

    assert answer.startswith("HTTP/1.1 400 Bad Request\r\n")
    assert answer.count("HTTP/1.1 ") == 1
    assert '"code":"malformed_body"' in answer


REFUSED = {
    "a length of exabytes": (request(TEXT, "Content-Length: 9223372036854775807"), 413),
    "a long query": (request(TEXT, ONE, path=f"/clean?url=http://x/{'a' * 60_000}"), 422),
    "bad percent encoding": (request(TEXT, ONE, path="/clean?url=%zz%"), 422),
    "percent encoding that is not UTF-8": (request(TEXT, ONE, path="/clean?format=%ff%fe%00"), 422),
    "a NUL in an address": (request(TEXT, ONE, path="/clean?url=http://x/%00"), 422),
    "dots in a path": (request(path="/../../etc/passwd", method="GET", body=b""), 404),
    "dots in a path, encoded": (request(path="/%2e%2e/%2e%2e/etc/passwd", method="GET", body=b""), 404),
    "a path with a NUL": (request(path="/healthz%00", method="GET", body=b""), 404),
    "a trace": (request(method="TRACE", body=b""), 405),
    "no type": (request(ONE), 415),
    "a type that is nonsense": (request(f"Content-Type: {'x/' * 5000}", ONE), 415),
    "a thousand encodings": (request(TEXT, ONE, f"Content-Encoding: {'gzip,' * 1000}"), 415),
    "encodings with quality": (request(TEXT, ONE, "Content-Encoding: gzip;q=0"), 415),
    "two encodings in two fields": (
        request(TEXT, ONE, "Content-Encoding: gzip", "Content-Encoding: br"),
        400,
    ),
}


@pytest.mark.parametrize(("content", "status"), REFUSED.values(), ids=REFUSED)
def test_what_no_client_means_is_a_problem(service: RunningService, content: bytes, status: int) -> None:
    answer = ask(service, content)

    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert "content-type: application/problem+json\r\n" in answer


HARMLESS = {
    "numbers of parameters": f"Content-Type: text/plain; charset*{'9' * 5000}=x",
    "parameters in pieces": "Content-Type: text/plain; charset*0=ut; charset*1=f-8; charset*9999999999=x",
    "a parameter with a language": "Content-Type: text/plain; charset*=utf-8''%ff%fe",
    "an encoded word": "Content-Type: text/plain; charset==?utf-8?q?=00?=",
    "two charsets": "Content-Type: text/plain; charset=utf-8; charset=latin1; ;;=;",
    "a charset of eight bits": "Content-Type: text/plain; charset=\xff\xfe",
    "a long charset": f"Content-Type: text/plain; charset={'a' * 60_000}",
    "quotation marks": "Content-Type: text/plain; " + 'a="' * 12_000,
    "escapes": "Content-Type: text/plain; " + '"\\' * 12_000,
    "parentheses": "Content-Type: text/plain; " + "(" * 12_000,
    "blanks": "Content-Type: text/plain;" + " " * 60_000 + "charset",
    "a codec that is no charset": "Content-Type: text/plain; charset=rot13",
}


@pytest.mark.parametrize("field", HARMLESS.values(), ids=HARMLESS)
def test_nonsense_in_parameters_of_the_type_is_passed_over(service: RunningService, field: str) -> None:
    assert ask(service, request(field, ONE)).startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize("given", ["a" * 5000, "a b", '"} {"forged": 1', "\x80", "../../x", "a\tb"])
def test_a_request_id_that_is_nonsense_is_replaced(service: RunningService, given: str) -> None:
    answer = ask(service, request(TEXT, ONE, f"X-Request-ID: {given}"))

    (named,) = (line for line in answer.splitlines() if line.lower().startswith("x-request-id: "))
    assert len(named.split(": ")[1]) == 32
    assert given not in service.log()


@pytest.mark.parametrize(
    "content",
    [
        b"GET /healthz HTTP/1.1\r\nX: " + b"a" * (8 * HEAD_BYTES),
        b"GET /healthz HTTP/1.1\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(80_000)),
        b"GET /" + b"a" * (8 * HEAD_BYTES),
        request(TEXT, CHUNKED, body=b"1;" + b"a" * (8 * HEAD_BYTES)),
        request(TEXT, CHUNKED, body=b"1\r\nx\r\n0\r\n" + b"X: a\r\n" * (2 * HEAD_BYTES)),
    ],
    ids=["one field", "many fields", "path", "extension of a chunk", "trailers"],
)
def test_a_head_without_an_end_is_refused(service: RunningService, content: bytes) -> None:
    answer = ask(service, content)

    assert not answer or answer.split(" ")[1] in {"431", "400"}
    assert service.client.get("/healthz").status_code == 200


def test_a_head_over_the_limit_says_so(service: RunningService) -> None:
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\n")
        for _ in range(2 * HEAD_BYTES // 32_768):
            try:
                connection.sendall(b"X: " + b"a" * 32_763 + b"\r\n")
            except (BrokenPipeError, ConnectionResetError):
                break
        answer = connection.recv(65536).decode()

    assert answer.startswith("HTTP/1.1 431 Request Header Fields Too Large\r\n")
    assert f"the head of the request is over the limit of {HEAD_BYTES} bytes" in answer
