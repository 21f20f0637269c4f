from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from app.clean.model import Block, Mark, Role
from app.clean.score.lines import FEATURES, Lines, describe, describe_read
from app.clean.score.texts import read_texts
from app.clean.score.vocabulary import Vocabulary
from app.clean.score.words import Words, sampled_words, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def described(
    blocks: Sequence[Block],
    marks: Mapping[int, Mark] = MappingProxyType({}),
    slug: frozenset[str] = frozenset(),
) -> Lines:
    return describe(blocks, marks, Vocabulary({}), slug)


def feature(name: str, text: str, **more: object) -> float:
    lines = described([Block(0, text, **more)])  # type: ignore[arg-type]
    return float(lines.features[0, FEATURES.index(name)])


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("closed", "The goat came back.", 1),
        ("closed", "“The goat came back.”", 1),
        ("closed", "山羊が戻った。", 1),
        ("closed", "The goat", 0),
        ("sentence_ends", "It rained. It snowed. It", 2),
        ("sentence_ends", "雨が降った。雪が降った。", 2),
        ("capitals", "The Old goat", 2 / 3),
        ("all_capitals", "BREAKING NEWS", 1),
        ("digits", "a1b2", 0.5),
        ("start", "and so on", 1),
        ("start", "3 goats", 2),
        ("start", "“Goats”", 3),
        ("start", "Goats", 0),
        ("end", "Goats:", 1),
        ("end", "Goats...", 3),
        ("separators", "News | Sport · Weather", 2),
        ("address", "desk@example.org", 1),
        ("copyright", "© 2024 Example", 1),
        ("day", "12 May 2024", 1),
        ("day", "twelve goats", 0),
        ("kind", "Menu", 0),
        ("slug", "Menu", -1),
    ],
)
def test_a_line_is_described_by_what_stands_in_it(name: str, text: str, expected: float) -> None:
    assert feature(name, text) == pytest.approx(expected)


def test_role_depth_links_and_place_of_a_block_are_features() -> None:
    more = {"role": Role.ITEM, "level": 2, "link_share": 0.5, "indent": 4, "hints": frozenset({"parted"})}

    assert [
        feature(name, "Goats", **more) for name in ("role", "level", "link_share", "indent", "parted")
    ] == [2, 2, 0.5, 4, 1]


def test_the_kind_of_rule_that_struck_a_block_is_a_feature() -> None:
    blocks = [Block(0, "Share"), Block(1, "Odd")]
    marks = {0: Mark("share", "share.button"), 1: Mark("weather", "weather.box")}

    assert described(blocks, marks).kinds.tolist() == [2, 13]


def test_lines_that_a_page_repeats_are_counted() -> None:
    lines = described([Block(0, "Sport"), Block(1, "SPORT"), Block(2, "News")])

    assert lines.features[:, FEATURES.index("repeated")].tolist() == [1, 1, 0]


def test_words_of_the_address_are_found_in_the_headline() -> None:
    lines = described(
        [Block(0, "Goats return to the harbour")], slug=frozenset({"goats", "harbour", "night"})
    )

    assert lines.features[0, FEATURES.index("slug")] == pytest.approx(2 / 3)


def test_a_block_shares_its_longer_words_with_the_sentences_of_the_text() -> None:
    sentence = "The harbour goats were seen again near the old lighthouse by three fishermen on Monday."
    lines = described([Block(0, sentence), Block(1, "Harbour goats lottery"), Block(2, "Menu")])

    assert lines.shared[1].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert lines.shared[2].tolist() == [-1, -1]


def test_known_words_have_weight_and_the_first_has_its_own() -> None:
    vocabulary = Vocabulary({"subscribe": -2.0, "said": 1.0, "^subscribe": -3.0})

    assert vocabulary.weigh(Words([["subscribe", "he", "said"], ["he", "subscribe"], []])).tolist() == [
        [-0.5, -1.0, -3.0],
        [-2.0, -2.0, 0.0],
        [0.0, 0.0, 0.0],
    ]


def test_full_stops_are_counted_where_a_space_follows() -> None:
    assert feature("sentence_ends", "Version 2.5 is here. So what? Well... Yes!") == 3


def test_only_the_first_words_of_a_long_block_count_as_capitals() -> None:
    assert feature("capitals", " ".join(["Goat"] * 16 + ["goat"] * 16 + ["Goat"] * 100)) == 0.5


@pytest.mark.parametrize(
    "line", ["The “old” harbour – it’s said", "Přístav a kozy", "ЗАЛИВ и козы", "山羊が戻った", "ΑΣ ΟΔΟΣ"]
)
def test_words_are_the_same_read_alone_and_beside_others(line: str) -> None:
    words = words_of([line, "Straße 5½", "plain_text, 2 lines\nhere"])
    found = [list(words.distinct)[number] for number in words.numbers[words.rows == 0]]

    assert found == sampled_words(line)


def test_what_is_known_of_texts_is_kept_for_some_of_them() -> None:
    texts = [
        "The goats of the harbour came back on Monday, as fishermen say they always did.",
        "Menu",
        "Goats",
    ]
    every = read_texts(texts, words_of(texts), Vocabulary({"goats": 1.0}), frozenset())
    chosen = [texts[0], texts[2]]
    some = read_texts(chosen, words_of(chosen), Vocabulary({"goats": 1.0}), frozenset())
    blocks = [Block(0, texts[0]), Block(1, texts[2])]

    one, other = describe_read(blocks, {}, every.at([0, 2])), describe_read(blocks, {}, some)
    assert one.features.tolist() == other.features.tolist()
    assert one.shared.tolist() == other.shared.tolist()
