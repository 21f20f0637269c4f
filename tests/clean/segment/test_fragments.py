from __future__ import annotations

import pytest

from app.clean.segment.fragments import continuations, glue, has_fragments


def joined(*lines: str) -> list[str]:
    """The lines with those joined that go on with the one before."""
    texts: list[str] = []
    for line, goes_on in zip(lines, continuations(lines), strict=True):
        if goes_on:
            texts[-1] += glue(texts[-1], line) + line
        else:
            texts.append(line)
    return texts


@pytest.mark.parametrize(
    "lines",
    [
        ("The keeper,", "Jane Doe", ", said on Monday that the lamp was back."),
        ("The lamp was found by", "a boy from Skerry", "who had been looking for", "his kite", "."),
        ("It hung in the", "Old Customs House", ", where it had been since 1931."),
        ("The vote on the ferry was called “", "a farce", "” by the treasurer."),
        ("He read it in the", "Quay Post", "and did not believe a word."),
        ("The", "Harbour Council", "met on Tuesday."),
        ("In", "1931", ", the first ferry sailed."),
        ("She kept the lamp (", "it weighs two stone", ") in a shed behind the office."),
        ("Die Lampe, so die", "Hafenmeisterin", ", sei wieder da."),
        ("Das Licht gehört laut dem Rat der Stadt zum", "Kulturerbe", "des Landes."),
        ("Le phare de l'île, éteint depuis l'automne, a été confié à", "Anne Roy", ", gardienne."),
        (
            "Маяк, который погас осенью и с тех пор не горел, нашёл в сарае за портом",
            "Иван Петров",
            ", сторож порта.",
        ),
        ("A letter came from the council’s", "harbour office", "’s own clerk."),
    ],
)
def test_fragments_of_a_sentence_are_joined(lines: tuple[str, ...]) -> None:
    assert len(joined(*lines)) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ("港の古い灯台が、", "今朝ふたたび点灯した。"),
        ("灯台の管理人である", "山田花子", "は、電球が倉庫で見つかったと述べた。"),
        ("등대를 지키는", "김하나", "는 전구가 창고에서 발견됐다고 말했다."),
    ],
)
def test_fragments_without_case_are_joined_by_signs_and_particles(lines: tuple[str, ...]) -> None:
    assert len(joined(*lines)) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ("Lamp found behind the harbour office", "The lamp of the lighthouse was found on Tuesday."),
        ("Home", "News", "Sport", "Opinion"),
        ("news", "sport", "weather", "ferries"),
        ("The vote was put off.", "Nobody knows until when."),
        ("Lamp found behind the harbour office after a year", "by", "Jane Doe"),
        ("Bring a lamp, a coat and a rope,", "• Bring nothing else", "• Come early"),
        ("Home", "|", "News", "|", "Sport"),
        ("Ferry timetable for the winter", "Tickets and prices", "the"),
        ("Read more about the lamp of the lighthouse", "https://quay.example/lamp"),
        ("灯台、ふたたび点灯", "港の古い灯台が今朝ふたたび点灯した。"),
    ],
)
def test_headlines_menus_and_lists_stay_apart(lines: tuple[str, ...]) -> None:
    assert joined(*lines)[:2] == list(lines)[:2]


def test_a_label_is_joined_to_the_sentence_behind_it() -> None:
    sentence = "The lamp had been dark since autumn, and nobody in the village could say why."

    assert joined("Why it matters:", sentence) == [f"Why it matters: {sentence}"]


def test_a_dateline_is_joined_to_the_sentence_behind_it() -> None:
    sentence = "The lamp had been dark since autumn, and nobody in the village could say why."

    assert joined("LOWER SKERRY, Quay Post -", sentence) == [f"LOWER SKERRY, Quay Post - {sentence}"]


def test_a_label_of_short_entries_stays_apart() -> None:
    assert joined("Opening hours:", "Monday to Friday") == ["Opening hours:", "Monday to Friday"]


def test_a_new_paragraph_begins_behind_the_end_of_a_joined_one() -> None:
    assert joined("The keeper,", "Jane Doe", ", was pleased.", "So was the boy.") == [
        "The keeper, Jane Doe, was pleased.",
        "So was the boy.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("Jane Doe", ", said", ""),
        ("Jane Doe", "said", " "),
        ("the council (", "it met", ""),
        ("a farce", "” by", ""),
        ("called it “", "a farce", ""),
        ("the so-called „Fähre“", "sei", " "),
        ("the council", "’s clerk", ""),
        ("T", "he lamp", ""),
        ("A", "lamp", " "),
        ("灯台の", "管理人", ""),
        ("등대", "는 어제", " "),
    ],
)
def test_what_stood_between_two_fragments(before: str, after: str, between: str) -> None:
    assert glue(before, after) == between


@pytest.mark.parametrize("sign", list(",.;:)!?”、。"))
def test_a_line_that_begins_with_an_ending_sign_tells_a_text_of_fragments(sign: str) -> None:
    assert has_fragments(f"The keeper\n{sign} said")


def test_a_sentence_in_lower_case_tells_a_short_text_of_fragments_and_no_long_one() -> None:
    text = "The keeper\nsaid that the lamp of the lighthouse had been dark since the autumn before.\n"

    assert has_fragments(text)
    assert not has_fragments(text + "News\n" * 100)


def test_lines_that_begin_with_words_tell_no_fragments() -> None:
    assert not has_fragments("The keeper\nsaid (twice)\n\nthat it, and only it, was so.\n- No")
