"""deploy/compose: valid by the compose specification, and of one piece with the files that it mounts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from compose_viz.spec.compose_spec import ComposeSpecification

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
COMPOSE = DEPLOY / "compose/compose.yaml"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return loaded


def source(volume: str) -> Path:
    return (COMPOSE.parent / volume.partition(":")[0]).resolve()


def test_it_is_valid(compose: dict[str, Any]) -> None:
    jsonschema.validate(compose, ComposeSpecification.model_json_schema())


def test_a_member_that_is_unknown_would_not_be(compose: dict[str, Any]) -> None:
    changed = compose | {"services": {"cleancopy": compose["services"]["cleancopy"] | {"readonly": True}}}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(changed, ComposeSpecification.model_json_schema())


def test_each_folder_and_file_that_is_mounted_is_there(compose: dict[str, Any]) -> None:
    mounted = [volume for service in compose["services"].values() for volume in service.get("volumes", [])]
    named = tuple(f"{name}:" for name in compose["volumes"])

    assert [
        volume for volume in mounted if not volume.startswith(named) and not source(volume).exists()
    ] == []


def test_each_volume_is_used(compose: dict[str, Any]) -> None:
    mounted = [volume for service in compose["services"].values() for volume in service.get("volumes", [])]

    assert {volume.split(":")[0] for volume in mounted if not volume.startswith("..")} == set(
        compose["volumes"]
    )


def test_every_port_is_published_on_this_machine_alone(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service["ports"]]

    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_the_service_has_no_rights(compose: dict[str, Any]) -> None:
    service = compose["services"]["cleancopy"]

    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"] == ["/tmp:size=8m,mode=1777,noexec,nosuid,nodev"]  # noqa: S108


def test_prometheus_scrapes_the_service_by_its_name(compose: dict[str, Any]) -> None:
    prometheus = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text(encoding="utf-8"))
    targets = [
        target
        for job in prometheus["scrape_configs"]
        for group in job["static_configs"]
        for target in group["targets"]
    ]

    assert targets == ["cleancopy:8000"]
    assert "cleancopy" in compose["services"]


def test_grafana_is_given_the_datasource_and_a_folder_with_the_dashboard(compose: dict[str, Any]) -> None:
    provisioning = DEPLOY / "grafana/provisioning"
    (source_file,) = (provisioning / "datasources").glob("*.yaml")
    (board_file,) = (provisioning / "dashboards").glob("*.yaml")
    (datasource,) = yaml.safe_load(source_file.read_text(encoding="utf-8"))["datasources"]
    (provider,) = yaml.safe_load(board_file.read_text(encoding="utf-8"))["providers"]
    mounted = [volume.split(":")[1] for volume in compose["services"]["grafana"]["volumes"]]

    assert datasource["url"] == "http://prometheus:9090"
    assert f"{provider['options']['path']}/cleancopy.json" in mounted


def test_keys_come_from_a_file_where_they_are_asked_for(compose: dict[str, Any]) -> None:
    keys = yaml.safe_load((COMPOSE.parent / "keys.yaml").read_text(encoding="utf-8"))
    service = keys["services"]["cleancopy"]

    jsonschema.validate(keys, ComposeSpecification.model_json_schema())
    assert keys["services"].keys() <= compose["services"].keys()
    assert service["environment"] == {"CLEANCOPY_API_KEYS_FILE": f"/run/secrets/{service['secrets'][0]}"}
    assert keys["secrets"].keys() == set(service["secrets"])
