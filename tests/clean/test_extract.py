from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.clean.extract import Extraction, extract
from app.clean.narrow import cuts
from app.clean.parse import parse
from app.clean.segment import segment_markup

if TYPE_CHECKING:
    from app.clean.model import Block

ARTICLE = [
    (
        "The old ferry crossed the strait for the last time on Tuesday evening. On board were the mayor, the "
        "school choir and a goat, and nobody could say afterwards who had brought it."
    ),
    (
        "Hundreds of people had come to the quay with lamps, flasks and one accordion to see it land. “We "
        "have been late for everything since 1931,” said the baker, “and now there is nothing left to blame.”"
    ),
    (
        "From Wednesday on, a bridge of nine hundred metres takes all the traffic to the island. It has cost "
        "forty million and two elections, and it opens at six in the morning without a speech."
    ),
    (
        "The ferry itself will be towed to the capital, where a museum has made room for it between a tram "
        "and the last coal crane of the old harbour."
    ),
]
NEWS = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry leaves for good - Quay Post</title></head><body>
<header><a href="/">Quay Post</a></header>
<nav><ul><li><a href="/local">Local</a></li><li><a href="/sea">Sea</a></li></ul></nav>
<div id="cookie-notice"><p>We use cookies to count our readers.</p></div>
<main><article><h1>Ferry leaves for good</h1>
<p>{ARTICLE[0]}</p><h2>Lamps and flasks</h2><p>{ARTICLE[1]}</p>
<ul><li>It sailed 31,000 times</li><li>It sank once, at the quay</li></ul>
<p>{ARTICLE[2]}</p>
<table><tr><th>Crossing</th><th>Minutes</th></tr><tr><td>Ferry</td><td>40</td></tr>
<tr><td>Bridge</td><td>2</td></tr></table>
<p>{ARTICLE[3]}</p></article>
<div class="related-posts"><h3>Related</h3><ul>
<li><a href="/a">Goat found on the ferry is called Henrietta</a></li>
<li><a href="/b">Bridge opens a day early by mistake</a></li></ul></div></main>
<footer><p>Quay Post is printed on Tuesdays.</p></footer></body></html>"""


def run(markup: str) -> tuple[tuple[Block, ...], Extraction]:
    root = parse(markup)
    cut = cuts(root)
    blocks = segment_markup(root, cut)
    return blocks, extract(root, cut, blocks)


def kept(markup: str) -> list[str]:
    blocks, extraction = run(markup)
    return [block.text for block in blocks if block.position in extraction.kept]


def test_headings_paragraphs_items_and_tables_of_the_article_are_kept() -> None:
    assert kept(NEWS) == [
        "Ferry leaves for good",
        ARTICLE[0],
        "Lamps and flasks",
        ARTICLE[1],
        "It sailed 31,000 times",
        "It sank once, at the quay",
        ARTICLE[2],
        "Crossing | Minutes",
        "Ferry | 40",
        "Bridge | 2",
        ARTICLE[3],
    ]


def test_what_is_kept_accounts_for_all_of_the_text() -> None:
    extraction = run(NEWS)[1]

    assert extraction.coverage == 1.0
    assert "\n".join(extraction.text).count(ARTICLE[0]) == 1


def test_nothing_is_kept_of_what_was_cut() -> None:
    assert not {"Local", "Sea", "We use cookies to count our readers."} & set(kept(NEWS))


def test_of_an_article_in_json_ld_alone_the_blocks_cover_nothing() -> None:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": "\n".join(ARTICLE)}
    markup = (
        f'<html><head><script type="application/ld+json">{json.dumps(data)}</script></head>'
        "<body><div id=app><p>Loading</p></div></body></html>"
    )

    blocks, extraction = run(markup)

    assert [block.text for block in blocks] == ["Loading"]
    assert extraction.kept == frozenset()
    assert extraction.coverage < 0.1
    assert " ".join(extraction.text).split() == " ".join(ARTICLE).split()


def test_an_empty_page_has_nothing_to_keep() -> None:
    assert run("") == ((), Extraction(frozenset(), 1.0))


def test_a_page_of_a_few_words_raises_nothing() -> None:
    blocks, extraction = run("<p>Gone.</p>")

    assert [block.text for block in blocks] == ["Gone."]
    assert extraction.coverage == 1.0


def test_the_answer_does_not_depend_on_what_was_extracted_before() -> None:
    first = run(NEWS)

    for _ in range(3):
        assert run(NEWS) == first


def test_a_control_character_behind_a_cut_disturbs_nothing() -> None:
    markup = NEWS.replace("</nav>", "</nav>&#1;")

    assert "Local" not in kept(markup)
