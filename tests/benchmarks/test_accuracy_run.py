import ctypes
from urllib.request import urlopen

import pytest

from benchmarks.accuracy import run as runner
from benchmarks.accuracy.data import Gold, Sample
from benchmarks.accuracy.score import Figure, score
from benchmarks.accuracy.store import Result, Store, forget_old_versions
from benchmarks.accuracy.tools import TOOLS
from benchmarks.accuracy.tools.tool import Output, Struck, Tool

TEXTS = [
    Sample("text/coast", f"page-{number}", None, "article", Gold(body="A gull."), "soup", text=text)
    for number, text in enumerate(["A gull.", "A tern."])
]


def quietly(_description, _total):
    return lambda: None


def test_results_come_in_the_order_of_the_samples_and_are_kept(tmp_path):
    options = runner.Options(results=tmp_path)
    found = runner.run(TEXTS, ["as-is"], options, quietly)
    assert [result.output.body for _, result in found["as-is"]] == ["A gull.", "A tern."]
    assert runner.run(TEXTS, ["as-is"], options, pytest.fail) == found


def test_a_result_comes_back_from_disk_as_it_was_and_half_a_line_of_a_killed_run_is_dropped(tmp_path):
    struck = (Struck("Menu", "navigation", "navigation.menu"),)
    output = Output("A gull.", "Gulls", "2024-03-05", ("Ana Brook",), (("title", "h1"),), struck)
    kept = Result(output, cpu_ms=1.5)
    Store(tmp_path, "as-is", "1", "text/coast").put("one", kept)
    with (tmp_path / "cache" / "as-is" / "1" / "text-coast.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"digest": "two", "outp')
    torn = Store(tmp_path, "as-is", "1", "text/coast")
    torn.put("three", kept)
    again = Store(tmp_path, "as-is", "1", "text/coast")
    assert [again.get(digest) for digest in ("one", "two", "three")] == [kept, None, kept]


def test_a_document_that_failed_is_tried_again_by_the_next_run(tmp_path):
    Store(tmp_path, "as-is", "1", "coast").put("one", Result(Output(), failure="timeout"))
    assert Store(tmp_path, "as-is", "1", "coast").get("one") is None


def test_only_the_last_used_versions_of_a_tool_are_kept(tmp_path):
    for version in range(8):
        Store(tmp_path, "ours", str(version), "coast")
    forget_old_versions(tmp_path, "ours")
    assert len(list((tmp_path / "cache" / "ours").iterdir())) == 5


def upper(_sample, content):
    return Output(body=content.upper())


def raises(sample, content):
    if sample.id == "page-0":
        raise ValueError("no tree")
    return upper(sample, content)


def leaves(sample, content):
    if sample.id == "page-0":
        raise SystemExit(3)
    return upper(sample, content)


def crashes(sample, content):
    if sample.id == "page-0":
        ctypes.string_at(0)
    return upper(sample, content)


def hangs(sample, content):
    if sample.id == "page-0":
        # In C and with the lock of the interpreter held, as a native parser would.
        ctypes.PyDLL(None).sleep(600)
    return upper(sample, content)


def calls_home(sample, content):
    if sample.id == "page-0":
        urlopen("http://coast.example/")
    return upper(sample, content)


def text_tool(run):
    return Tool("test-tool", frozenset({"text"}), frozenset({"body"}), run)


@pytest.mark.parametrize(
    ("run", "time_limit", "failure"),
    [
        (raises, 60, "ValueError: no tree"),
        (leaves, 60, "SystemExit: 3"),
        (crashes, 60, "crash"),
        (hangs, 4, "timeout"),
        (calls_home, 60, "URLError: <urlopen error tools have the page and nothing else>"),
    ],
)
def test_a_tool_that_fails_on_a_document_is_counted_and_goes_on(
    run, time_limit, failure, tmp_path, monkeypatch
):
    monkeypatch.setitem(TOOLS, "test-tool", text_tool(run))
    options = runner.Options(results=tmp_path, time_limit=time_limit)
    found = runner.run(TEXTS, ["test-tool"], options, quietly)["test-tool"]
    assert [(result.failure, result.output.body) for _, result in found] == [(failure, ""), (None, "A TERN.")]


def test_a_run_goes_on_where_an_interrupted_one_stopped(tmp_path, monkeypatch):
    monkeypatch.setitem(TOOLS, "test-tool", text_tool(upper))
    options = runner.Options(results=tmp_path)
    runner.run(TEXTS[:1], ["test-tool"], options, quietly)
    steps = []
    found = runner.run(TEXTS, ["test-tool"], options, lambda _, total: lambda: steps.append(total))
    assert ([result.output.body for _, result in found["test-tool"]], steps) == (["A GULL.", "A TERN."], [1])


def test_a_fresh_run_measures_again_what_is_kept(tmp_path, monkeypatch):
    monkeypatch.setitem(TOOLS, "test-tool", text_tool(upper))
    runner.run(TEXTS, ["test-tool"], runner.Options(results=tmp_path), quietly)
    steps = []
    fresh = runner.Options(results=tmp_path, fresh=True)
    runner.run(TEXTS, ["test-tool"], fresh, lambda _, total: lambda: steps.append(total))
    assert steps == [2, 2]


def test_a_failed_page_scores_as_an_empty_one_and_costs_no_cpu():
    results = {
        "as-is": [
            (TEXTS[0], Result(Output(body="A gull."), cpu_ms=2.0)),
            (TEXTS[1], Result(Output(), failure="ValueError: no tree")),
        ]
    }
    row = score(results)[0]
    assert (row.group, row.documents, row.cpu_ms, row.failures) == ("text/coast", 2, 2.0, {"ValueError": 1})
    assert row.figures["body"] == Figure(0.5, 0.0, 1.0, 2)


def test_a_tool_is_not_judged_by_fields_that_it_does_not_find():
    sample = Sample(
        "text/coast", "page", None, "article", Gold(title="Gulls", body="A gull."), "soup", text="A"
    )
    row = score({"as-is": [(sample, Result(Output(body="A"), cpu_ms=1.0))]})[0]
    assert set(row.figures) == {"body", "shingles"}


def test_each_set_has_one_voice_in_the_mean():
    def page(name, number, body):
        gold = Gold(body="A gull.")
        return Sample(name, str(number), None, "article", gold, "soup", text=body), Result(
            Output(body=body), 1.0
        )

    results = {"as-is": [page("text/a", 1, "A gull."), page("text/a", 2, "A gull."), page("text/b", 3, "")]}
    rows = {row.group: row for row in score(results)}
    assert rows["text by soup"].figures["body"].value == pytest.approx(2 / 3)
    assert rows["mean of text sets"].figures["body"].value == 0.5
