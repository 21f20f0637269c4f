import gzip
import json
import re

import pytest

from benchmarks.accuracy import gate
from benchmarks.accuracy.floors import Floors
from benchmarks.accuracy.sample import TooFewError, choose
from benchmarks.accuracy.tools import TOOLS
from benchmarks.accuracy.tools.tool import Output, Tool

PROSE = (
    "The ferry that the islanders had been waiting for since the spring is back at its berth.",
    "Its captain said on Monday that the engine had been taken apart twice before the fault was found.",
    "The first crossing of the year carried forty passengers, a piano and the post of three weeks.",
)
GOLD_BODY = "\n".join(PROSE)
OTHER_BODY = "Quiet evening elsewhere."


@pytest.fixture
def folder(tmp_path):
    """Two sets of four pages and of eight texts each, whose gold is what is in the page."""
    (tmp_path / "text").mkdir()
    for name in ("coast", "isles"):
        write_set(tmp_path, name, GOLD_BODY)
    return tmp_path


def write_set(folder, name, body):
    (folder / name).mkdir(exist_ok=True)
    rows, texts = [], []
    for number in range(4):
        title = f"The ferry is back for the {number + 2}nd time"
        html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        html += "".join(f"<p>{paragraph}</p>" for paragraph in PROSE) + "</article></body></html>"
        (folder / name / f"{number}.html.gz").write_bytes(gzip.compress(html.encode(), mtime=0))
        rows.append(
            {
                "id": f"ferry-{number}",
                "url": f"https://{name}.example/{number}",
                "page_type": "article" if number else "listing",
                "html": f"{number}.html.gz",
                "gold": {"title": title, "body": body},
            }
        )
        texts += [
            {"id": f"ferry-{number}", "renderer": renderer, "text": f"{title}\n\n{GOLD_BODY}"}
            for renderer in ("soup", "tree")
        ]
    (folder / name / "dev.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
    )
    with gzip.open(folder / "text" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in texts)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The pages are the same in all tests: each is cleaned once."""
    return tmp_path_factory.mktemp("results")


def paragraphs(sample, content):
    """Stands for our pipeline: the gate is under test here."""
    if sample.kind == "text":
        title, _, body = content.partition("\n\n")
        return Output(body=body, title=title)
    page = content.decode()
    return Output(
        body="\n".join(re.findall("<p>(.*?)</p>", page)), title=re.findall("<h1>(.*?)</h1>", page)[0]
    )


def stand_in(run):
    return Tool("ours", frozenset({"html", "text"}), frozenset({"body", "title"}), run)


@pytest.fixture
def passes(folder, results, tmp_path, capsys, monkeypatch):
    """Runs the gate over two pages and two texts a renderer; its status and what it printed."""
    monkeypatch.setitem(TOOLS, "ours", stand_in(paragraphs))
    floors = tmp_path / "floors.json"
    Floors({"coast": 2, "isles": 1, "text/coast": 1}).write(floors)

    def run(*arguments):
        options = ["--data", str(folder), "--floors", str(floors), "--results", str(results)]
        status = gate.main([*options, "--jobs", "1", *arguments])
        return status, capsys.readouterr().out

    run.floors = floors
    return run


def test_the_sample_takes_the_same_articles_every_time_so_many_a_set_and_renderer(folder):
    sizes = {"coast": 2, "text/coast": 2}
    chosen = choose(folder, sizes)
    assert [(sample.set, sample.renderer) for sample in chosen] == [
        ("coast", None),
        ("coast", None),
        ("text/coast", "soup"),
        ("text/coast", "soup"),
        ("text/coast", "tree"),
        ("text/coast", "tree"),
    ]
    assert {sample.page_type for sample in chosen} == {"article"}
    assert choose(folder, sizes) == chosen


def test_a_set_that_is_missing_or_too_small_is_an_error(folder):
    with pytest.raises(TooFewError, match="no set rocks in"):
        choose(folder, {"rocks": 1})
    with pytest.raises(TooFewError, match="coast has 3 articles, the sample takes 4"):
        choose(folder, {"coast": 4})


def test_the_gate_fails_where_there_is_no_data(passes):
    status, printed = passes("--data", "/nowhere")
    assert status == 2
    assert "no set coast in /nowhere: nothing was checked" in printed


def test_the_gate_fails_as_long_as_there_are_no_floors(passes):
    status, printed = passes()
    assert status == 1
    assert "no floor for html body, html title, text body, text title, text by soup body" in printed


def test_floors_are_set_a_little_under_what_is_reached_and_hold(passes):
    assert passes("--raise-floors")[0] == 0
    assert Floors.read(passes.floors).floors["html"] == {"body": 0.998, "title": 0.998}
    assert passes()[0] == 0


def test_a_fall_below_a_floor_fails_and_names_the_metric_and_the_pages_that_lost_most(folder, passes):
    passes("--raise-floors")
    write_set(folder, "isles", OTHER_BODY)
    status, printed = passes()
    assert status == 1
    assert "gate: html body is 0.6667, its floor 0.998 (3 documents); 1 have less" in printed
    assert "-1.000   1.000 -> 0.000   isles/ferry-" in printed
    assert "--diff ours gold --metric body --sets isles --ids ferry-" in printed


def test_raising_never_lowers_a_floor(folder, passes):
    passes("--raise-floors")
    before = passes.floors.read_text(encoding="utf-8")
    write_set(folder, "isles", OTHER_BODY)
    status, _ = passes("--raise-floors")
    assert (status, passes.floors.read_text(encoding="utf-8")) == (1, before)


def test_floors_are_lowered_only_when_told_to(folder, passes):
    passes("--raise-floors")
    write_set(folder, "isles", OTHER_BODY)
    status, printed = passes("--lower-floors")
    assert status == 0
    assert "floor of html body: 0.998 -> 0.664" in printed
    assert Floors.read(passes.floors).floors["html"]["title"] == 0.998
    assert passes()[0] == 0


def raises(_sample, _content):
    raise ValueError("no tree")


def test_a_document_that_cannot_be_cleaned_fails_the_gate_and_leaves_the_floors(
    passes, tmp_path, monkeypatch
):
    monkeypatch.setitem(TOOLS, "ours", stand_in(raises))
    before = passes.floors.read_text(encoding="utf-8")
    status, printed = passes("--raise-floors", "--results", str(tmp_path / "none-kept"))
    assert "gate: documents failed" in printed
    assert (status, passes.floors.read_text(encoding="utf-8")) == (1, before)
