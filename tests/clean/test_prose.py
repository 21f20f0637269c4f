from __future__ import annotations

import pytest

from app.clean.model import Block, Role
from app.clean.prose import is_prose, is_symbols, letters, same_letters, word_count

SENTENCE = "The old ferry crossed the strait for the last time on Tuesday evening."
JAPANESE = "港の古い灯台が今朝ふたたび点灯し、町の人々は丘の上に集まってその光を眺めた。"


@pytest.mark.parametrize(
    "text", [SENTENCE, SENTENCE[:-1] + "!”", SENTENCE[:-1] + "…)", SENTENCE[:-1] + ":", JAPANESE]
)
def test_a_whole_sentence_is_prose(text: str) -> None:
    assert is_prose(Block(0, text))


@pytest.mark.parametrize(
    "text",
    [
        "항구의 오래된 등대가 오늘 아침 다시 불을 밝히자 마을 사람들이 언덕에 모여 그 빛을 바라보았다.",
        "बंदरगाह का पुराना दीपस्तंभ आज सुबह फिर जल उठा और गाँव के लोग पहाड़ी पर उसे देखने आए।",
        "أضيئت المنارة القديمة في الميناء هذا الصباح من جديد فاجتمع أهل البلدة على التل لينظروا إليها.",
        "港口的老灯塔今天早上重新亮起，镇上的人们聚集在山上，久久地望着那道光芒。",
        "Чи справді старий маяк у порту знову засвітився сьогодні вранці, а мешканці зібралися на пагорбі?",
    ],
    ids=["ko", "hi", "ar", "zh", "uk"],
)
def test_a_whole_sentence_is_prose_in_any_script(text: str) -> None:
    assert is_prose(Block(0, text))


def test_a_korean_headline_is_not() -> None:
    assert not is_prose(Block(0, "항구의 오래된 등대 다시 불 밝혀."))


def test_a_whole_sentence_of_a_quotation_is_prose() -> None:
    assert is_prose(Block(0, SENTENCE, Role.QUOTE))


@pytest.mark.parametrize("role", [Role.HEADING, Role.ITEM, Role.TABLE, Role.CODE, Role.CAPTION])
def test_a_sentence_in_another_role_is_not(role: Role) -> None:
    assert not is_prose(Block(0, SENTENCE, role))


def test_a_sentence_that_is_mostly_a_link_is_not() -> None:
    assert is_prose(Block(0, SENTENCE, link_share=0.5))
    assert not is_prose(Block(0, SENTENCE, link_share=0.51))


@pytest.mark.parametrize(
    "text",
    [SENTENCE.removesuffix("."), "The ferry sails no more.", "港の古い灯台が点灯した。", ""],
    ids=["no full stop", "few words", "few ideographs", "empty"],
)
def test_a_headline_or_a_short_line_is_not(text: str) -> None:
    assert not is_prose(Block(0, text))


def test_twelve_words_make_a_sentence_and_eleven_do_not() -> None:
    assert is_prose(Block(0, "a " * 11 + "b."))
    assert not is_prose(Block(0, "a " * 10 + "b."))


@pytest.mark.parametrize(
    ("text", "symbols"), [("***", True), ("· | —", True), ("", True), ("(1)", False), ("灯", False)]
)
def test_symbols_are_neither_letters_nor_digits(text: str, symbols: bool) -> None:
    assert is_symbols(text) is symbols


def test_letters_are_told_apart_neither_by_case_nor_by_width() -> None:
    assert letters("Straße № Ｋ-2!") == "strassenok2"


def test_texts_are_the_same_but_for_case_spaces_and_punctuation() -> None:
    assert same_letters("“Ferry leaves: for good”", "FERRY LEAVES – FOR GOOD")
    assert not same_letters("Ferry leaves for good", "Ferry leaves for good today")


def test_two_ideographs_count_as_a_word() -> None:
    assert word_count("one two  three") == 3
    assert word_count("灯台が点灯") == 3
    assert word_count("등대가 다시 켜졌다") == 3
    assert word_count("") == 0
