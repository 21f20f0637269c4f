from __future__ import annotations

import textwrap

import pytest

from app.clean.segment.unwrap import unwrap

STORY = [
    (
        "The harbour council met on Tuesday to decide whether the old ferry, which has crossed the "
        "strait since "
        "1931, should be kept for another winter or sold to a museum in the capital."
    ),
    (
        "Nobody spoke against the museum. But the keeper of the well-known lock, a man of few "
        "words, asked who "
        "would bring the bread, the post and the doctor when the bridge is closed by wind."
    ),
    '"It is not a question of love," he said.',
    (
        "The vote was put off until the accounts for the summer season are in, which according to "
        "the treasurer "
        "could take until the second week of October at the earliest."
    ),
]
GERMAN = [
    (
        "Die Hafenbehörde hat am Dienstag beschlossen, die alte Fähre, die seit 1931 über den Sund "
        "fährt, noch "
        "einen Winter lang zu behalten. Danach soll sie ein Museum in der Hauptstadt bekommen."
    ),
    (
        "Gegen das Museum sprach niemand. Der Schleusenwärter aber fragte, wer das Brot, die Post "
        "und die Ärztin "
        "bringt, wenn die Brücke wegen des Windes gesperrt werden muss."
    ),
]
JAPANESE = (
    "港の古い灯台が今朝ふたたび点灯した。去年の秋から消えたままだった。管理人によると、電球は倉庫で見つかったという。"
    "町の人々は夜になると丘に集まり、光が海の上を回るのを静かに眺めた。灯台は昭和のはじめに建てられ、長いあいだ船の"
    "目印になってきた。来年の春には、週末に限って中を見学できるようになるという話も出ている。"
)


def fold(text: str, width: int, *, at_blanks: bool) -> list[str]:
    """The lines that `fold -w width` makes of a line, with `-s` where it may break at blanks alone."""
    lines = []
    while len(text) > width:
        end = text.rfind(" ", 0, width) + 1 if at_blanks else width
        lines.append(text[:end])
        text = text[end:]
    return [*lines, text]


def separated(paragraphs: list[list[str]]) -> list[str]:
    return [line for lines in paragraphs for line in [*lines, ""]][:-1]


def paragraphs(lines: list[str]) -> list[str]:
    return [line for line in lines if line]


@pytest.mark.parametrize("width", range(40, 121))
@pytest.mark.parametrize("story", [STORY, GERMAN], ids=["English", "German"])
def test_lines_broken_by_a_word_wrapper_at_any_usual_width_are_joined(story: list[str], width: int) -> None:
    wrapped = separated([textwrap.wrap(paragraph, width, break_on_hyphens=False) for paragraph in story])

    assert paragraphs(unwrap(wrapped)) == story


@pytest.mark.parametrize("width", range(42, 121))
@pytest.mark.parametrize("story", [STORY, GERMAN], ids=["English", "German"])
def test_lines_broken_by_fold_at_blanks_are_joined(story: list[str], width: int) -> None:
    wrapped = separated([fold(paragraph, width, at_blanks=True) for paragraph in story])

    assert paragraphs(unwrap(wrapped)) == story


@pytest.mark.parametrize("width", [50, 72, 80])
def test_lines_that_fold_cut_inside_words_are_joined_without_a_space(width: int) -> None:
    story = [STORY[0], STORY[1], STORY[3]]

    wrapped = separated([fold(paragraph, width, at_blanks=False) for paragraph in story])

    assert paragraphs(unwrap(wrapped)) == story


def test_a_line_that_fold_cut_before_a_blank_keeps_the_blank() -> None:
    text = "abcdefghi " * 20

    assert unwrap(fold(text.strip(), 49, at_blanks=False)) == [text.strip()]


@pytest.mark.parametrize("width", [72, 80])
def test_text_wrapped_without_blank_lines_between_paragraphs_is_joined_paragraph_by_paragraph(
    width: int,
) -> None:
    wrapped = [line for paragraph in STORY for line in textwrap.wrap(paragraph, width)]

    assert unwrap(wrapped) == STORY


def test_a_word_broken_at_its_own_hyphen_is_joined_without_a_space() -> None:
    lines = [
        "The lamp at the entrance of the harbour has a so-called well-",
        "known flaw, and the keeper, who is otherwise a patient and far-",
        "sighted man, has complained about it to the office every year.",
    ]

    (joined,) = unwrap(lines)

    assert joined.startswith("The lamp at the entrance of the harbour has a so-called well-known flaw,")
    assert "patient and far-sighted man" in joined


def test_a_dash_at_a_break_keeps_its_space() -> None:
    lines = [
        "The lamp at the entrance of the harbour went out on Tuesday -",
        "nobody knows why - and the keeper, who is a patient man, said",
        "that he would look at it as soon as the storm was over again.",
    ]

    (joined,) = unwrap(lines)

    assert "on Tuesday - nobody knows why - and the keeper" in joined
    assert "said that he would" in joined


