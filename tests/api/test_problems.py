"""The table of errors: whole, and what a client may rely on."""

from __future__ import annotations

from app import errors
from app.api.problems import STATUS

NEVER_IN_AN_ANSWER = {errors.RulePackError, errors.SettingsError, errors.Unreadable}


def leaves(error: type[errors.CleancopyError]) -> set[type[errors.CleancopyError]]:
    children = error.__subclasses__()
    return set().union(*map(leaves, children)) if children else {error}


def test_every_error_that_can_reach_a_client_has_a_status() -> None:
    assert set(STATUS) == leaves(errors.CleancopyError) - NEVER_IN_AN_ANSWER


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.code for error in leaves(errors.CleancopyError)]

    assert len(codes) == len(set(codes))


def test_429_and_503_are_worth_another_try_and_nothing_else_is() -> None:
    assert {status for error, (status, _) in STATUS.items() if error.retryable} == {429, 503}
    assert {error.retryable for error, (status, _) in STATUS.items() if status not in {429, 503}} == {False}


def test_the_tree_in_the_docstring_names_every_error() -> None:
    drawn = errors.__doc__ or ""

    assert {error.__name__ for error in leaves(errors.CleancopyError)} <= set(drawn.split())
