from __future__ import annotations

import pytest

from app.clean.site.directives import Directive, read
from app.clean.site.xpath import fault


def directives(text: str) -> list[Directive]:
    return list(read("a.txt", text, fault)[0])


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read("a.txt", text, fault)[1]]


def test_comments_and_blank_lines_are_passed_over() -> None:
    assert directives("# title: //h2\n\n  \ntitle: //h1\n") == [Directive("title", "//h1", 4)]


def test_a_value_runs_to_the_end_of_its_line() -> None:
    value = "//a[@href='http://a.example/#top']"

    assert directives(f"strip: {value}  \n") == [Directive("strip", value, 1)]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_end_as_they_do_anywhere(end: str) -> None:
    assert [d.line for d in directives(f"title: //h1{end}body: //p{end}")] == [1, 2]


def test_a_byte_order_mark_belongs_to_no_directive() -> None:
    assert directives("\ufefftitle: //h1") == [Directive("title", "//h1", 1)]


def test_white_space_and_capitals_around_a_name_do_not_matter() -> None:
    assert directives("  Title : //h1") == [Directive("title", "//h1", 1)]


def test_a_string_to_find_takes_the_replacement_on_the_next_line() -> None:
    assert directives("find_string: <b:x>\nreplace_string: <b>") == [
        Directive("replace_string", "<b>", 2, argument="<b:x>")
    ]


def test_a_replacement_may_be_empty() -> None:
    assert directives("find_string: <hr>\nreplace_string:") == [
        Directive("replace_string", "", 2, argument="<hr>")
    ]


def test_a_replacement_names_in_parentheses_what_it_replaces() -> None:
    assert directives('replace_string(<a onclick="go()">): <b>') == [
        Directive("replace_string", "<b>", 1, argument='<a onclick="go()">')
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "find_string: a\ntitle: //h1",
            ["a.txt:1: find_string: no replace_string on the next line, skipped"],
        ),
        ("find_string: a", ["a.txt:1: find_string: no replace_string on the next line, skipped"]),
        (
            "replace_string: a",
            ["a.txt:1: replace_string: nothing to look for: it needs a find_string before it, skipped"],
        ),
        (
            "find_string:\nreplace_string: a",
            ["a.txt:2: replace_string: nothing to look for: it needs a find_string before it, skipped"],
        ),
    ],
)
def test_half_a_replacement_is_skipped(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


def test_a_condition_guards_the_directive_before_it() -> None:
    assert directives("title: //h1\nbody: //p\nif_page_contains: //hr\nif_page_contains: //b")[
        1
    ] == Directive("body", "//p", 2, conditions=("//hr", "//b"))


def test_a_condition_before_all_directives_is_skipped() -> None:
    assert problems("if_page_contains: //hr\ntitle: //h1") == [
        "a.txt:1: if_page_contains: no directive before it, skipped"
    ]


def test_a_directive_with_a_broken_condition_is_skipped_with_it() -> None:
    text = "body: //p\nif_page_contains: //hr[\ntitle: //h1"

    assert directives(text) == [Directive("title", "//h1", 3)]
    assert problems(text) == ["a.txt:1: body: its if_page_contains is no XPath (invalid expression), skipped"]


def test_the_condition_of_a_broken_directive_guards_no_other() -> None:
    assert directives("title: //h1\nbody: //p[\nif_page_contains: //hr") == [Directive("title", "//h1", 1)]


def test_an_unknown_directive_is_told_of_and_is_nothing_broken() -> None:
    found, (problem,) = read("a.txt", "titel: //h1\nbody: //p", fault)

    assert [d.name for d in found] == ["body"]
    assert (str(problem), problem.broken) == ("a.txt:1: titel: unknown directive, skipped", False)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("just a sentence", "not of the form `directive: value`"),
        ("body: //p\x00", "not of the form `directive: value`"),
        ("body: //p\ufffd", "not UTF-8"),
        ("body:", "body: no value"),
        ("strip_id_or_class:", "strip_id_or_class: no value"),
        ("body: //p[", "body: no XPath (invalid expression)"),
        ("strip: '", "strip: no XPath (unfinished literal)"),
        ("autodetect_on_failure: perhaps", "autodetect_on_failure: must be yes or no"),
        ("wrap_in(): //p", "wrap_in: needs the name of a tag, as in wrap_in(blockquote)"),
        ("wrap_in(<b>): //p", "wrap_in: needs the name of a tag, as in wrap_in(blockquote)"),
        ("move_into(//div[): //p", "move_into: its target is no XPath (invalid expression)"),
        ("body: " + "/a" * 500_000, "longer than 10000 characters"),
    ],
)
def test_a_broken_line_is_told_of_and_the_rest_is_read(line: str, message: str) -> None:
    assert problems(f"# rules\n{line}\ntitle: //h1") == [f"a.txt:2: {message}, skipped"]
    assert directives(f"# rules\n{line}\ntitle: //h1") == [Directive("title", "//h1", 3)]


@pytest.mark.parametrize(
    "line",
    [
        *(f"{name}: yes" for name in ("prune", "tidy", "insert_detected_image", "autodetect_next_page")),
        *(f"{name}: no" for name in ("footnotes", "strip_comments", "requires_login")),
        "parser: html5php",
        "single_page_link: //a[@rel='print']",
        "single_page_link_in_feed: //a",
        "next_page_link: //a[.='next']",
        "http_header(user-agent): PHP/5.2",
        "login_uri: https://a.example/login",
        "login_extra_fields: a=b",
        "skip_id_or_class: keep",
        "src_lazy_load_attr: data-src",
        "test_url: https://a.example/1",
        "test_contains: some words",
    ],
)
def test_what_has_no_effect_here_is_accepted(line: str) -> None:
    assert problems(line) == []


def test_no_message_quotes_a_value() -> None:
    text = "http_header(cookie: key=hush\nlogin_password hush\nbody: hush[\nhush: 1\nfind_string: hush"

    assert not any("hush" in problem.replace("hush: unknown", "") for problem in problems(text))
