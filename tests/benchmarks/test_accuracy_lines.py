from benchmarks.accuracy.data import Gold, Sample
from benchmarks.accuracy.lines import NOWHERE, Comparison, Line, Text
from benchmarks.accuracy.rules_check import lost_words
from benchmarks.accuracy.store import Result
from benchmarks.accuracy.tools.tool import Output, Struck

GOLD = "The harbour opened on Monday.\n\nSign up sheets hung at the pier until noon.\n\nNobody swam."


def test_a_line_stands_in_a_text_wherever_the_text_breaks_its_lines():
    assert Text("The harbour\nopened on Monday. Nobody swam.").has(Text("The harbour opened on Monday"))


def test_a_line_of_which_words_stand_apart_does_not_stand_in_a_text():
    assert not Text("Monday the opened harbour on").has(Text("The harbour opened on Monday"))


def test_a_lost_gold_line_names_the_rule_that_struck_it():
    struck = Struck("Sign up sheets hung at the pier until noon.", "promotion", "promo.sign-up")
    own = Output(body="The harbour opened on Monday.\n\nNobody swam.", struck=(struck,))
    comparison = Comparison(GOLD, own, Output(body=GOLD))
    assert comparison.lost == [
        Line("Sign up sheets hung at the pier until noon.", words=9, reasons=("promo.sign-up",), shared=True)
    ]


def test_a_lost_gold_line_that_no_block_holds_says_so():
    comparison = Comparison(GOLD, Output(body=GOLD.replace("Nobody swam.", "")), Output())
    assert comparison.lost == [Line("Nobody swam.", words=2, reasons=(NOWHERE,), shared=False)]


def test_a_line_beyond_the_gold_is_added():
    own, other = Output(body=GOLD + "\n\nTerms of use"), Output(body="Terms of use")
    assert Comparison(GOLD, own, other).added == [Line("Terms of use", words=3, reasons=(), shared=True)]


def test_a_line_that_is_kept_twice_is_added_once():
    comparison = Comparison(GOLD, Output(body=GOLD + "\n\nNobody swam."), Output())
    assert comparison.added == [Line("Nobody swam.", words=2, reasons=(), shared=False)]
    assert comparison.lost == []


def test_the_check_of_rules_counts_struck_gold_words_that_the_body_lacks():
    sample = Sample("coast", "gull", None, "article", Gold(body=GOLD))
    struck = (
        Struck("Nobody swam.", "legal", "legal.line"),
        Struck("The harbour opened on Monday.", "header", "header.title"),
        Struck("All rights reserved.", "legal", "legal.copyright"),
    )
    result = Result(Output(body="The harbour opened on Monday.", struck=struck))
    assert list(lost_words(sample, result)) == [("legal.line", 2, "Nobody swam.")]
