"""A label of a source is one of ours, whatever a page wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from app.api.sources import SOURCES, label_of

PAGES = Path(__file__).parents[1] / "pages"


def test_the_part_after_the_colon_is_no_label() -> None:
    assert label_of("json-ld:datePublished") == "json-ld"


@pytest.mark.parametrize("source", ["", "my-own-name:author", "meta-author", "JSON-LD:x"])
def test_what_is_no_name_of_ours_is_other(source: str) -> None:
    assert label_of(source) == "other"


def test_every_source_of_the_fixtures_is_known() -> None:
    expected = [yaml.safe_load(path.read_text("utf-8")) for path in PAGES.glob("*/expected.yaml")]
    sources = {source for page in expected for source in (page.get("sources") or {}).values() if source}

    assert len(sources) > 10
    assert {label_of(source) for source in sources} <= SOURCES
