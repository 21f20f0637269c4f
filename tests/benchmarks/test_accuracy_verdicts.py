from pathlib import Path

import pytest

from benchmarks.accuracy import verdicts
from benchmarks.accuracy.data import Gold, Sample
from benchmarks.accuracy.languages import is_right


@pytest.mark.parametrize(
    ("page", "country", "language", "right"),
    [
        ("de_Deichbote_2024_01_01", "de", "de", True),
        ("de_Deichbote_2024_01_01", "de", "en", False),
        ("be_LePhare_2024_01_01", "be", "fr", True),
        ("tw_TaipeiTimes_2024_01_01", "tw", "en", True),
        ("tw_TaipeiTimes_2024_01_01", "tw", "zh", False),
        ("fr_LePhare_2024_01_01", "fr", None, False),
    ],
)
def test_a_language_is_right_where_the_paper_appears_in_it(page, country, language, right):
    assert is_right(page, country, language) is right


def test_fixtures_are_grouped_by_the_verdict_that_they_state():
    groups = {case.name: case.group for case in verdicts.fixtures(verdicts.FIXTURES)}

    assert groups["captcha"] == "blocked"
    assert groups["article-about-captchas"] == "article"
    assert "error-not-json" not in groups


def test_a_fixture_is_judged_as_the_service_gets_it():
    case = verdicts.Case("captcha", "blocked", verdicts.FIXTURES / "captcha")

    assert verdicts.judge(case).verdict == "blocked"


def test_a_text_of_a_set_is_judged():
    text = "Page not found\n\nThe page you are looking for does not exist.\n"
    sample = Sample("text/coast", "1", None, "article", Gold(), "soup", text=text)

    judged = verdicts.judge(verdicts.Case(sample.name, "text/coast:article", sample))

    assert judged.verdict == "error_page"


def test_an_article_with_another_verdict_is_named_with_its_evidence(capsys):
    case = verdicts.Case("coast/7", "coast:article", Path())
    listing = verdicts.Case("coast/8", "coast:listing", Path())
    found = [
        verdicts.Judged(case, "empty", ("words:0",), None),
        verdicts.Judged(listing, "article", (), "en"),
    ]

    verdicts.print_confusion(verdicts.wide_console(), "pages", found)

    out = capsys.readouterr().out
    assert "1 of 1 (100.00%)" in out
    assert "coast/7: empty (words:0)" in out
