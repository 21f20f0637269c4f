import datetime as dt

import pytest

from benchmarks.accuracy.data import Gold, Sample
from benchmarks.accuracy.tools import TOOLS
from benchmarks.accuracy.tools.convert import as_paragraphs, day, names
from benchmarks.accuracy.tools.tool import Output, Tool

SAMPLE = Sample("text/coast", "page", None, "article", Gold(body="A gull."), "soup", text="A gull.")


def body(tool, text):
    return TOOLS[tool].run(SAMPLE, text).body


def nothing(_sample, _content):
    return Output()


def test_every_tool_finds_a_body():
    assert [tool.name for tool in TOOLS.values() if "body" not in tool.fields] == []


def test_the_line_rules_keep_lines_of_five_words_that_end_as_sentences_do():
    kept = ["The ferry is back at last.", "“Nobody told us a thing!”", "船は今日も港に帰る。"]
    dropped = ["Home News Sport Weather More", "Read it all.", "The ferry is back and …"]
    assert body("c4-lines", "\n".join([*dropped, *kept, ""])) == "\n".join(kept)


@pytest.mark.parametrize(
    "line",
    [
        "Please enable JavaScript to read this page.",
        "By reading on you accept our Terms of Use.",
        "Lorem ipsum dolor sit amet consectetur adipiscing.",
        "The function returns { and then it ends.",
    ],
)
def test_the_line_rules_drop_lines_with_the_words_of_scripts_policies_and_blind_text(line):
    assert body("c4-lines", line) == ""


def test_the_line_rules_drop_marks_of_citations():
    assert body("c4-lines", "The lighthouse dates from 1861.[12][citation needed]") == (
        "The lighthouse dates from 1861."
    )


def test_lines_are_wrapped_as_paragraphs_of_a_page():
    assert as_paragraphs("A <b> & a gull\n\n  A tern ") == (
        "<html><body>\n<p>A &lt;b&gt; &amp; a gull</p>\n<p>A tern</p>\n</body></html>"
    )


def test_justext_drops_the_short_lines_of_a_text_and_keeps_its_prose():
    prose = "The ferry that the islanders had been waiting for since the spring is back at its berth. " * 4
    assert body("justext-lines", f"Menu\n{prose}\nShare") == prose.strip()


def test_trafilatura_reads_the_lines_of_a_text():
    prose = "The ferry that the islanders had been waiting for since the spring is back at its berth. " * 4
    assert prose.strip() in body("trafilatura-lines", f"Menu\n{prose}\nShare")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (dt.datetime(2024, 3, 5, 23, 10, tzinfo=dt.timezone(dt.timedelta(hours=2))), "2024-03-05"),
        (dt.date(2024, 3, 5), "2024-03-05"),
        ("2024-03-05T23:10:00-08:00", "2024-03-05"),
        ("Tue, 05 Mar 2024 23:10:00 GMT", "2024-03-05"),
        ("the day before", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_a_tool_is_the_day_in_its_own_clock(value, expected):
    assert day(value) == expected


def test_names_are_plain_and_never_blank():
    assert names([" Ana Brook ", "", None]) == ("Ana Brook",)


def test_a_tool_without_its_package_says_so():
    tool = Tool("gone", frozenset(), frozenset(), nothing, ("lxml", "no-such-distribution"))
    assert tool.missing == ("no-such-distribution",)


def test_results_are_named_by_the_version_of_the_tool_and_of_what_it_stands_on():
    alone = Tool("one", frozenset(), frozenset(), nothing, ("trafilatura",))
    with_lxml = Tool("one", frozenset(), frozenset(), nothing, ("trafilatura", "lxml"))
    assert alone.version.split("-")[0] == alone.versions["trafilatura"]
    assert alone.version != with_lxml.version
