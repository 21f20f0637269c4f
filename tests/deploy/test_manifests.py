"""deploy/kubernetes, rendered: valid by the oldest and the newest Kubernetes, and what it promises."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest

Manifests = dict[str, dict[str, Any]]

SCHEMAS = Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema"
CUSTOM = {"PodMonitor": "monitoring.coreos.com/v1"}
"""Kinds that the cluster itself does not know."""

# What the schemas leave open: Kubernetes refuses any other value.
ENUMS = {
    "restartPolicy": {"Always"},
    "protocol": {"TCP"},
    "medium": {"Memory"},
    "whenUnsatisfiable": {"ScheduleAnyway", "DoNotSchedule"},
    "policyTypes": {"Ingress", "Egress"},
    "unhealthyPodEvictionPolicy": {"AlwaysAllow", "IfHealthyBudget"},
    "operator": {"In", "NotIn", "Exists", "DoesNotExist"},
    "drop": {"ALL"},
}


def every(manifests: Manifests) -> list[dict[str, Any]]:
    return [manifest for kind, manifest in manifests.items() if kind not in CUSTOM]


def values(node: Any, name: str) -> list[Any]:
    """Every value of every member called `name`, lists taken apart."""
    if isinstance(node, list):
        return [value for item in node for value in values(item, name)]
    if not isinstance(node, dict):
        return []
    own = node.get(name, [])
    return (own if isinstance(own, list) else [own]) + [
        v for item in node.values() for v in values(item, name)
    ]


def pod(manifests: Manifests) -> dict[str, Any]:
    spec: dict[str, Any] = manifests["Deployment"]["spec"]["template"]["spec"]
    return spec


def service_of(manifests: Manifests) -> Any:
    """The service's container, sidecar or not."""
    containers = pod(manifests).get("initContainers", []) + pod(manifests)["containers"]
    (found,) = (container for container in containers if container["name"] == "cleancopy")
    return deepcopy(found)


@pytest.fixture(params=["crawler", "standalone"])
def manifests(request: pytest.FixtureRequest) -> Manifests:
    found: Manifests = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("version", ["1.30", "1.37"])
def test_each_object_is_valid_and_has_no_member_that_is_unknown(manifests: Manifests, version: str) -> None:
    for manifest in every(manifests):
        kubernetes_validate.validate(manifest, version, strict=True)


def test_each_kind_is_of_kubernetes_or_one_that_we_know(manifests: Manifests) -> None:
    known = json.dumps([path.name for path in SCHEMAS.glob("v1.37*-strict/*.json")])

    assert [m["kind"] for m in every(manifests) if f'"{m["kind"].lower()}-' not in known] == []
    assert {kind: manifests[kind]["apiVersion"] for kind in CUSTOM} == CUSTOM


@pytest.mark.parametrize("name", ENUMS)
def test_values_that_no_schema_checks_are_ones_that_kubernetes_knows(manifests: Manifests, name: str) -> None:
    assert set(values(list(manifests.values()), name)) <= ENUMS[name]


def test_the_sidecar_starts_before_the_crawler_and_goes_on(crawler: Manifests) -> None:
    (sidecar,) = pod(crawler)["initContainers"]

    assert (sidecar["name"], sidecar["restartPolicy"]) == ("cleancopy", "Always")
    assert [container["name"] for container in pod(crawler)["containers"]] == ["crawler"]


def test_sidecar_and_stand_alone_differ_only_in_their_size_and_their_end(
    crawler: Manifests, standalone: Manifests
) -> None:
    differ = ("restartPolicy", "lifecycle", "resources")
    sidecar, alone = service_of(crawler), service_of(standalone)
    workers = [container["env"].pop(0) for container in (sidecar, alone)]

    assert {name: sidecar[name] for name in sidecar if name not in differ} == {
        name: alone[name] for name in alone if name not in differ
    }
    assert [(variable["name"], variable["value"]) for variable in workers] == [
        ("CLEANCOPY_WORKERS", "1"),
        ("CLEANCOPY_WORKERS", "2"),
    ]


