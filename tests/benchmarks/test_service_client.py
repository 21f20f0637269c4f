import asyncio
import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.accuracy.data import Gold, Sample
from benchmarks.service.client import Client

TEXT = Sample("text/coast", "gull", "https://coast.example/gull", "article", Gold(), "soup", text="A gull.")


@pytest.fixture
def server():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.requests.append((self.path, dict(self.headers), body))
            answer = json.dumps({"code": "busy"} if self.server.busy else {"body": "A gull."}).encode()
            self.send_response(429 if self.server.busy else 200)
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
            self.server.busy = max(0, self.server.busy - 1)

        def log_message(self, *_):
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.requests, server.busy = [], 0
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def clean(server, sample):
    async def send():
        async with Client(f"http://127.0.0.1:{server.server_port}") as client:
            return await client.clean(sample)

    return asyncio.run(send())


def test_the_client_tries_again_until_a_busy_service_takes_the_document(server):
    server.busy = 2
    reply = clean(server, TEXT)
    assert (reply.status, reply.answer, reply.refused) == (200, {"body": "A gull."}, 2)


def test_a_page_is_sent_as_the_stored_bytes_with_its_options_in_the_query(server, tmp_path):
    stored = gzip.compress(b"<p>A gull.</p>")
    (tmp_path / "gull.html.gz").write_bytes(stored)
    page = Sample("coast", "gull", None, "article", Gold(), path=tmp_path / "gull.html.gz")
    clean(server, page)
    ((path, headers, body),) = server.requests
    assert path == "/clean?explain=true&fetched_at=2026-11-22T00%3A00%3A00Z"
    assert (headers["Content-Type"], headers["Content-Encoding"], body) == ("text/html", "gzip", stored)


def test_a_text_is_sent_as_json(server):
    clean(server, TEXT)
    ((path, _, body),) = server.requests
    assert path == "/clean"
    assert json.loads(body) == {
        "text": "A gull.",
        "url": "https://coast.example/gull",
        "fetched_at": "2026-11-22T00:00:00Z",
        "explain": True,
    }
