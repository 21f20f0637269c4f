from __future__ import annotations

from pathlib import Path

import pytest

from app.clean.model import Block
from app.clean.rules import load_rules
from app.errors import RulePackError

PACK = """
kind: harbour
parts:
  ship: 'ferry|barge'
rules:
  - id: harbour.ship-label
    languages: [en]
    everywhere: true
    why: A label of the harbour's own pages.
    scope: line
    max_words: 4
    patterns: ['^<ship> of the day[.!]*$']
    hits: [Ferry of the day, BARGE OF THE DAY!]
    misses: [The ferry of the day was late., Ferry of the day before]
"""


def broken(folder: Path, old: str, new: str) -> str:
    """The message with which the pack is refused after `old` was replaced by `new`."""
    assert old in PACK
    (folder / "harbour.yaml").write_text(PACK.replace(old, new), "utf-8")
    with pytest.raises(RulePackError) as refused:
        load_rules(folder)
    return str(refused.value)


def test_an_extra_folder_adds_its_rules_behind_the_packaged_ones(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(PACK, "utf-8")
    (tmp_path / "notes.txt").write_text("no pack", "utf-8")

    rules = load_rules(tmp_path)

    assert rules.rules[:-1] == load_rules().rules
    assert rules.rules[-1].id == "harbour.ship-label"
    assert rules.rules[-1].patterns == ("^(?:ferry|barge) of the day[.!]*$",)
    assert rules.rules[-1] in rules.match(
        Block(0, "Barge of the day"), language=None, in_head=False, in_tail=False
    )


def test_an_empty_extra_folder_changes_nothing(tmp_path: Path) -> None:
    assert load_rules(tmp_path).digest == load_rules().digest


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulePackError, match="no folder of rule packs"):
        load_rules(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("BARGE OF THE DAY!", "Pier", "hit 'Pier' does not fire: no pattern matches"),
        ("BARGE OF THE DAY!", "Ferry of the day . .", "does not fire: it has 6 words, max_words is 4"),
        ("Ferry of the day before", "Ferry of the day.", "miss 'Ferry of the day.' fires"),
        (
            "max_words: 4",
            "max_words: 4\n    min_link_share: 0.5",
            "hit 'Ferry of the day' does not fire: its link_share is 0.0, min_link_share 0.5",
        ),
        ("    max_words: 4\n", "", "max_words is mandatory for every scope but page"),
        (
            "scope: line",
            "scope: [line, page]",
            "scope page is evidence for a verdict: it stands alone and strikes nothing",
        ),
        (
            "scope: line",
            "scope: lines",
            "scope.0: Input should be 'line', 'heading', 'head', 'tail' or 'page'",
        ),
        ("everywhere: true", "anywhere: true", "anywhere: Extra inputs are not permitted"),
        (", Ferry of the day before]", "]", "misses: List should have at least 2 items"),
        (
            "languages: [en]",
            "languages: [english]",
            'languages: should be a list of ISO 639-1 codes such as "en", or "*" alone',
        ),
        ("<ship> of", "<boat> of", "there is no part <boat> (above), only ['ship']"),
        ("[.!]*$", r"\b\s*$", r"\b takes a character, so what may be absent cannot follow it: '\\s*$'"),
        ("[.!]*$", "($", "pattern '^(?:ferry|barge) of the day(?:$': missing ): ^(?:ferry|barge) of the"),
    ],
)
def test_a_broken_rule_is_refused_with_file_rule_and_fault(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    refusal = broken(tmp_path, old, new)

    assert refusal.startswith("harbour.yaml: rule harbour.ship-label: ")
    assert message in refusal


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: harbour", "kind: port", "the id harbour.ship-label should begin with the kind, port."),
        ("kind: harbour", "kind: 2021-05-20", "kind: Input should be a valid string"),
        ("kind: harbour", "kind: [", "cannot be read: "),
        ("'ferry|barge'", "'<boat>'", "parts: there is no part <boat> (above), only []"),
        ("    scope: line", "    scope: line\n    scope: head", "cannot be read: a key stands there twice"),
    ],
)
def test_a_broken_pack_is_refused_with_file_and_fault(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert broken(tmp_path, old, new).startswith(f"harbour.yaml: {message}")


def test_an_id_that_is_taken_is_refused_with_both_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PACK, "utf-8")
    (tmp_path / "b.yaml").write_text(PACK, "utf-8")

    with pytest.raises(RulePackError) as refused:
        load_rules(tmp_path)

    assert str(refused.value) == "b.yaml: rule harbour.ship-label: the id is taken already, in a.yaml"


def test_a_pack_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"kind: caf\xe9\n")

    with pytest.raises(RulePackError, match=r"latin\.yaml: cannot be read"):
        load_rules(tmp_path)


def test_a_pack_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text("- rules\n", "utf-8")

    with pytest.raises(RulePackError, match=r"list\.yaml: Input should be a valid dictionary"):
        load_rules(tmp_path)


def test_the_example_of_the_guide_is_a_pack_that_loads(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[3] / "docs" / "rules.md").read_text("utf-8")
    (tmp_path / "example.yaml").write_text(guide.split("```yaml\n")[1].split("```")[0], "utf-8")

    assert load_rules(tmp_path).rules[-1].id == "placeholder.widget-failed"
