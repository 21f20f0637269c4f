from __future__ import annotations

import pytest

from app.clean.model import Role
from app.clean.segment import segment_plain

PROSE = "The lamp of the lighthouse had been dark since autumn, and nobody in the village could say why."
MORE = "On Tuesday a boy found the bulb in a shed behind the harbour office, still in its cardboard box."


def texts(text: str) -> list[str]:
    return [block.text for block in segment_plain(text)]


def roles(text: str) -> list[tuple[Role, int, str]]:
    return [(block.role, block.level, block.text) for block in segment_plain(text)]


def runs(text: str) -> list[list[str]]:
    """The texts of the blocks, those of one group together."""
    found: dict[int, list[str]] = {}
    for block in segment_plain(text):
        found.setdefault(block.group, []).append(block.text)
    return list(found.values())


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\n\u00a0"])
def test_a_text_of_white_space_has_no_blocks(text: str) -> None:
    assert segment_plain(text) == ()


def test_blocks_are_numbered_in_page_order() -> None:
    blocks = segment_plain("one\n\n---\n\n• two\n\n\n\nthree")

    assert [(block.position, block.text) for block in blocks] == [(0, "one"), (1, "two"), (2, "three")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_newlines_of_all_kinds_end_a_line(newline: str) -> None:
    assert texts(f"one{newline}two{newline}{newline}three") == ["one", "two", "three"]
    assert runs(f"one{newline}two{newline}{newline}three") == [["one", "two"], ["three"]]


def test_no_break_spaces_and_tabs_are_spaces_and_zero_width_and_control_characters_are_nothing() -> None:
    assert texts("\u00a0one\u00a0\u2003two\tthree fo\u200bur fi\u00adve\x00 s\x08ix\x7f") == [
        "one two three four five six"
    ]


def test_paragraphs_parted_by_blank_lines_are_groups_of_their_own() -> None:
    assert runs(f"{PROSE}\n\n{MORE}\n \n{PROSE}") == [[PROSE], [MORE], [PROSE]]


def test_where_blank_lines_part_paragraphs_adjacent_lines_are_one_group() -> None:
    assert runs(f"{PROSE}\n\nTown Hall\n1 Quay Street\n\n{MORE}") == [
        [PROSE],
        ["Town Hall", "1 Quay Street"],
        [MORE],
    ]


def test_where_each_line_is_a_paragraph_no_lines_are_a_group() -> None:
    assert runs(f"Headline\n{PROSE}\n{MORE}\nShort\n{PROSE}\n\n{MORE}") == [
        ["Headline"],
        [PROSE],
        [MORE],
        ["Short"],
        [PROSE],
        [MORE],
    ]


def test_short_lines_without_any_blank_line_are_paragraphs() -> None:
    assert runs("Town Hall\n1 Quay Street") == [["Town Hall"], ["1 Quay Street"]]


def test_a_list_below_a_line_of_prose_does_not_make_each_line_a_paragraph() -> None:
    assert runs(f"{PROSE}\n- {MORE}\n- {PROSE}\n\nTown Hall\n1 Quay Street") == [
        [PROSE, MORE, PROSE],
        ["Town Hall", "1 Quay Street"],
    ]


def test_hard_wrapped_paragraphs_are_one_block_each() -> None:
    wrapped = (
        "The lamp of the lighthouse had been dark\nsince autumn, and nobody in the village\n"
        "could say why.\n\nOn Tuesday a boy found the bulb in a shed\nbehind the harbour office, "
        "still in its\n"
        "cardboard box."
    )

    assert texts(wrapped) == [
        "The lamp of the lighthouse had been dark since autumn, and nobody in the village could say why.",
        "On Tuesday a boy found the bulb in a shed behind the harbour office, still in its cardboard box.",
    ]


@pytest.mark.parametrize("mark", ["• ", "- ", "* ", "+ ", "·\u00a0", "▪", "  ● "])
def test_lines_that_begin_with_a_bullet_are_items(mark: str) -> None:
    assert roles(f"{mark}Bring a lamp\n{mark}Bring a coat") == [
        (Role.ITEM, 1, "Bring a lamp"),
        (Role.ITEM, 1, "Bring a coat"),
    ]


@pytest.mark.parametrize("line", ["-5 degrees", "·2 min read", "– Oui, dit-il", "— No —", "2 - 1"])
def test_lines_with_dashes_that_are_no_bullets_are_paragraphs(line: str) -> None:
    assert roles(line) == [(Role.PARAGRAPH, 0, line)]


def test_lines_that_hang_below_a_bullet_belong_to_its_item() -> None:
    assert roles("  • Oops!\n    Something went wrong.\n    Try again.\n  • Two\nAfter\n   in") == [
        (Role.ITEM, 1, "Oops! Something went wrong. Try again."),
        (Role.ITEM, 1, "Two"),
        (Role.PARAGRAPH, 0, "After"),
        (Role.PARAGRAPH, 0, "in"),
    ]


def test_a_line_no_further_in_than_the_bullet_ends_an_item() -> None:
    assert roles("• One\nTwo") == [(Role.ITEM, 1, "One"), (Role.PARAGRAPH, 0, "Two")]


def test_a_blank_line_ends_an_item() -> None:
    assert roles("• One\n\n  Two") == [(Role.ITEM, 1, "One"), (Role.PARAGRAPH, 0, "Two")]


def test_markdown_headings_have_their_level() -> None:
    assert roles("# Lamp found\n\ntext\n\n### The search ###") == [
        (Role.HEADING, 1, "Lamp found"),
        (Role.PARAGRAPH, 0, "text"),
        (Role.HEADING, 3, "The search"),
    ]


def test_a_line_drawn_below_a_heading_is_no_block() -> None:
    assert texts("Lamp found\n==========\n\nThe search\n---\n\ntext") == ["Lamp found", "The search", "text"]


def test_separators_are_no_blocks() -> None:
    assert texts("one\n\n---\n\ntwo\n\n_____\n\nthree\n\n=\n") == ["one", "two", "three"]


def test_markdown_links_leave_their_text_and_their_share() -> None:
    blocks = segment_plain("See [the ferry](https://quay.example/a).\n\n- [All of it](/b)\n\n## [Head](/c)")

    assert [(block.role, block.text, block.link_share) for block in blocks] == [
        (Role.PARAGRAPH, "See the ferry.", 0.643),
        (Role.ITEM, "All of it", 1.0),
        (Role.HEADING, "Head", 1.0),
    ]


def test_markdown_pictures_leave_nothing() -> None:
    assert texts("[a](/x) ![quay](q.png) b\n\n![lamp](l.png)") == ["a b"]


def test_emphasis_is_taken_off_where_the_text_is_markdown() -> None:
    assert texts("# Head\n\n**The lamp** is *back* and `lit`.\n\n- **One** thing") == [
        "Head",
        "The lamp is back and lit.",
        "One thing",
    ]


def test_stars_and_brackets_stay_where_the_text_is_no_markdown() -> None:
    line = "The *lamp* [sic] was **not** there `at all`"

    assert texts(line) == [line]


def test_an_escaped_bullet_is_read_as_the_body_will_be_read() -> None:
    assert roles("# Head\n\n\\* Bring a lamp") == [(Role.HEADING, 1, "Head"), (Role.ITEM, 1, "Bring a lamp")]


def test_quoted_lines_are_quotes() -> None:
    assert roles("# Jam\n\n> We ate a great deal of jam.\n\n> - Bring a lamp") == [
        (Role.HEADING, 1, "Jam"),
        (Role.QUOTE, 0, "We ate a great deal of jam."),
        (Role.ITEM, 1, "Bring a lamp"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Line | Fare |\n|------|:----:|\n| Ferry | 4.20 |",
        "Line | Fare\n--|--\nFerry | 4.20",
        "Line | Fare\nFerry | 4.20",
    ],
)
def test_the_rows_of_a_table_are_one_group_without_its_borders(table: str) -> None:
    assert roles(f"{PROSE}\n\n{table}\n\n{MORE}")[1:3] == [
        (Role.TABLE, 0, "Line | Fare"),
        (Role.TABLE, 0, "Ferry | 4.20"),
    ]
    assert runs(f"{PROSE}\n\n{table}\n\n{MORE}")[1] == ["Line | Fare", "Ferry | 4.20"]


def test_one_line_with_a_bar_is_no_table() -> None:
    assert roles("News | Quay Post") == [(Role.PARAGRAPH, 0, "News | Quay Post")]


def test_a_run_of_statements_is_code_with_its_indentation() -> None:
    code = "def lamp(on):\n    if on == 1:\n        return light()\n    return dark()"

    assert roles(f"{PROSE}\n\n{code}\n\n{MORE}") == [
        (Role.PARAGRAPH, 0, PROSE),
        (Role.CODE, 0, code),
        (Role.PARAGRAPH, 0, MORE),
    ]


@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
def test_what_stands_between_fences_is_one_listing_as_it_stands(fence: str) -> None:
    listing = "# no heading\n\n- no item\n    [no](/link)   **bold**"

    assert roles(f"{PROSE}\n{fence}python\n{listing}\n{fence}\n{MORE}") == [
        (Role.PARAGRAPH, 0, PROSE),
        (Role.CODE, 0, listing),
        (Role.PARAGRAPH, 0, MORE),
    ]


def test_a_fence_ends_with_one_as_long() -> None:
    assert roles("````\n```\na\n```\n````") == [(Role.CODE, 0, "```\na\n```")]


def test_each_of_several_listings_has_its_place() -> None:
    assert texts(f"```\na = 1\n```\n\n{PROSE}\n\n```\n\n```\n\n```\nb = 2\n```") == ["a = 1", PROSE, "b = 2"]


def test_lines_between_fences_are_not_unwrapped() -> None:
    listing = (
        "this is a log of lines that break at column\nforty or so because someone has a narrow\n"
        "terminal and likes to read his mail in it"
    )

    assert texts(f"```\n{listing}\n```") == [listing]


def test_a_single_line_with_the_sign_of_a_quotation_stays_as_it_is() -> None:
    assert roles("The harbour is closed.\n\n> more") == [
        (Role.PARAGRAPH, 0, "The harbour is closed."),
        (Role.PARAGRAPH, 0, "> more"),
    ]


def test_a_bullet_inside_a_bullet_is_one_item() -> None:
    assert roles("- + one\n- * two") == [(Role.ITEM, 1, "one"), (Role.ITEM, 1, "two")]


def test_long_rows_of_a_table_on_adjacent_lines_do_not_make_every_line_a_block() -> None:
    row = " | ".join(["a cell with a number of words in it"] * 3)
    text = f"{'A paragraph of prose that is long enough to be one. ' * 3}\n\n{row}\n{row}\n{row}"

    assert len({block.group for block in segment_plain(text)}) == 2


def test_a_fence_that_is_never_closed_opens_nothing() -> None:
    assert roles("# One\n\n```\n\n# Two\n\nthree") == [
        (Role.HEADING, 1, "One"),
        (Role.HEADING, 1, "Two"),
        (Role.PARAGRAPH, 0, "three"),
    ]


@pytest.mark.parametrize(
    "text", ["Roses are red;\n  violets\n    are blue,\nand so on", "f(x)", "one();\ntwo();"]
)
def test_indented_verses_and_single_statements_are_no_code(text: str) -> None:
    assert {block.role for block in segment_plain(text)} == {Role.PARAGRAPH}


def test_fragments_of_one_sentence_are_one_block_where_no_blank_lines_part_paragraphs() -> None:
    assert texts(f"Lamp found\nThe keeper,\nJane Doe\n, was pleased.\n{PROSE}\n{MORE}") == [
        "Lamp found",
        "The keeper, Jane Doe, was pleased.",
        PROSE,
        MORE,
    ]


def test_lines_between_blank_lines_are_not_joined() -> None:
    assert texts(f"{PROSE}\n\nJane Doe\n, keeper\n\n{MORE}") == [PROSE, "Jane Doe", ", keeper", MORE]


def test_rows_with_cells_in_columns_are_a_table() -> None:
    assert roles(f"{PROSE}\n\n  Ferry  Fare\n  North  4.20\n\n{MORE}")[1:3] == [
        (Role.TABLE, 0, "Ferry | Fare"),
        (Role.TABLE, 0, "North | 4.20"),
    ]


def test_what_stood_before_a_block_is_a_hint() -> None:
    blocks = segment_plain("# Head\none\n\n![quay](/a.png)\n\ntwo\n\n* * *\nthree")

    assert [(block.text, set(block.hints)) for block in blocks] == [
        ("Head", {"parted"}),
        ("one", set()),
        ("two", {"parted", "pictured"}),
        ("three", {"ruled"}),
    ]


def test_the_column_of_a_block_is_its_indent() -> None:
    assert [block.indent for block in segment_plain("one\n    two\n  three")] == [0, 4, 2]


def test_items_have_their_depth() -> None:
    assert roles("• one\n  ◦ two\n    ▪ three\n  ◦ four\n\n• five\n\nsix") == [
        (Role.ITEM, 1, "one"),
        (Role.ITEM, 2, "two"),
        (Role.ITEM, 3, "three"),
        (Role.ITEM, 2, "four"),
        (Role.ITEM, 1, "five"),
        (Role.PARAGRAPH, 0, "six"),
    ]


def test_numbered_items_of_markdown_have_their_number() -> None:
    blocks = segment_plain("# Head\n\n  1. Bring a lamp\n  2. Bring a coat\n\n3\\. The search")

    assert [(block.role, block.ordinal, block.text) for block in blocks[1:]] == [
        (Role.ITEM, 1, "Bring a lamp"),
        (Role.ITEM, 2, "Bring a coat"),
        (Role.PARAGRAPH, None, "3. The search"),
    ]


def test_a_heading_in_an_item_is_an_item_without_its_mark() -> None:
    assert roles("# Head\n\n  * ## Lamps")[1] == (Role.ITEM, 1, "Lamps")


def test_where_references_lead_is_no_block() -> None:
    assert texts("See [the ferry][1].\n\n   [1]: https://quay.example/a") == ["See the ferry."]