@pytest.mark.parametrize("width", [40, 44, 60])
def test_text_without_spaces_between_words_is_joined_without_spaces(width: int) -> None:
    assert unwrap(fold(JAPANESE, width, at_blanks=False)) == [JAPANESE]


def test_lines_that_hang_below_their_paragraph_lose_their_indentation() -> None:
    wrapped = textwrap.wrap(STORY[0], 72, subsequent_indent="   ")

    assert unwrap(wrapped) == [STORY[0]]


def test_items_stay_apart_in_wrapped_text() -> None:
    items = [f"- {STORY[0]}", f"- {STORY[1]}"]

    wrapped = [line for item in items for line in textwrap.wrap(item, 72, break_on_hyphens=False)]

    assert unwrap(wrapped) == items


def test_short_lines_stay_apart_in_wrapped_text() -> None:
    address = ["Town Hall", "1 Quay Street", "Lower Skerry"]

    lines = [
        *textwrap.wrap(STORY[0], 72),
        "",
        *address,
        "",
        *textwrap.wrap(STORY[1], 72, break_on_hyphens=False),
    ]

    assert unwrap(lines) == [STORY[0], "", *address, "", STORY[1]]


def test_blank_lines_stay_even_behind_a_line_as_long_as_the_width() -> None:
    lines = textwrap.wrap(STORY[0], 72)
    lines += ["", "x" * 72, "", *textwrap.wrap(STORY[1], 72, break_on_hyphens=False)]

    assert unwrap(lines) == [STORY[0], "", "x" * 72, "", STORY[1]]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        ["Short", "lines", "of", "a poem"],
        STORY,
        [paragraph[:110].rstrip() + "." for paragraph in STORY],
        [
            "The council met on Tuesday evening to talk about the ferry.",
            "Nobody had anything to say against the museum in the city.",
            "The vote was put off until the accounts are in at last.",
            "Until then, the ferry sails as before.",
        ],
        [f"- The {number}th item of a list that is about as long as it" for number in range(10, 20)],
    ],
    ids=["nothing", "blank", "poem", "long lines", "one paragraph a line", "one sentence a line", "list"],
)
def test_text_that_nothing_wrapped_is_left_alone(lines: list[str]) -> None:
    assert unwrap(lines) == lines


def test_lines_of_which_only_some_end_where_the_next_word_would_not_fit_were_not_wrapped() -> None:
    lines = [
        "the lamp of the harbour went out one night in the autumn",
        "and a boy was told to go up all the way",
        "in a storm that had come over the sea",
        "with a box of matches and a can of oil and a heavy coat",
        "overhead he could see how it was all dark",
        "and so he went up and up and up",
    ]

    assert unwrap(lines) == lines


def test_one_line_over_and_over_is_not_a_text_that_was_cut() -> None:
    lines = ["Something went wrong, please try again later on", "Ann Ray"] + [
        "Something went wrong, please try again later on"
    ] * 5

    assert unwrap(lines) == lines


def test_sentences_of_one_length_are_not_a_text_that_was_cut() -> None:
    lines = [
        "The ferry sails at six in the morning from here.",
        "The mayor spoke and nobody at all could hear it.",
        "The lamp was found in a box behind the old shed.",
        "The end.",
    ]
    assert len({len(line) for line in lines[:3]}) == 1

    assert unwrap(lines) == lines


def test_white_space_at_the_end_of_lines_goes() -> None:
    assert unwrap(["one ", "two\t", " three", " "]) == ["one", "two", " three", ""]


def test_an_address_longer_than_the_width_does_not_hide_that_lines_were_wrapped() -> None:
    text = " ".join(STORY[:2]).replace("the old ferry", f"[the old ferry](https://quay.example/{'a-' * 60}x)")
    text = f"{text} {STORY[3]}"
    wrapped = textwrap.wrap(text, 78, break_long_words=False, break_on_hyphens=False)
    assert max(map(len, wrapped)) > 120

    assert unwrap([*wrapped, "", *textwrap.wrap(STORY[0], 78)]) == [text, "", STORY[0]]


def test_items_that_a_wrapper_left_alone_stay_apart() -> None:
    items = [f"  * {STORY[0]}", f"  * {STORY[3]}"]
    wrapped = [*textwrap.wrap(STORY[0], 78), "", *textwrap.wrap(STORY[1], 78), "", *items, ""]
    wrapped += textwrap.wrap(STORY[3], 78)

    assert unwrap(wrapped) == [STORY[0], "", STORY[1], "", *items, "", STORY[3]]


def test_names_on_lines_of_about_one_length_were_not_wrapped() -> None:
    offices = ["Harbourmaster", "Lighthouses", "Ferryservice", "Fisheries", "Customshouse", "Lifeboatmen"]
    lines = [f"{office}: {office.lower()}@quay.example, Quay {office[:4]}" for office in offices * 2]

    assert unwrap(lines) == lines
