"""Rule packs by an adversary are refused with a sentence that names the file: nothing hangs, nothing dies."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from app.clean.rules import load_rules
from app.clean.rules.foreign import DEEPEST, LARGEST
from app.errors import RulePackError

if TYPE_CHECKING:
    from pathlib import Path

RULE = """
- id: foe.x
  languages: ["*"]
  why: because it is so
  scope: line
  max_words: 30
  patterns: {patterns}
  hits: [abc def, abc xyz]
  misses: [nothing here, quite other]
"""


def pack(*patterns: str, parts: dict[str, str] | None = None) -> str:
    rules = RULE.format(patterns=json.dumps(patterns))
    return f"kind: foe\nparts: {json.dumps(parts or {})}\nrules:{rules}"


def refusal(folder: Path) -> str:
    with pytest.raises(RulePackError) as caught:
        load_rules(folder)
    return str(caught.value)


def laughs(levels: int) -> str:
    lines = ['a: &a ["ha", "ha"]']
    for level in range(levels):
        this, last = chr(98 + level), chr(97 + level)
        lines.append(f"{this}: &{this} [{', '.join([f'*{last}'] * 10)}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("kind: " + "[" * 100_000, f"it is nested deeper than {DEEPEST} levels"),
        ("".join(" " * level + "a:\n" for level in range(500)), f"it is nested deeper than {DEEPEST} levels"),
        ("kind: " + "9" * 100_000, "cannot be read: Exceeds the limit (4300 digits)"),
        (
            'kind: !!python/object/apply:os.system ["true"]',
            "cannot be read: could not determine a constructor",
        ),
        ("kind: !!python/name:os.system", "cannot be read: could not determine a constructor"),
        ("kind: foe\nrules: &r [*r]", "rule 0: Input should be a valid dictionary"),
        (laughs(20), "kind: Field required"),
        ("kind: a\n---\nkind: b", "cannot be read: expected a single document"),
        ("kind: foe\0", "cannot be read: unacceptable character #x0000"),
        ("", "Input should be a valid dictionary"),
        ("#" * (LARGEST + 1), f"it is larger than {LARGEST} bytes"),
        (pack(r"(a)\1|abc"), r"rule foe.x: pattern"),
        (pack("((a{1000}){1000}){1000}|abc"), "rule foe.x: pattern"),
        (pack("(?=abc)abc"), "rule foe.x: pattern"),
        (
            pack(*(f"abc{number}.{{900}}" for number in range(500))),
            "rule foe.x: its patterns are too large together",
        ),
        (pack("<a>", parts={"a": "<b>", "b": "<a>"}), "parts: there is no part <b> (above)"),
        (
            pack("<p9>", parts={"p0": "abc"} | {f"p{n + 1}": f"<p{n}>" * 10 for n in range(9)}),
            "parts: with its parts it is longer than 500000 characters",
        ),
    ],
    ids=range(17),
)
def test_a_hostile_pack_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / "foe.yaml").write_text(content)

    assert refusal(tmp_path).startswith(f"foe.yaml: {sentence}")


def test_a_pattern_that_would_hang_others_is_linear_here(tmp_path: Path) -> None:
    (tmp_path / "foe.yaml").write_text(pack("^(a+)+$|(a|aa)*b$|abc"))
    rules = load_rules(tmp_path)

    (rule,) = (rule for rule in rules.rules if rule.id == "foe.x")
    assert not rules.fires(rule, "a" * 100_000 + "!")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "foe.yaml")

    assert refusal(tmp_path) == "foe.yaml: cannot be read: it is no regular file"


@pytest.mark.parametrize("target", ["/dev/zero", ".", "foe.yaml", "/nowhere"])
def test_a_link_that_leads_to_no_file_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "foe.yaml").symlink_to(target)

    assert refusal(tmp_path).startswith("foe.yaml: cannot be read: ")


def test_what_a_link_leads_to_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("harbour: master key\n")
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "foe.yaml").symlink_to(tmp_path / "secret")

    assert "master" not in refusal(folder)
