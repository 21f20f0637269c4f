"""The image as a container. `make image-test` builds it and runs these tests; else they are not collected."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.image.container import Container, Image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

collect_ignore_glob = [] if "CLEANCOPY_IMAGE" in os.environ else ["test_*.py"]


@pytest.fixture(scope="session")
def image() -> Iterator[Image]:
    """The image that CLEANCOPY_IMAGE names, mounted."""
    with Image(os.environ["CLEANCOPY_IMAGE"]) as mounted:
        yield mounted


@pytest.fixture(scope="session")
def container(image: Image, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """One container, ready, for all tests that leave it as it is."""
    with Container(image, tmp_path_factory.mktemp("bundle"), CLEANCOPY_WORKERS="2") as running:
        running.wait_until_ready()
        yield running


@pytest.fixture
def start(image: Image, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Container]]:
    """Start a container of one's own; it is gone after the test."""
    started: list[Container] = []

    def start_one(**settings: str) -> Container:
        running = Container(image, tmp_path_factory.mktemp("bundle"), **settings)
        started.append(running)
        return running

    yield start_one
    for running in started:
        running.close()
