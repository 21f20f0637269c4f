"""The client for Python against the real service: what is sent, what comes back, what is tried again."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from app import __version__ as service_version
from cleancopy import client as package
from cleancopy.client import (
    Article,
    AsyncClient,
    Client,
    Document,
    DocumentFailed,
    Refused,
    Retries,
    Unavailable,
    Unreachable,
)
from cleancopy.client.answers import Answer, BatchLine
from tests.api.contract import COMPONENTS
from tests.certificates import client_context, issue
from tests.running import ROOT, RunningService
from tests.workers.documents import ENDLESS, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = """<html lang="en"><body><article><h1>Ferry returns to the strait</h1><p class="byline">By Jane Doe</p>
<p>The old ferry sailed again on Monday, with two hundred people and one goat on board.</p>
<p>The bridge that was to replace it will open in spring, the mayor said: café first.</p></article>
</body></html>"""

ONCE = Retries(total=0)
PATIENT = Retries(total=600)
"""For a machine that has other things to do than to start a service."""


@pytest.fixture
def client(base_url: str) -> Iterator[Client]:
    with Client(base_url) as made:
        yield made


def test_an_article_comes_back_typed(client: Client) -> None:
    article = client.clean(html=PAGE, url="https://quaypost.example/ferry", explain=True)

    assert isinstance(article, Article)
    assert (article.title, article.authors, article.verdict) == (
        "Ferry returns to the strait",
        ["Jane Doe"],
        "article",
    )
    assert [block.role for block in article.kept] == ["paragraph", "paragraph"]
    assert article.stats.blocks_kept == 2


def test_bytes_are_sent_as_they_were_fetched(client: Client) -> None:
    article = client.clean(html=PAGE.encode("latin-1"), charset="iso-8859-1", explain=True)

    assert article == client.clean(html=PAGE, explain=True)


def test_a_large_body_is_sent_compressed(client: Client, service: RunningService) -> None:
    name = "cleancopy_http_request_bytes_total"
    before = service.metric(name, route="/clean")

    client.clean(text=SHORT * 1000)

    assert service.metric(name, route="/clean") - before < len(SHORT * 1000) / 10


@pytest.mark.parametrize("given", [{}, {"html": "", "text": ""}])
def test_exactly_one_of_html_and_text_is_needed(client: Client, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="exactly one of html and text is needed"):
        client.clean(**given)


def test_a_request_that_is_refused_says_why(client: Client) -> None:
    with pytest.raises(Refused) as caught:
        client.clean(text=SHORT, url="harbour")

    error = caught.value
    assert (error.code, error.status, error.retryable) == ("invalid_request", 422, False)
    assert error.detail == "url: must be an absolute http or https URL of at most 8192 characters"
    assert error.request_id is not None


def test_a_document_that_breaks_its_worker_says_so(start: Callable[..., RunningService]) -> None:
    service = start(workers=1, deadline_seconds=0.5)
    with Client(service.url) as client:
        with pytest.raises(DocumentFailed) as caught:
            client.clean(text=ENDLESS)
        bad, good = client.clean_batch([Document(id=1, text=ENDLESS), Document(id=2, text=SHORT)])

    assert caught.value.code == "deadline_exceeded"
    assert (bad.id, type(bad.error), good.id, good.error) == (1, DocumentFailed, 2, None)
    with pytest.raises(DocumentFailed):
        _ = bad.article


def test_an_api_key_opens(start: Callable[..., RunningService]) -> None:
    service = start(workers=1, api_keys="harbour-key")
    with Client(service.url, api_key="harbour-key") as client:
        assert client.clean(text=SHORT).verdict == "article"
    with Client(service.url) as client, pytest.raises(Refused, match="an API key is needed"):
        client.clean(text=SHORT)


@pytest.fixture
def socket_path() -> Iterator[Path]:
    """Where a socket may be: pytest's own folders have names that are too long for one."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "cleancopy.sock"


def test_a_unix_socket_is_connected_to(start: Callable[..., RunningService], socket_path: Path) -> None:
    start(workers=1, unix_socket=socket_path)

    with Client(uds=str(socket_path)) as client:
        assert client.ready()
        assert client.clean(text=SHORT).verdict == "article"


def test_a_service_with_tls_is_asked_with_a_context(tmp_path: Path) -> None:
    authority = trustme.CA()
    files = issue(authority, tmp_path / "files", "127.0.0.1")
    settings = {
        "tls_cert_file": files.certificate,
        "tls_key_file": files.key,
        "tls_client_ca_file": files.authority,
    }
    context = client_context(authority, files)
    with RunningService(tmp_path / "log", workers=1, verify=context, **settings) as service:
        with Client(service.url, verify=context) as client:
            assert client.clean(text=SHORT).verdict == "article"
        with Client(service.url, retries=ONCE) as client, pytest.raises(Unreachable):
            client.clean(text=SHORT)


