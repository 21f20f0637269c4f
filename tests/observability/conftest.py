"""A service that has had all sorts of documents, and the Prometheus that has looked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observability.load import DEADLINE_SECONDS, load
from tests.observability.prometheus import Prometheus, eager
from tests.running import RunningService

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 2


@pytest.fixture(scope="session")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """Has scraped the service before, during and after the load."""
    folder = tmp_path_factory.mktemp("prometheus")
    with (
        RunningService(folder / "log", workers=2, deadline_seconds=DEADLINE_SECONDS) as service,
        Prometheus(folder, eager(service.url.removeprefix("http://"))) as running,
    ):
        running.wait_for("cleancopy_build_info")
        for number in range(1, ROUNDS + 1):
            load(service)
            # The last of the load: all else has been scraped, too.
            running.wait_for(f'cleancopy_batch_lines_total{{outcome="malformed_body"}} >= {number}')
        running.wait_for("job:cleancopy_verdicts:ratio_rate1h")
        yield running
