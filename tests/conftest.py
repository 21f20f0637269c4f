"""The running service, for every test that asks over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.running import RunningService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """One service with two workers and otherwise default settings, for the whole session."""
    log = tmp_path_factory.mktemp("service") / "log"
    with RunningService(log, workers=2) as running:
        yield running


@pytest.fixture(scope="session")
def base_url(service: RunningService) -> str:
    """Where the service of the session listens."""
    return service.url


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., RunningService]]:
    """Start a service with settings of one's own; it is ended after the test."""
    started: list[RunningService] = []

    def start_one(**settings: object) -> RunningService:
        running = RunningService(tmp_path / f"log{len(started)}", **settings)  # type: ignore[arg-type]
        started.append(running)
        return running

    yield start_one
    for running in started:
        running.__exit__(None, None, None)
