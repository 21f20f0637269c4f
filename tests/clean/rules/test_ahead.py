"""What was worked out of the packaged rules ahead of a start is what a start would work out."""

from __future__ import annotations

import json

import pytest

from app.clean.rules import load_rules
from app.clean.rules.ahead import Ahead, packed, read_ahead, unpacked
from app.clean.rules.loader import make_ahead


@pytest.fixture(scope="module")
def made() -> Ahead:
    return make_ahead()


def test_what_is_kept_is_what_packs_and_engine_give_now(made: Ahead) -> None:
    assert read_ahead() == made, "run `make rules`"


def test_it_comes_back_from_json_as_it_was(made: Ahead) -> None:
    assert unpacked(json.loads(json.dumps(packed(made)))) == made


def test_the_rules_of_a_start_are_those_of_the_packs(made: Ahead) -> None:
    assert load_rules(None).rules == made.rules


def test_of_packs_that_have_changed_since_nothing_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.clean.rules.ahead._digest", lambda: "of other packs")
    assert read_ahead() is None
    assert load_rules(None, check=False).rules
