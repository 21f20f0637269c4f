"""A site of generated articles, and what of it has been served."""

from __future__ import annotations

import threading
from collections import Counter
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

ARTICLES = 240
LISTS = 10
PLACES = "harbour ferry bridge lighthouse market quay orchard mill station library".split()
PEOPLE = "Mira Solvang, Jonas Brügge, Ada Kestrel, Théo Lamarre, Inês Valadão".split(", ")
TYPES = [  # how the page says its charset, and what it is
    ("text/html; charset=utf-8", "", "utf-8"),
    ('text/html; charset="ISO-8859-1"', "", "iso-8859-1"),
    ("text/html", '<meta charset="windows-1252">', "windows-1252"),
]


def marker(number: int) -> str:
    """The sentence of an article that no other has."""
    return f"Pièce no {number} of the chronicle was handed to the café beside the {PLACES[number % 10]}."


def paths() -> set[str]:
    """All pages of the site."""
    lists = {f"/list/{number}" for number in range(LISTS)}
    return {"/"} | lists | {f"/articles/{number}" for number in range(ARTICLES)}


def article(number: int) -> str:
    """The body of an article's page; every 40th is three hundred kilobytes long."""
    place, person = PLACES[number % 10], PEOPLE[number % 5]
    paragraphs = [
        f"The {place} on pier {number} opened again on Monday after a winter of repairs, {person} said.",
        marker(number),
        f"About {number + 20} people and one goat came to see it, although the wind blew hard from the west.",
        "The council had put aside the money two years ago, and for once nothing of it was left over.",
    ]
    padding = f"<script>{300_000 * ' '}</script>" if number % 40 == 7 else ""
    others = "".join(
        f'<li><a href="/articles/{(number + step) % ARTICLES}">More</a></li>' for step in (1, 2, 3)
    )
    return (
        f'<article><h1>The {place} opens again, part {number}</h1><p class="byline">By {person}</p>'
        f'<time datetime="2021-05-03">3 May 2021</time>{"".join(f"<p>{text}</p>" for text in paragraphs)}'
        f'</article>{padding}<ul>{others}<li><a href="/">Home</a></li></ul>'
    )


def listing(first: str, numbers: range) -> str:
    """The body of a page that only links to others."""
    items = "".join(f'<li><a href="{first}{number}">Part {number}</a></li>' for number in numbers)
    return f"<h1>All parts</h1><p>Every part of the chronicle, oldest first.</p><ul>{items}</ul>"


def page(path: str) -> tuple[str, bytes]:
    """Content-Type and bytes of a page that is one of `paths`."""
    number = int(path.rpartition("/")[2] or 0)
    kind, meta, charset = TYPES[number % 3]
    if path == "/":
        body = listing("/list/", range(LISTS))
    elif path.startswith("/list/"):
        body = listing("/articles/", range(number, ARTICLES, LISTS))
    else:
        body = article(number)
    markup = (
        f'<!doctype html><html lang="en"><head>{meta}<title>Part {number}</title></head><body>{body}</body>'
    )
    return kind, (markup + "</html>").encode(charset)


class Site:
    """The site on a free port. `served` counts the answers by path; no more than `open_to` are given."""

    def __init__(self) -> None:
        self.served: Counter[str] = Counter()
        self._open_to = float("inf")
        self._change = threading.Condition()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if self.path not in paths():
                    self.send_error(HTTPStatus.NOT_FOUND)
                    return
                site.count(self.path)
                kind, body = page(self.path)
                self.send_response(HTTPStatus.OK)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.open_to(float("inf"))
        self._server.shutdown()
        self._server.server_close()

    def open_to(self, pages: float) -> None:
        """Serve so many pages in all; who asks for more waits."""
        with self._change:
            self._open_to = pages
            self._change.notify_all()

    def count(self, path: str) -> None:
        """Count a page that is served, once there is leave for it."""
        with self._change:
            self._change.wait_for(lambda: self.served.total() < self._open_to)
            self.served[path] += 1
            self._change.notify_all()

    def wait_until_served(self, pages: int, seconds: float) -> None:
        """Return when so many pages have been served."""
        with self._change:
            assert self._change.wait_for(lambda: self.served.total() >= pages, seconds), self.served.total()
