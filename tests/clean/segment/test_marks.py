from __future__ import annotations

import pytest

from app.clean.model import Role
from app.clean.segment.marks import (
    is_markdown,
    is_rule_line,
    ordinal,
    role_of,
    unmarked,
    without_definitions,
)


@pytest.mark.parametrize(
    "text", ["**By** Jane Doe\n\n**Photo:** Ann Ray", "a [b][1]\n\n[1]: https://quay.example/"]
)
def test_bold_spans_and_definitions_tell_markdown(text: str) -> None:
    assert is_markdown(text)


@pytest.mark.parametrize(
    "line",
    ["a [link](https://quay.example)", "[b](/path)", "[c](#top)", "[d](<x>)"],
)
def test_a_link_tells_markdown(line: str) -> None:
    assert is_markdown(f"plain\n{line}")


@pytest.mark.parametrize("text", ["# Head\nplain", "plain\n## One\nplain\n###### Two"])
def test_a_heading_that_opens_the_text_and_several_headings_tell_markdown(text: str) -> None:
    assert is_markdown(text)


@pytest.mark.parametrize("line", ["# apt install lamp", "> more"])
def test_one_line_that_begins_like_a_mark_tells_no_markdown(line: str) -> None:
    assert not is_markdown(f"plain\n{line}\nplain")


@pytest.mark.parametrize(
    "line", ["#lamp", "####### x", "*stars*", "a_b", "[1]", "[sic] (and so on)", "f[0](x)"]
)
def test_signs_that_any_text_has_do_not_tell_markdown(line: str) -> None:
    assert not is_markdown(f"plain\n{line}")


@pytest.mark.parametrize(
    "line",
    ["---", "-----", "===", "=", "___", "|---|:-:|", "--|--", "| --- | --- |", " --- ", "* * *", "####"],
)
def test_lines_that_only_draw_are_rule_lines(line: str) -> None:
    assert is_rule_line(line)


@pytest.mark.parametrize("line", ["", "-", "--", "- a", "a ---", "| a | b |", "__"])
def test_other_lines_are_not(line: str) -> None:
    assert not is_rule_line(line)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a [link](https://quay.example/x) b", "a link b"),
        ('a [link](https://quay.example/x "title") b', "a link b"),
        ("a [link](https://quay.example/x_(y)) b", "a link b"),
        ("a [link](<https://quay.example/x>) b", "a link b"),
        ("[a [nested] link](/x)", "a [nested] link"),
        ("a **b c** d", "a b c d"),
        ("a *b* _c_", "a b c"),
        ("***a***", "a"),
        ("**[a](/x)**", "a"),
        ("a `b*c*d`", "a b*c*d"),
        (r"\*a\* \[b](/x) \_c\_ d\\", "*a* [b](/x) _c_ d\\"),
        (r"snake\_case\_name", "snake_case_name"),
        (r"**a\*b**", "a*b"),
        (r"[a\]b](/x)", "a]b"),
        ("a [link][3] b", "a link b"),
        ("as he said[^1] then", "as he said then"),
        ("a [link]( https://quay.example/x ) b", "a link b"),
        ("a [mail](mailto:?subject=The lamp is back) b", "a mail b"),
        ("""a [link](/x "Ann's "lamp"") b""", "a link b"),
        ("<https://quay.example/x>", "https://quay.example/x"),
        ("the end of a headline](/x)", "the end of a headline"),
        ("[", ""),
        ("******a:******b", "a:b"),
        ("**a: ****b**", "a: b"),
    ],
)
def test_inline_marks_are_taken_off(written: str, read: str) -> None:
    assert unmarked(written)[0] == read


def test_a_picture_leaves_nothing() -> None:
    assert unmarked("a ![the (old) quay](https://quay.example/a.png 'x') b")[0].split() == ["a", "b"]


@pytest.mark.parametrize(
    "picture", ["![](data:image/svg+xml,%3Csvg xmlns='http://quay.example/svg'%3E)", "![lamp][2]"]
)
def test_a_picture_that_is_data_or_elsewhere_leaves_nothing(picture: str) -> None:
    assert unmarked(picture) == ("", 0.0)


def test_a_linked_picture_leaves_nothing() -> None:
    assert unmarked("[![quay](/a.png)](/big.png)")[0].strip() == ""


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "snake_case_name", "__init__", "a ** b", "[1] (two)", "f(x)[0]", "5*3*2", "* a"]
)
def test_signs_that_are_no_marks_stay(text: str) -> None:
    assert unmarked(text) == (text, 0.0)


@pytest.mark.parametrize(
    ("text", "share"), [("[all](/x)", 1.0), ("12345 [789](/x) 1", 0.273), ("none", 0.0), ("![x](/y)", 0.0)]
)
def test_the_link_share_is_that_of_the_characters_that_a_reader_sees(text: str, share: float) -> None:
    assert unmarked(text)[1] == share


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One", (Role.HEADING, 1, "One")),
        ("###### Six", (Role.HEADING, 6, "Six")),
        ("## Two ##", (Role.HEADING, 2, "Two")),
        ("## C# ##", (Role.HEADING, 2, "C#")),
        ("####### Seven", (Role.PARAGRAPH, 0, "####### Seven")),
        ("#lamp", (Role.PARAGRAPH, 0, "#lamp")),
        ("> quoted", (Role.QUOTE, 0, "quoted")),
        ("> > twice", (Role.QUOTE, 0, "twice")),
        (">>> prompt", (Role.PARAGRAPH, 0, ">>> prompt")),
        (">", (Role.PARAGRAPH, 0, ">")),
        ("plain > text", (Role.PARAGRAPH, 0, "plain > text")),
    ],
)
def test_a_mark_at_the_start_of_a_line_gives_its_role(text: str, expected: tuple[Role, int, str]) -> None:
    assert role_of(text) == expected


def test_lines_that_say_where_references_lead_go() -> None:
    lines = ["   [1]: https://quay.example/a", "[two]: /b", "[^1]: A note", "[sic]: he said so"]

    assert without_definitions(lines) == ["[^1]: A note", "[sic]: he said so"]


@pytest.mark.parametrize(
    ("text", "indented", "after", "expected"),
    [
        ("1. Bring a lamp", True, None, (1, "Bring a lamp")),
        ("2. Bring a coat", False, 1, (2, "Bring a coat")),
        ("2. Mai", False, None, (None, "2. Mai")),
        ("4. Bring a rope", False, 2, (None, "4. Bring a rope")),
        ("1931. The ferry", True, None, (None, "1931. The ferry")),
    ],
)
def test_a_number_is_that_of_an_item_where_it_is_further_in_or_counts_on(
    text: str, indented: bool, after: int | None, expected: tuple[int | None, str]
) -> None:
    assert ordinal(text, indented=indented, after=after) == expected
