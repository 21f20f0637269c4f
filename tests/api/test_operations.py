"""Health, versions and rules."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from app import __version__
from app.clean.builtin import BUILT_IN
from app.clean.rules import load_rules
from tests.api.contract import assert_in_contract

if TYPE_CHECKING:
    from tests.running import RunningService


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/version", "/rules", "/metrics"])
def test_every_answer_is_as_the_contract_says(service: RunningService, path: str) -> None:
    response = service.client.get(path)

    assert response.status_code == 200
    assert_in_contract(response)


def test_a_service_that_takes_documents_is_alive_and_ready(service: RunningService) -> None:
    assert service.client.get("/healthz").json() == {"status": "ok"}
    assert service.client.get("/readyz").json() == {"status": "ready"}


def test_the_versions_are_those_that_are_installed(service: RunningService) -> None:
    answer = service.client.get("/version").json()

    assert answer["service"] == __version__
    assert answer["python"] == platform.python_version()
    assert [answer[name] for name in ("trafilatura", "htmldate", "lxml")] == [
        version(name) for name in ("trafilatura", "htmldate", "lxml")
    ]


def test_the_rule_packs_are_told_by_kind_with_a_digest(service: RunningService) -> None:
    answer, rules = service.client.get("/version").json(), load_rules(None)

    assert answer["rules"] == rules.digest
    assert [pack["kind"] for pack in answer["packs"]] == sorted({rule.kind for rule in rules.rules})
    assert sum(pack["rules"] for pack in answer["packs"]) == len(rules.rules)


def test_the_rules_are_those_of_the_packs_and_those_built_in(service: RunningService) -> None:
    entries = service.client.get("/rules").json()["rules"]

    assert [entry["id"] for entry in entries if entry["built_in"]] == [rule.id for rule in BUILT_IN]
    assert [entry["id"] for entry in entries if not entry["built_in"]] == [
        rule.id for rule in load_rules(None).rules
    ]
