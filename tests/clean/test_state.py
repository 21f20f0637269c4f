from __future__ import annotations

import json

import pytest

from app.clean.state import script_text

FIRST = "The old ferry crossed the strait for the last time on Tuesday evening, with a goat on board."
SECOND = "From Wednesday on, a bridge of nine hundred metres takes all the traffic to the island."
TEASER = "A teaser of another story that is as long as a sentence of an article has to be here."
BLOCKS = [{"type": "text", "content": FIRST}, {"type": "image"}, {"type": "text", "content": SECOND}]
ARTICLE = f"{FIRST}\n\n{SECOND}"


def flight(*rows: str) -> str:
    """Rows of a stream, each pushed by a script of its own."""
    return "".join(f"<script>self.__next_f.push({json.dumps([1, row])})</script>" for row in rows)


@pytest.mark.parametrize(
    "markup",
    [
        f'<script type="application/json">{json.dumps({"props": {"body": BLOCKS}})}</script>',
        f"<script>window.__STATE__ = {json.dumps({'story': {'parts': BLOCKS}})};</script>",
        f"<script>var a=1;X.content={json.dumps({'elements': BLOCKS})};X.y=2</script>",
        flight("1:" + json.dumps(["$", "div", None, {"children": BLOCKS}]) + "\n"),
    ],
    ids=["json", "assignment", "assignment-without-spaces", "stream"],
)
def test_paragraphs_in_one_place_of_a_script_are_the_article(markup: str) -> None:
    assert script_text(f"<html><body><div id=app></div>{markup}</body></html>") == ARTICLE


def test_a_value_that_a_stream_parts_is_read_as_one() -> None:
    row = "4:" + json.dumps(["$", "p", None, {"children": FIRST}]) + "\n"

    assert script_text(flight(row[:40], row[40:])) == FIRST


def test_a_text_row_of_a_stream_is_read_to_its_end() -> None:
    html = f"<p>{FIRST} À bientôt.</p><p>{SECOND}</p>"
    size = len(html.encode())

    assert script_text(flight(f"a:T{size:x},", html, 'b:["$","br",null,{"text":"no part of it"}]\n')) == html


def test_the_place_with_most_prose_is_the_article() -> None:
    data = {"related": [{"summary": TEASER}], "story": BLOCKS}

    assert script_text(f"<script>{json.dumps(data)}</script>") == ARTICLE


def test_what_is_said_twice_counts_once() -> None:
    data = {"story": [*BLOCKS, BLOCKS[0]]}

    assert script_text(f"<script>{json.dumps(data)}</script>") == ARTICLE


@pytest.mark.parametrize(
    "script",
    [
        "",
        "function f(a){return [a,{b:1}]}",
        '{"label": "Subscribe to our newsletter", "n": [1, 2, null]}',
        '{"cut": "' + FIRST,
        "[" * 5_000,
        "self.__next_f.push([0])",
        "self.__next_f.push(",
    ],
)
def test_a_script_without_an_article_gives_nothing(script: str) -> None:
    assert script_text(f"<script>{script}</script>") == ""


def test_half_of_a_surrogate_pair_in_a_script_is_replaced() -> None:
    text = FIRST.replace("goat", r"\ud800 goat")

    assert script_text(f'<script>window.__STATE__ = {{"body": ["{text}"]}};</script>') == FIRST.replace(
        "goat", "\ufffd goat"
    )


def test_an_empty_row_of_a_stream_is_passed_over() -> None:
    row = flight(f'1:["{FIRST}"]')

    assert script_text(f"<script>self.__next_f.push([])</script>{row}") == FIRST
