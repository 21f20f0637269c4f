"""`cleancopy rules sites`, and a start with a folder that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.running import run_cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cape.example.txt").write_text(
        "title: //h1\nbody: //div\ntest_url: https://cape.example/1\ntest_contains: forty ships\n",
        encoding="utf-8",
    )
    (tmp_path / "global.txt").write_text("strip: //hr\n", encoding="utf-8")
    return tmp_path


def test_files_in_order_are_listed(folder: Path) -> None:
    result = run_cli("rules", "sites", str(folder))

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "cape.example.txt\t4 directives",
        "global.txt\t1 directives",
        f"{folder}: 2 files in use, 0 with something broken",
    ]


def test_a_broken_line_is_told_and_ends_with_one(folder: Path) -> None:
    (folder / "reef.example.txt").write_text("body: //p[\nfoo: 1\ntitle: //h1\n", encoding="utf-8")
    result = run_cli("rules", "sites", str(folder))

    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "reef.example.txt:1: body: no XPath (invalid expression), skipped",
        "reef.example.txt:2: foo: unknown directive, skipped",
    ]
    assert "reef.example.txt\t1 directives" in result.stdout


def test_an_unknown_directive_alone_is_nothing_broken(folder: Path) -> None:
    (folder / "reef.example.txt").write_text("foo: 1\n", encoding="utf-8")

    assert run_cli("rules", "sites", str(folder)).returncode == 0


def test_the_files_for_an_address_are_shown_with_their_tests(folder: Path) -> None:
    (folder / "reef.example.txt").write_text("title: //h1\n", encoding="utf-8")
    result = run_cli("rules", "sites", str(folder), "--tests", "--url", "https://www.cape.example/2")

    assert result.stdout.splitlines()[:-1] == [
        "cape.example.txt\t4 directives",
        "\ttest_url\thttps://cape.example/1",
        "\ttest_contains\tforty ships",
        "global.txt\t1 directives",
    ]


def test_a_folder_that_is_not_there_stops_the_start() -> None:
    result = run_cli("serve", "--port", "0", site_config_dir="no/such/folder")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "Error: CLEANCOPY_SITE_CONFIG_DIR: Path does not point to a directory\n"
