from __future__ import annotations

import pytest

from app.clean.model import Role
from app.clean.segment.marks import is_markdown, is_rule_line, role_of, unmarked


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
    "line", ["---", "-----", "===", "=", "___", "|---|:-:|", "--|--", "| --- | --- |", " --- "]
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
    ],
)
def test_inline_marks_are_taken_off(written: str, read: str) -> None:
    assert unmarked(written)[0] == read


def test_a_picture_leaves_nothing() -> None:
    assert unmarked("a ![the (old) quay](https://quay.example/a.png 'x') b")[0].split() == ["a", "b"]


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
