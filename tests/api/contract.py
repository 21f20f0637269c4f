"""openapi.yaml, and a check of what comes over the wire against it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    import httpx

CONTRACT: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text("utf-8"))
COMPONENTS = CONTRACT["components"]


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    """A node, or what its `$ref` points to."""
    if "$ref" not in node:
        return node
    target: Any = CONTRACT
    for step in node["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return resolve(target)


def assert_valid(value: object, schema: dict[str, Any]) -> None:
    """Fail unless `value` is as a schema of the contract says."""
    # References are to places in the contract, so the schema is put where they lead.
    whole = {"components": COMPONENTS, "allOf": [schema]}
    Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)


def assert_in_contract(response: httpx.Response) -> None:
    """Fail unless the contract has this answer of this route, and its body and headers are as it says."""
    path, method = response.request.url.path, response.request.method.lower()
    described = resolve(CONTRACT["paths"][path][method]["responses"][str(response.status_code)])
    for name in described["headers"]:
        assert name in response.headers
    media_type = response.headers["content-type"].partition(";")[0]
    schema = described["content"][media_type]["schema"]
    if media_type.endswith("json"):
        assert_valid(response.json(), schema)


def assert_problem(response: httpx.Response, status: int, code: str, detail: str) -> None:
    """The answer is this problem, whole and as the contract has it."""
    problem = response.json()
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["detail"] == detail
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["type"] == f"urn:cleancopy:problem:{code}"
    assert problem["request_id"] == response.headers["x-request-id"]
    if status not in {404, 405}:
        assert_in_contract(response)
