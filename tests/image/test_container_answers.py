"""What the container answers over HTTP."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from prometheus_client.parser import text_string_to_metric_families

from app import __version__

if TYPE_CHECKING:
    import httpx

    from tests.image.container import Container

SENTENCES = (
    "The old mill in Arnsgate ground its first flour in forty years on Saturday, before the whole village.",
    "Volunteers had spent three winters on the wheel, which is made of oak from the woods above the river.",
    "The bakery next door will sell the first loaves on Monday, the miller said.",
)
PAGE = (
    "<!doctype html><html lang='en'><head><title>Mill turns again | The Arnsgate Courier</title>"
    "<meta property='article:published_time' content='2024-03-02T09:00:00+00:00'></head><body>"
    "<nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav><article><h1>Mill turns again</h1>"
    "<p class='byline'>By Nora Field</p>"
    + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    + "<p>Subscribe for free to our newsletter.</p></article></body></html>"
)
TEXT = "\n\n".join(("Mill turns again\nBy Nora Field\n2 March 2024", *SENTENCES))


def assert_cleaned(response: httpx.Response) -> None:
    answer = response.json()
    assert (response.status_code, answer["title"], answer["date"], answer["author"], answer["body"]) == (
        200,
        "Mill turns again",
        "2024-03-02",
        "Nora Field",
        "\n\n".join(SENTENCES),
    )


def test_it_is_ready(container: Container) -> None:
    assert container.client.get("/readyz").json() == {"status": "ready"}


def test_a_page_is_cleaned(container: Container) -> None:
    assert_cleaned(container.client.post("/clean", json={"html": PAGE}))


def test_a_text_is_cleaned(container: Container) -> None:
    assert_cleaned(container.client.post("/clean", json={"text": TEXT}))


def test_raw_bytes_are_inflated_and_cleaned(container: Container) -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}

    assert_cleaned(container.client.post("/clean", content=gzip.compress(PAGE.encode()), headers=headers))


def test_it_counts_what_it_answers(container: Container) -> None:
    assert_cleaned(container.client.post("/clean", json={"text": TEXT}))

    families = list(text_string_to_metric_families(container.client.get("/metrics").text))

    assert "cleancopy_workers" in {family.name for family in families}


def test_it_is_this_version(container: Container) -> None:
    assert container.client.get("/version").json()["service"] == __version__
