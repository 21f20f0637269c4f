"""A real Prometheus that scrapes a real service, with the rules that are deployed."""

from __future__ import annotations

import math
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import yaml

if TYPE_CHECKING:
    from types import TracebackType

DEPLOYED = Path(__file__).parents[2] / "deploy" / "prometheus"
RULES = DEPLOYED / "rules"
PATIENCE = 30.0
"""Seconds to wait until it is up, or has scraped, on a machine that has other things to do."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eager(target: str) -> dict[str, Any]:
    """Scrapes `target` and evaluates the deployed rules each second."""
    return deployed(target) | {
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
    }


def deployed(target: str) -> dict[str, Any]:
    """What compose gives it, but for the address of the service and the place of the rules."""
    config: dict[str, Any] = yaml.safe_load((DEPLOYED / "prometheus.yml").read_text("utf-8"))
    (job,) = config["scrape_configs"]
    job["static_configs"] = [{"targets": [target]}]
    return config | {"rule_files": [str(DEPLOYED / pattern) for pattern in config["rule_files"]]}


class Prometheus:
    """One with this configuration; ended when the `with` block is left."""

    def __init__(self, folder: Path, config: dict[str, Any]) -> None:
        (folder / "prometheus.yml").write_text(yaml.safe_dump(config), "utf-8")
        port = free_port()
        with (folder / "prometheus.log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    "prometheus",
                    f"--config.file={folder / 'prometheus.yml'}",
                    f"--storage.tsdb.path={folder / 'data'}",
                    f"--web.listen-address=127.0.0.1:{port}",
                    "--enable-feature=exemplar-storage",
                ],
                stdout=log,
                stderr=log,
            )
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=PATIENCE)

    def __enter__(self) -> Prometheus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
        self._process.terminate()
        self._process.wait(PATIENCE)

    def query(self, expression: str) -> list[float]:
        """The values of an expression now, without those that are no number."""
        result = self._data("query", query=expression)["result"]
        values = [float(sample["value"][1]) for sample in result]
        return [value for value in values if not math.isnan(value)]

    def exemplars(self, expression: str) -> set[str]:
        """The request ids of the exemplars behind an expression, of the last hour."""
        now = time.time()
        found = self._data("query_exemplars", query=expression, start=now - 3600, end=now)
        return {exemplar["labels"]["request_id"] for series in found for exemplar in series["exemplars"]}

    def rules(self) -> list[dict[str, Any]]:
        """Every rule with its health."""
        return [rule for group in self._data("rules")["groups"] for rule in group["rules"]]

    def wait_for(self, expression: str) -> None:
        """Return once an expression has a value above 0."""
        end = time.monotonic() + PATIENCE
        while not self._has(expression):
            assert time.monotonic() < end, f"never there: {expression}"
            time.sleep(0.2)

    def _has(self, expression: str) -> bool:
        try:
            return any(value > 0 for value in self.query(expression))
        except httpx.TransportError:  # not up yet
            return False

    def _data(self, path: str, **parameters: object) -> Any:
        response = self._client.get(path, params={k: str(v) for k, v in parameters.items()})
        if response.status_code == httpx.codes.SERVICE_UNAVAILABLE:  # it still reads its files
            return {"result": [], "groups": []}
        assert response.status_code == httpx.codes.OK, response.text
        return response.json()["data"]