def test_the_service_has_no_rights(manifests: Manifests) -> None:
    assert service_of(manifests)["securityContext"] == {
        "runAsNonRoot": True,
        "runAsUser": 10001,
        "runAsGroup": 10001,
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    assert pod(manifests)["automountServiceAccountToken"] is False


def test_only_tmp_can_be_written_and_it_has_a_size(manifests: Manifests) -> None:
    assert service_of(manifests)["volumeMounts"] == [{"name": "cleancopy-tmp", "mountPath": "/tmp"}]  # noqa: S108
    assert pod(manifests)["volumes"] == [
        {"name": "cleancopy-tmp", "emptyDir": {"medium": "Memory", "sizeLimit": "8Mi"}}
    ]


def test_each_probe_asks_what_it_is_for(manifests: Manifests) -> None:
    service = service_of(manifests)
    paths = {
        name: service[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "readiness", "liveness")
    }

    assert paths == {"startup": "/readyz", "readiness": "/readyz", "liveness": "/healthz"}
    assert {service[f"{name}Probe"]["httpGet"]["port"] for name in paths} == {"cleancopy"}


def test_memory_is_limited_as_the_number_of_workers_asks(manifests: Manifests) -> None:
    service = service_of(manifests)
    workers = int(service["env"][0]["value"])

    assert service["resources"]["limits"] == {"memory": {1: "1280Mi", 2: "2Gi"}[workers]}


def test_a_variable_of_a_service_called_cleancopy_does_not_become_the_port(manifests: Manifests) -> None:
    assert {"name": "CLEANCOPY_PORT", "value": "8000"} in service_of(manifests)["env"]


def test_the_image_has_a_version(manifests: Manifests) -> None:
    assert service_of(manifests)["image"] == "cleancopy:0.1.0"


def test_prometheus_finds_the_pods(manifests: Manifests) -> None:
    monitor = manifests["PodMonitor"]["spec"]
    labels = manifests["Deployment"]["spec"]["template"]["metadata"]["labels"]

    assert monitor["selector"] == {"matchExpressions": [{"key": "cleancopy", "operator": "Exists"}]}
    assert "cleancopy" in labels
    assert [endpoint["port"] for endpoint in monitor["podMetricsEndpoints"]] == ["cleancopy"]


def test_what_selects_the_stand_alone_pods_selects_them(standalone: Manifests) -> None:
    labels = standalone["Deployment"]["spec"]["template"]["metadata"]["labels"]
    selectors = [
        standalone["Deployment"]["spec"]["selector"]["matchLabels"],
        standalone["Service"]["spec"]["selector"],
        standalone["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        standalone["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ]

    assert [selector for selector in selectors if not selector.items() <= labels.items()] == []
    assert standalone["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == "cleancopy"
    assert "replicas" not in standalone["Deployment"]["spec"]


def test_only_crawlers_and_prometheus_reach_the_stand_alone_service_and_it_reaches_nobody(
    standalone: Manifests,
) -> None:
    policy = standalone["NetworkPolicy"]["spec"]
    (rule,) = policy["ingress"]

    assert sorted(policy["policyTypes"]) == ["Egress", "Ingress"]
    assert policy["egress"] == []
    assert rule["ports"] == [{"port": "cleancopy", "protocol": "TCP"}]
    assert [peer["podSelector"]["matchLabels"] for peer in rule["from"]] == [
        {"cleancopy-client": "true"},
        {"app.kubernetes.io/name": "prometheus"},
    ]


def test_a_pod_has_time_to_drain(manifests: Manifests) -> None:
    ahead = service_of(manifests).get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)

    assert pod(manifests)["terminationGracePeriodSeconds"] >= ahead + 25 + 5


def test_keys_come_from_a_secret_that_may_change(guarded: Manifests, standalone: Manifests) -> None:
    pod = guarded["Deployment"]["spec"]["template"]["spec"]
    bare = standalone["Deployment"]["spec"]["template"]["spec"]
    (container,), (bare_container,) = pod["containers"], bare["containers"]

    (variable,) = [entry for entry in container["env"] if entry not in bare_container["env"]]
    (mount,) = [entry for entry in container["volumeMounts"] if entry not in bare_container["volumeMounts"]]
    (volume,) = [entry for entry in pod["volumes"] if entry not in bare["volumes"]]
    assert variable == {"name": "CLEANCOPY_API_KEYS_FILE", "value": f"{mount['mountPath']}/keys"}
    assert (mount["name"], mount["readOnly"], "subPath" in mount) == (volume["name"], True, False)
    assert volume["secret"] == {"secretName": "cleancopy-keys"}
