"""SECURITY.md and docs/security.md: each test that they call as a witness is there."""

from __future__ import annotations

import re

import pytest

from tests.running import ROOT

WITNESS = re.compile(r"\[(\w+)\]\((?:\.\./)?(tests/[\w/]+\.py)\)")
PAGES = ("SECURITY.md", "docs/security.md")
WITNESSES = sorted({found for page in PAGES for found in WITNESS.findall((ROOT / page).read_text("utf-8"))})


@pytest.mark.parametrize(("name", "path"), WITNESSES)
def test_a_test_that_is_named_is_there(name: str, path: str) -> None:
    assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_claims_have_witnesses(page: str) -> None:
    assert len(WITNESS.findall((ROOT / page).read_text("utf-8"))) >= 10
