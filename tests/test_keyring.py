"""How API keys are written, and which of them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import SettingsError
from app.keyring import VALID, ApiKey, Keyring, parse_key, read_keys

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("first-key-1", ApiKey(b"first-key-1")),
        ("north:first-key-1", ApiKey(b"first-key-1", "north")),
        ("north: first-key-1", ApiKey(b"first-key-1", "north")),
        ("north.crawler_2-b:a:b#c,d=e/f", ApiKey(b"a:b#c,d=e/f", "north.crawler_2-b")),
    ],
)
def test_an_entry_is_a_key_with_or_without_a_name(entry: str, key: ApiKey) -> None:
    assert parse_key(entry) == key


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "short-1",
        "two words-1",
        "schlüssel-1",
        "tab\tbed-key",
        ":first-key-1",
        "a b:first-key-1",
        "north:",
    ],
)
def test_any_other_entry_is_refused_without_being_shown(entry: str) -> None:
    with pytest.raises(ValueError, match="an entry is `key` or `name:key`") as caught:
        parse_key(entry)

    assert str(caught.value) == VALID


def test_a_key_does_not_show_in_a_print() -> None:
    assert repr(ApiKey(b"first-key-1", "north")) == "ApiKey(name='north')"


def test_a_file_has_an_entry_a_line_and_comments(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf# crawlers\r\n\r\n north:first-key-1 \r\n#old:second-key-2\r\nthird-key-3")

    assert read_keys(file) == (ApiKey(b"first-key-1", "north"), ApiKey(b"third-key-3"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", f" has no key; write one a line: {VALID}"),
        (b"# none yet\n\n", f" has no key; write one a line: {VALID}"),
        (b"first-key-1\n\nhush\n", f", line 3: {VALID}"),
        (b"first-key-\xff\n", " cannot be read: it is not UTF-8"),
        (None, " cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_is_not_valid_is_named_with_what_is(
    file: Path, content: bytes | None, problem: str
) -> None:
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(SettingsError) as caught:
        read_keys(file)

    assert str(caught.value) == f"CLEANCOPY_API_KEYS_FILE: {file}{problem}"


def test_keys_of_variable_and_file_open_both(file: Path) -> None:
    file.write_text("north:first-key-1", encoding="utf-8")
    ring = Keyring((ApiKey(b"second-key-2"),), file)
    ring.load()

    assert ring.find("first-key-1") == ApiKey(b"first-key-1", "north")
    assert ring.find("second-key-2") == ApiKey(b"second-key-2")
    assert [ring.find(given) for given in ("", "first-key-", "first-key-11", "north:first-key-1")] == [
        None
    ] * 4


def test_the_keys_stay_where_the_file_breaks(file: Path) -> None:
    file.write_text("first-key-1", encoding="utf-8")
    ring = Keyring((), file)
    ring.load()
    file.write_text("new-key-9\nhush", encoding="utf-8")

    with pytest.raises(SettingsError):
        ring.load()

    assert ring.find("first-key-1") is not None
    assert ring.find("new-key-9") is None


def test_keys_are_needed_where_there_are_some_or_a_file_of_them(file: Path) -> None:
    assert not Keyring().needed
    assert Keyring((ApiKey(b"first-key-1"),)).needed
    assert Keyring((), file).needed
