"""How the input of a job is cut, and what the results of a shard are called."""

from __future__ import annotations

from app.bulk.cluster.plan import Shard, shards_of


def test_a_small_file_is_one_shard_and_a_large_one_several() -> None:
    shards = shards_of([("a.warc.gz", 10), ("b.jsonl", 25)], split_bytes=10)

    assert [(shard.path, shard.form, shard.part, shard.parts) for shard in shards] == [
        ("a.warc.gz", "warc", 0, 1),
        ("b.jsonl", "jsonl", 0, 3),
        ("b.jsonl", "jsonl", 1, 3),
        ("b.jsonl", "jsonl", 2, 3),
    ]


def test_files_of_other_forms_have_no_shard() -> None:
    assert shards_of([("page.html", 10), ("read.me", 10)], split_bytes=10) == []


def test_parts_share_the_documents_of_a_file_and_none_twice() -> None:
    parts = [list(Shard("a.jsonl", "jsonl", part, 3).own(range(1000))) for part in range(3)]

    assert sorted(number for part in parts for number in part) == list(range(1000))


def test_files_of_one_name_in_two_folders_have_results_of_two_names() -> None:
    first, second = Shard("one/pages.jsonl", "jsonl"), Shard("two/pages.jsonl", "jsonl")

    assert first.name != second.name


def test_results_have_the_same_name_in_every_run() -> None:
    name = Shard("one/pages 1.jsonl", "jsonl", 1, 2).name

    assert name == "pages_1.jsonl-5bbd49f49e1eeaba-00001-of-00002"
