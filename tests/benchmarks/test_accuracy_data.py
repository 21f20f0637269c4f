import gzip
import json

import pytest

from benchmarks.accuracy import data


@pytest.fixture
def folder(tmp_path):
    rows = [
        {"id": "gull", "page_type": "article", "gold": {"title": "Gull", "authors": None, "body": "A gull."}},
        {"id": "shop", "page_type": "product", "gold": {"with": ["Buy"], "without": ["Cart"], "title": ""}},
    ]
    (tmp_path / "coast" / "html").mkdir(parents=True)
    with (tmp_path / "coast" / "dev.jsonl").open("w", encoding="utf-8") as lines:
        for row in rows:
            path = f"html/{row['id']}.html.gz"
            (tmp_path / "coast" / path).write_bytes(gzip.compress(f"<p>{row['id']}</p>".encode()))
            lines.write(json.dumps({**row, "url": f"https://coast.example/{row['id']}", "html": path}) + "\n")
    (tmp_path / "text").mkdir()
    text = {"id": "gull", "renderer": "soup", "text": "A gull.\nMenu"}
    with gzip.open(tmp_path / "text" / "coast.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(text) + "\n")
    return tmp_path


def test_the_sets_of_a_folder_are_its_pages_and_its_texts(folder):
    assert data.set_names(folder) == ["coast", "text/coast"]


def test_a_page_is_the_bytes_as_fetched(folder):
    gull, _ = data.read(folder, "coast")
    assert (gull.kind, gull.content(), gull.name) == ("html", b"<p>gull</p>", "coast/gull")


def test_what_the_gold_does_not_say_is_none(folder):
    gull, shop = data.read(folder, "coast")
    assert gull.gold == data.Gold(title="Gull", body="A gull.")
    assert shop.gold == data.Gold(wanted=("Buy",), unwanted=("Cart",))


def test_only_articles_stand_for_their_set(folder):
    assert [sample.groups for sample in data.read(folder, "coast")] == [("coast",), ("coast:product",)]


def test_a_text_has_the_gold_of_its_page_and_counts_under_its_renderer(folder):
    (gull,) = data.read(folder, "text/coast")
    assert (gull.kind, gull.content(), gull.gold.body) == ("text", "A gull.\nMenu", "A gull.")
    assert gull.groups == ("text/coast", "text by soup")


def test_the_digest_changes_with_the_document(folder):
    before = [sample.digest() for sample in data.read(folder, "coast")]
    (folder / "coast" / "html" / "gull.html.gz").write_bytes(gzip.compress(b"<p>tern</p>", mtime=0))
    after = [sample.digest() for sample in data.read(folder, "coast")]
    assert [one == two for one, two in zip(before, after, strict=True)] == [False, True]
