"""What fuzzing starts from, and what it has found: none of it may go wrong again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, prepare

HERE = Path(__file__).parent


@pytest.fixture(scope="module", autouse=True)
def prepared() -> None:
    prepare()


def inputs(folder: str) -> list[Path]:
    return sorted(path for path in (HERE / folder).rglob("*") if path.is_file())


@pytest.mark.parametrize("path", inputs("seeds"), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_seed_is_cleaned_and_every_invariant_holds(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("path", inputs("findings"), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_fuzzing_has_found_is_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
