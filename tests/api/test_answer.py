"""The answer: every key, nulls for what is not known, and the characters as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from app.clean.pipeline import STAGES
from tests.api.contract import assert_in_contract

if TYPE_CHECKING:
    from tests.running import RunningService

PAGE = """<!doctype html><html lang="de"><head><title>Der Hafen öffnet wieder</title>
<meta name="author" content="Jane Doe"></head><body><article><h1>Der Hafen öffnet wieder</h1>
<p>Der alte Hafen ist am Donnerstag wieder geöffnet worden, drei Wochen nach dem Sturm –
endlich, 𝔴ie viele sagen.</p>
<p>Die erste Fähre fuhr im Morgengrauen, und der Hafenmeister hat nie so viele Menschen auf ihr gesehen.</p>
<p>Share on Facebook</p></article></body></html>"""

KEYS = [
    "title", "date", "author", "body", "authors", "published_at", "modified_at", "site_name", "url",
    "language", "verdict", "evidence", "sources", "warnings", "stats",
]  # fmt: skip


def test_every_key_is_there_in_the_order_of_the_contract(service: RunningService) -> None:
    assert list(service.clean(html=PAGE).json()) == KEYS
    assert list(service.clean(text="").json()) == KEYS


def test_blocks_come_with_explain_alone(service: RunningService) -> None:
    answer = service.clean(html=PAGE, explain=True).json()

    assert list(answer) == [*KEYS, "struck", "kept"]
    assert {"text": "Share on Facebook", "kind": "share"}.items() <= answer["struck"][-1].items()
    assert [block["position"] for block in answer["struck"]] == sorted(
        block["position"] for block in answer["struck"]
    )


def test_kept_and_struck_blocks_together_are_all_blocks_of_the_page(service: RunningService) -> None:
    answer = service.clean(html=PAGE, explain=True).json()

    positions = [block["position"] for block in answer["kept"] + answer["struck"]]
    assert sorted(positions) == list(range(len(positions)))
    assert len(answer["kept"]) == answer["stats"]["blocks_kept"]


def test_a_kept_block_says_what_it_is_on_its_page(service: RunningService) -> None:
    page = PAGE.replace("<p>Die erste", "<h3>Am Morgen</h3><p>Die <em>erste</em>")

    kept = service.clean(html=page, explain=True, format="markdown").json()["kept"]

    assert [(block["role"], block["level"]) for block in kept] == [
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),
    ]
    assert kept[1]["text"] == "Am Morgen"
    assert kept[2]["text"].startswith("Die erste Fähre")


def test_the_time_of_each_stage_stands_in_a_header(service: RunningService) -> None:
    timing = service.clean(html=PAGE).headers["server-timing"]

    stages = re.findall(r"([a-z]+);dur=\d+\.\d{3}(?:, |$)", timing)
    assert stages[:2] == ["queue", "decode"]
    assert set(stages) <= {"queue", *STAGES}


def test_explain_changes_nothing_else(service: RunningService) -> None:
    explained = service.clean(html=PAGE, explain=True).json()
    del explained["struck"], explained["kept"]

    assert explained == service.clean(html=PAGE).json()


def test_characters_are_not_escaped(service: RunningService) -> None:
    response = service.clean(html=PAGE)

    assert response.headers["content-type"] == "application/json"
    assert "geöffnet worden, drei Wochen nach dem Sturm – endlich, 𝔴ie".encode() in response.content


def test_the_statistics_count_characters_and_blocks(service: RunningService) -> None:
    answer = service.clean(html=PAGE, explain=True).json()

    assert answer["stats"] == {
        "characters_in": len(PAGE),
        "characters_out": len(answer["body"]),
        "blocks_kept": 2,
        "blocks_struck": len(answer["struck"]),
    }


def test_several_authors_are_joined(service: RunningService) -> None:
    answer = service.clean(html=PAGE.replace("Jane Doe", "Jane Doe, John Roe")).json()

    assert (answer["authors"], answer["author"]) == (["Jane Doe", "John Roe"], "Jane Doe, John Roe")


def test_what_an_empty_document_does_not_tell_is_null(service: RunningService) -> None:
    answer = service.clean(text="").json()

    assert {key for key, value in answer.items() if value is None} == {
        "title", "date", "author", "body", "published_at", "modified_at", "site_name", "url", "language",
    }  # fmt: skip
    assert set(answer["sources"].values()) == {None}


@pytest.mark.parametrize(
    "text",
    ["\ud800 alone", "pair \ud83d\ude00 apart", "nul \0 inside", "\ufeffmark", "\x1b[0m", "\U0010ffff"],
    ids=["lone surrogate", "pair", "nul", "mark", "escape", "last"],
)
@pytest.mark.parametrize("field", ["html", "text"])
def test_no_character_of_json_is_too_much(service: RunningService, field: str, text: str) -> None:
    asked = {field: f"The harbour {text} opened again on Thursday.", "explain": True}

    response = service.client.post(
        "/clean", content=json.dumps(asked).encode(), headers={"Content-Type": "application/json"}
    )

    assert response.status_code == 200
    assert_in_contract(response)


def test_a_byte_order_mark_before_json_is_passed_over(service: RunningService) -> None:
    response = service.client.post(
        "/clean", content=b'\xef\xbb\xbf{"text": "x"}', headers={"Content-Type": "application/json"}
    )

    assert response.status_code == 200
    assert_in_contract(response)


def test_the_same_request_gets_the_same_answer(service: RunningService) -> None:
    asked = {"html": PAGE, "explain": True, "fetched_at": "2024-05-03T09:12:00Z"}

    assert len({service.clean(**asked).content for _ in range(6)}) == 1