def test_a_service_that_is_not_there_is_unreachable() -> None:
    with Client("http://127.0.0.1:9", retries=ONCE) as client, pytest.raises(Unreachable) as caught:
        client.clean(text=SHORT)

    assert (caught.value.code, caught.value.status, caught.value.retryable) == ("unreachable", None, True)
    assert isinstance(caught.value, Unavailable)


def documents(count: int) -> list[Document]:
    return [Document(id=f"document-{number}", text=f"{SHORT}\n\nPier {number}") for number in range(count)]


def test_a_batch_comes_back_in_order(client: Client) -> None:
    answers = list(client.clean_batch(documents(50)))

    assert [answer.id for answer in answers] == [document.id for document in documents(50)]
    assert all(answer.article.body for answer in answers)


def test_a_batch_without_order_has_every_answer_once(client: Client) -> None:
    answers = list(client.clean_batch(documents(50), ordered=False))

    assert sorted(str(answer.id) for answer in answers) == sorted(str(d.id) for d in documents(50))


def test_a_batch_takes_no_more_documents_than_its_answers_need(client: Client) -> None:
    taken = []

    def endless() -> Iterator[Document]:
        while True:
            taken.append(None)
            yield Document(text=SHORT)

    answers = client.clean_batch(endless(), at_once=2)
    next(answers)
    answers.close()  # type: ignore[attr-defined]

    assert len(taken) == 32


def test_characters_that_end_lines_elsewhere_end_none_here(client: Client) -> None:
    text = f"{SHORT}\n\nThe ferry\u2028sailed again\x85 on Monday, with a goat on board \ud800 of it."

    (answer,) = client.clean_batch([Document(text=text)])

    assert answer.article.verdict == "article"


def test_asyncio_has_the_same(base_url: str) -> None:
    async def ask() -> tuple[Article, list[str | int | None]]:
        async with AsyncClient(base_url) as client:
            assert await client.ready()
            article = await client.clean(html=PAGE)
            return article, [answer.id async for answer in client.clean_batch(documents(50))]

    article, ids = asyncio.run(ask())

    assert article.title == "Ferry returns to the strait"
    assert ids == [document.id for document in documents(50)]


class Restarting:
    """A service on a Unix socket that is restarted while it is asked."""

    def __init__(self, start: Callable[..., RunningService], path: Path) -> None:
        self._begin = partial(start, workers=1, unix_socket=path)
        self._service = self._begin()

    def restart(self) -> None:
        self._service.process.send_signal(signal.SIGTERM)
        self._service.process.wait(60)
        self._service = self._begin()


# httpcore leaves a Unix socket that could not connect to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("ordered", [True, False], ids=["ordered", "unordered"])
def test_no_document_of_a_batch_is_lost_or_doubled_by_a_restart(
    start: Callable[..., RunningService], socket_path: Path, *, ordered: bool
) -> None:
    restarting = Restarting(start, socket_path)
    ids = []
    with Client(uds=str(socket_path), retries=PATIENT) as client:
        for answer in client.clean_batch(documents(200), ordered=ordered):
            assert answer.error is None
            ids.append(answer.id)
            if len(ids) == 20:
                restarting.restart()

    assert sorted(map(str, ids)) == sorted(str(document.id) for document in documents(200))


def test_asyncio_loses_no_document_by_a_restart(
    start: Callable[..., RunningService], socket_path: Path
) -> None:
    restarting = Restarting(start, socket_path)

    async def ask() -> list[str | int | None]:
        async with AsyncClient(uds=str(socket_path), retries=PATIENT) as client:
            ids = []
            async for answer in client.clean_batch(documents(200)):
                ids.append(answer.id)
                if len(ids) == 20:
                    await asyncio.to_thread(restarting.restart)
            return ids

    assert asyncio.run(ask()) == [document.id for document in documents(200)]


def shapes(base: type[Answer]) -> Iterator[type[Answer]]:
    for shape in base.__subclasses__():
        yield shape
        yield from shapes(shape)


NAMES = {"Article": "CleanAnswer", "BatchLine": "BatchAnswer"}


@pytest.mark.parametrize("shape", list(shapes(Answer)), ids=lambda shape: shape.__name__)
def test_an_answer_has_the_fields_of_the_contract(shape: type[Answer]) -> None:
    schema = COMPONENTS["schemas"][NAMES.get(shape.__name__, shape.__name__)]

    required = {name for name, field in shape.model_fields.items() if field.is_required()}
    assert shape.model_fields.keys() == schema["properties"].keys()
    assert required == set(schema["required"])
    assert BatchLine in set(shapes(Answer))


def test_the_client_brings_nothing_of_the_service_with_it() -> None:
    program = "import sys, cleancopy.client; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT / "client", capture_output=True, text=True, check=True
    ).stdout.split()

    assert not {"app", "lxml", "trafilatura", "fastapi", "onnxruntime", "numpy"} & set(loaded)


def test_the_client_has_the_version_of_the_service() -> None:
    assert package.__version__ == service_version
