"""The published contract: valid, true to the application, and true to what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import validate

from app import __version__, errors
from app.api.problems import STATUS
from app.main import create_app
from app.settings import Settings
from tests.api.contract import COMPONENTS, CONTRACT, assert_valid, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

METHODS = {"get", "put", "post", "delete", "patch"}


@pytest.fixture(scope="module")
def served() -> dict[str, Any]:
    """What the application says of itself."""
    return create_app(Settings()).openapi()


def operations(description: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (path, method): operation
        for path, item in description["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


CONTRACT_OPERATIONS = operations(CONTRACT)
each_operation = pytest.mark.parametrize("operation", CONTRACT_OPERATIONS, ids=lambda pair: pair[0])


def test_the_contract_is_valid_openapi() -> None:
    validate(CONTRACT)


def test_the_contract_is_of_this_version() -> None:
    assert CONTRACT["info"]["version"] == __version__


def test_the_contract_has_the_routes_of_the_application(served: dict[str, Any]) -> None:
    assert CONTRACT_OPERATIONS.keys() == operations(served).keys()


@each_operation
def test_a_route_has_the_parameters_of_the_application(
    operation: tuple[str, str], served: dict[str, Any]
) -> None:
    def parameters(node: dict[str, Any]) -> set[tuple[str, str, bool]]:
        resolved = [resolve(parameter) for parameter in node.get("parameters", [])]
        return {(p["name"], p["in"], p.get("required", False)) for p in resolved}

    assert parameters(CONTRACT_OPERATIONS[operation]) == parameters(operations(served)[operation])


@each_operation
def test_a_route_has_the_statuses_of_the_application(
    operation: tuple[str, str], served: dict[str, Any]
) -> None:
    assert (
        CONTRACT_OPERATIONS[operation]["responses"].keys()
        == operations(served)[operation]["responses"].keys()
    )


@each_operation
def test_a_route_takes_the_media_types_of_the_application(
    operation: tuple[str, str], served: dict[str, Any]
) -> None:
    def media_types(node: dict[str, Any]) -> set[str]:
        return set(node.get("requestBody", {}).get("content", {}))

    assert media_types(CONTRACT_OPERATIONS[operation]) == media_types(operations(served)[operation])


@each_operation
def test_a_route_asks_for_a_key_as_the_application_does(
    operation: tuple[str, str], served: dict[str, Any]
) -> None:
    described = CONTRACT_OPERATIONS[operation].get("security", CONTRACT["security"])

    assert described == operations(served)[operation].get("security", [])


def schemas_of_the_application(served: dict[str, Any]) -> dict[str, dict[str, Any]]:
    def sent(path: str, media_type: str) -> dict[str, Any]:
        body: dict[str, Any] = operations(served)[path, "post"]["requestBody"]
        schema: dict[str, Any] = body["content"][media_type]["schema"]
        return schema

    schemas: dict[str, dict[str, Any]] = served["components"]["schemas"]
    of_fastapi = {"HTTPValidationError", "ValidationError"}
    return {name: schema for name, schema in schemas.items() if name not in of_fastapi} | {
        "CleanRequest": sent("/clean", "application/json"),
        "BatchLine": sent("/clean/batch", "application/x-ndjson"),
    }


def test_the_contract_has_the_schemas_of_the_application(served: dict[str, Any]) -> None:
    assert COMPONENTS["schemas"].keys() == schemas_of_the_application(served).keys()


@pytest.mark.parametrize("name", COMPONENTS["schemas"])
def test_a_schema_has_the_fields_of_the_application(name: str, served: dict[str, Any]) -> None:
    ours, theirs = COMPONENTS["schemas"][name], schemas_of_the_application(served)[name]

    assert ours.get("properties", {}).keys() == theirs.get("properties", {}).keys()
    assert set(ours.get("required", ())) == set(theirs.get("required", ()))
    assert ours.get("enum") == theirs.get("enum")


def test_the_codes_of_a_problem_are_those_of_the_error_tree() -> None:
    codes = COMPONENTS["schemas"]["Problem"]["properties"]["code"]["enum"]

    assert codes == [error.code for error in STATUS]


def examples(node: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Every schema of a body, with each of its examples."""
    if isinstance(node, dict):
        for body in node.get("content", {}).values():
            if "example" in body:
                yield body["schema"], body["example"]
            for example in body.get("examples", {}).values():
                yield body["schema"], example["value"]
        for child in node.values():
            yield from examples(child)


EXAMPLES = list(examples(CONTRACT))


@pytest.mark.parametrize(("schema", "example"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_as_its_schema_says(schema: dict[str, Any], example: object) -> None:
    assert_valid(example, schema)


def test_every_problem_example_has_the_status_and_title_of_its_code() -> None:
    table = {error.code: (error, status, title) for error, (status, title) in STATUS.items()}
    problems = [example for _, example in EXAMPLES if isinstance(example, dict) and "code" in example]

    for problem in problems:
        error, status, title = table[problem["code"]]
        assert (problem["status"], problem["title"], problem["retryable"]) == (status, title, error.retryable)


def test_every_error_of_a_document_has_an_example() -> None:
    shown = {example["code"] for _, example in EXAMPLES if isinstance(example, dict) and "code" in example}

    assert shown == {error.code for error in STATUS} - {errors.NotFound.code, errors.MethodNotAllowed.code}
