"""Every way to send a document gives the same article."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING, Any

import brotli
import pytest

from tests.api.contract import assert_in_contract
from tests.api.encodings import ENCODE, raw_deflate, zstd_compress

if TYPE_CHECKING:
    import httpx

    from tests.running import RunningService

PROSE = (
    "The old harbour opened again on Thursday, three weeks after the storm had closed it to every ship.",
    "The first ferry left at dawn, and the harbour master said that he had never seen so many people.",
)
HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour reopens – at last</title>
</head><body><article><h1>Harbour reopens – at last</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p></article></body>
</html>"""
TEXT = "\n\n".join(PROSE)
BODY = TEXT

OPTIONS = {"url": "https://news.example/harbour?id=7", "fetched_at": "2024-05-03T09:12:00+02:00"}

MEDIA_TYPES = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/plain": TEXT,
    "text/markdown": TEXT,
    "application/json": json.dumps({"html": HTML}),
}


def post(service: RunningService, content: bytes, **headers: str) -> httpx.Response:
    return service.client.post(
        "/clean",
        content=content,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


@pytest.mark.parametrize("encoding", ENCODE)
@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_every_media_type_goes_with_every_encoding(
    service: RunningService, media_type: str, encoding: str
) -> None:
    content = ENCODE[encoding](MEDIA_TYPES[media_type].encode())

    response = post(service, content, Content_Type=media_type, Content_Encoding=encoding)

    assert response.json()["body"] == BODY
    assert_in_contract(response)


def test_deflate_without_zlibs_header_is_taken(service: RunningService) -> None:
    content = raw_deflate(HTML.encode())

    response = post(service, content, Content_Type="text/html", Content_Encoding="deflate")

    assert response.json()["body"] == BODY


def test_encodings_upon_each_other_are_undone_in_turn(service: RunningService) -> None:
    content = zstd_compress(brotli.compress(gzip.compress(HTML.encode())))

    response = post(service, content, Content_Type="text/html", Content_Encoding="gzip, br, zstd")

    assert response.json()["body"] == BODY


@pytest.mark.parametrize("encoding", ["", "identity", "GZIP", "x-gzip", "gzip, identity"])
def test_a_content_encoding_is_read_as_http_says(service: RunningService, encoding: str) -> None:
    content = gzip.compress(HTML.encode()) if "gzip" in encoding.lower() else HTML.encode()

    response = post(service, content, Content_Type="text/html", Content_Encoding=encoding)

    assert response.json()["body"] == BODY


def test_a_body_in_chunks_of_unknown_length_is_taken(service: RunningService) -> None:
    def chunks() -> Any:
        content = zlib.compress(HTML.encode())
        for start in range(0, len(content), 7):
            yield content[start : start + 7]

    response = service.client.post(
        "/clean", content=chunks(), headers={"Content-Type": "text/html", "Content-Encoding": "deflate"}
    )

    assert response.json()["body"] == BODY


def test_json_text_is_cleaned_as_text(service: RunningService) -> None:
    answer = service.clean(text=TEXT).json()

    assert (answer["body"], answer["sources"]["body"]) == (BODY, "text")


def test_the_charset_of_the_header_is_used(service: RunningService) -> None:
    content = "Das Wasser im Hafen fällt, und die Fähre fährt trotzdem jeden Morgen hinüber.".encode(
        "latin-1"
    )

    response = post(service, content, Content_Type='text/plain; charset="ISO-8859-1"')

    assert response.json()["body"].startswith("Das Wasser im Hafen fällt, und die Fähre")


def test_options_are_the_same_in_the_query_and_in_json(service: RunningService) -> None:
    options: dict[str, Any] = {**OPTIONS, "explain": True, "format": "markdown"}

    by_query = service.client.post(
        "/clean", params=options, content=HTML.encode(), headers={"Content-Type": "text/html"}
    )

    assert by_query.json() == service.clean(html=HTML, **options).json()
    assert by_query.json()["struck"]


def test_a_plus_sign_that_nobody_escaped_is_still_an_offset(service: RunningService) -> None:
    page = HTML.replace("<p>", "<time>2 hours ago</time><p>", 1)
    send = {"content": page.encode(), "headers": {"Content-Type": "text/html"}}

    plain = service.client.post("/clean?fetched_at=2024-05-03T01:00:00+02:00", **send)
    escaped = service.client.post("/clean?fetched_at=2024-05-03T01:00:00%2B02:00", **send)

    assert plain.status_code == 200
    assert plain.json() == escaped.json()


def test_a_time_without_offset_is_utc(service: RunningService) -> None:
    with_offset = service.clean(html=HTML, fetched_at="2024-05-03T01:00:00Z")

    assert service.clean(html=HTML, fetched_at="2024-05-03T01:00:00").json() == with_offset.json()


@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
def test_an_empty_body_is_an_empty_document(service: RunningService, media_type: str) -> None:
    answer = post(service, b"", Content_Type=media_type).json()

    assert (answer["verdict"], answer["body"], answer["stats"]["characters_in"]) == ("empty", None, 0)


def test_an_empty_string_is_an_empty_document(service: RunningService) -> None:
    assert service.clean(html="").json()["verdict"] == "empty"
