import pytest

from benchmarks.accuracy.data import Gold, Sample
from benchmarks.service.client import Reply
from benchmarks.service.tally import Tally, first_difference

GULL = Sample("text/coast", "gull", None, "article", Gold(), "soup", text="A gull.")


def reply(body="A gull.", status=200, refused=0, **answer):
    fields = {"title": "Gulls", "date": None, "author": None, "body": body, "verdict": "article"}
    return Reply(status, {**fields, "struck": [], "warnings": [], **answer}, 0.1, refused)


@pytest.fixture
def tally():
    return Tally()


def test_missing_fields_verdicts_and_struck_kinds_are_counted(tally):
    tally.count(GULL, reply(struck=[{"kind": "promotion"}, {"kind": "promotion"}]))
    summary = tally.summary()
    assert summary["verdicts"] == {"text/coast": {"article": 1}}
    assert summary["missing"] == {"text/coast": {"date": 1, "author": 1}}
    assert summary["struck"] == {"text": {"promotion": 2}}


def test_a_refusal_that_was_waited_out_is_no_failure(tally):
    tally.count(GULL, reply(refused=2))
    assert (tally.refused, tally.failed, tally.complaints()) == (2, [], [])


def test_an_answer_of_the_500s_is_a_complaint(tally):
    tally.count(GULL, Reply(500, {}, 0.1, 0))
    assert tally.complaints() == ["1 answers with 5xx, or none at all"]


def test_a_lost_worker_is_a_complaint_and_a_document_that_takes_too_long_is_only_named(tally):
    tally.count(GULL, Reply(422, {"code": "deadline_exceeded"}, 10.0, 0))
    assert tally.complaints() == []
    tally.count(GULL, Reply(422, {"code": "worker_lost"}, 0.1, 0))
    assert tally.complaints() == ["1 documents cost a worker"]
    assert [failure["code"] for failure in tally.failed] == ["deadline_exceeded", "worker_lost"]


def test_one_changed_body_of_a_hundred_is_tolerated_and_two_are_a_complaint(tally):
    for _ in range(99):
        tally.count_again(GULL, "A gull.", reply())
    tally.count_again(GULL, "A gull.\n\nMenu", reply())
    assert tally.complaints() == []
    assert len(tally.changed) == 1
    tally.count_again(GULL, "A tern.", reply())
    assert tally.complaints() == ["98.02% of bodies come back unchanged, at least 99% must"]


def test_a_changed_body_is_named_with_its_first_changed_line_and_the_rules_that_struck(tally):
    struck = [{"kind": "navigation", "rule": "navigation.menu"}]
    tally.count_again(GULL, "A gull.\n\nMenu", reply(body="A gull.", struck=struck))
    assert tally.changed == [
        {"document": "text/coast/gull/soup", "before": "", "after": "<end>", "rules": "navigation.menu"}
    ]


def test_a_body_that_comes_back_as_nothing_is_changed(tally):
    tally.count_again(GULL, "A gull.", reply(body=None))
    assert (tally.changed[0]["before"], tally.changed[0]["after"]) == ("A gull.", "<end>")


def test_the_first_difference_is_the_first_line_that_differs():
    assert first_difference("a\nb\nc", "a\nx\nc") == ("b", "x")
    assert first_difference("a", "a\nb") == ("<end>", "b")
