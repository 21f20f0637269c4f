"""The settings: what is valid, what is said of the rest, and that each is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from annotated_types import Ge, Le
from pydantic import ValidationError

from app.errors import SettingsError
from app.keyring import VALID, ApiKey
from app.settings import FILES, Settings, load_settings, unknown_variables, variable

DOCUMENTED = {
    line.split("`")[1]: line
    for line in (Path(__file__).parents[1] / "docs" / "settings.md").read_text("utf-8").splitlines()
    if line.startswith("| `CLEANCOPY_")
}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable(field), raising=False)


def test_every_setting_is_documented_and_nothing_else_is() -> None:
    assert DOCUMENTED.keys() == {variable(field) for field in Settings.model_fields}


WITHOUT_A_VALUE = {"workers", "api_keys", *FILES}


@pytest.mark.parametrize("field", sorted(set(Settings.model_fields) - WITHOUT_A_VALUE))
def test_the_documented_default_is_the_default(field: str) -> None:
    default = Settings.model_fields[field].default

    assert DOCUMENTED[variable(field)].split("|")[2].strip() == f"`{default}`"


@pytest.mark.parametrize("field", Settings.model_fields)
def test_the_documented_bounds_are_the_bounds(field: str) -> None:
    limits = [limit for limit in Settings.model_fields[field].metadata if isinstance(limit, Ge | Le)]
    bounds = [limit.ge if isinstance(limit, Ge) else limit.le for limit in limits]
    documented = re.findall(r"^([\d.]+) to ([\d.]+)$", DOCUMENTED[variable(field)].split("|")[3].strip())

    assert [float(number) for pair in documented for number in pair] == bounds


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_says_what_it_is_for(field: str) -> None:
    assert Settings.model_fields[field].description


def test_a_variable_sets_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCOPY_QUEUE_LIMIT", "7")

    assert load_settings().queue_limit == 7


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCOPY_PORT", "9000")

    assert load_settings(port=9001, host=None).port == 9001


def test_a_bad_value_is_named_with_what_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCOPY_WORKERS", "none")
    monkeypatch.setenv("CLEANCOPY_LOG_LEVEL", "loud")

    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert str(caught.value).splitlines() == [
        "CLEANCOPY_WORKERS: Input should be a valid integer, unable to parse string as an integer",
        "CLEANCOPY_LOG_LEVEL: Input should be 'debug', 'info', 'warning' or 'error'",
    ]


def test_a_rules_folder_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCOPY_RULES_DIR", "no/such/folder")

    with pytest.raises(SettingsError, match="CLEANCOPY_RULES_DIR: Path does not point to a directory"):
        load_settings()


@pytest.mark.parametrize("field", ["api_keys_file", "tls_cert_file", "tls_key_file", "tls_client_ca_file"])
def test_a_file_that_is_not_there_is_refused(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable(field), "no/such/file")

    with pytest.raises(SettingsError, match=f"^{variable(field)}: Path does not point to a file$"):
        load_settings()


def test_a_folder_of_site_rules_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCOPY_SITE_CONFIG_DIR", "no/such/folder")

    with pytest.raises(SettingsError, match="CLEANCOPY_SITE_CONFIG_DIR: Path does not point to a directory"):
        load_settings()


@pytest.mark.parametrize("field", FILES)
def test_an_empty_variable_names_no_path(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable(field), "")

    assert getattr(load_settings(), field) is None


@pytest.mark.parametrize("field", ["tls_key_file", "tls_client_ca_file"])
def test_half_of_tls_is_refused(field: str, tmp_path: Path) -> None:
    (tmp_path / "some.pem").touch()

    with pytest.raises(SettingsError) as caught:
        load_settings(**{field: tmp_path / "some.pem"})

    problem = "without CLEANCOPY_TLS_CERT_FILE there is no TLS; set both"
    assert str(caught.value) == f"{variable(field)}: {problem}"


def test_a_unix_socket_goes_without_tls(tmp_path: Path) -> None:
    (tmp_path / "some.pem").touch()

    with pytest.raises(SettingsError) as caught:
        load_settings(unix_socket=tmp_path / "socket", tls_cert_file=tmp_path / "some.pem")

    problem = "a Unix socket goes without TLS; set this or CLEANCOPY_UNIX_SOCKET"
    assert str(caught.value) == f"CLEANCOPY_TLS_CERT_FILE: {problem}"


@pytest.mark.parametrize("mode", ["", "66", "0660", "rw-", "688"])
def test_the_mode_of_a_unix_socket_is_octal(mode: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(unix_socket_mode=mode)

    problem = "three octal digits are valid, such as 660 (owner and group) or 666 (everybody)"
    assert str(caught.value) == f"CLEANCOPY_UNIX_SOCKET_MODE: {problem}"


def test_api_keys_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCOPY_API_KEYS", " first-key-1 ,second-key-2, ")

    assert load_settings().api_keys == (ApiKey(b"first-key-1"), ApiKey(b"second-key-2"))


def test_an_api_key_may_have_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCOPY_API_KEYS", "north:first-key-1")

    assert load_settings().api_keys == (ApiKey(b"first-key-1", "north"),)


def test_a_bad_api_key_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCOPY_API_KEYS", "hush")

    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert str(caught.value) == f"CLEANCOPY_API_KEYS: {VALID}"


def test_api_keys_do_not_show_in_a_print_of_the_settings() -> None:
    assert "first-key-1" not in repr(load_settings(api_keys="first-key-1"))


def test_settings_do_not_change() -> None:
    settings = load_settings()

    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1


def test_a_misspelt_variable_is_found() -> None:
    assert unknown_variables(["CLEANCOPY_PORT", "CLEANCOPY_DEADLINE", "HOME"]) == ["CLEANCOPY_DEADLINE"]
