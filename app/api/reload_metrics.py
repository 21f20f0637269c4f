"""Whether files that are read again when they change are in force as they are, at the moment of a scrape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from app.settings import variable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prometheus_client.metrics_core import Metric

    from app.reload import WatchedFiles


ROTATED = (variable("api_keys_file"), variable("tls_cert_file"))
"""The settings whose files may be watched; those of TLS are watched together."""


class ReloadCollector(Collector):
    """Asks the watched files when Prometheus asks. A setting that names none is at 0 all the time."""

    def __init__(self, watched: Sequence[WatchedFiles]) -> None:
        self._watched = watched

    def collect(self) -> Iterator[Metric]:
        """The metrics of the section `Files` in docs/metrics.md."""
        stale = GaugeMetricFamily(
            "cleancopy_file_stale", "1 while a changed file is not valid and not taken.", labels=["setting"]
        )
        reloads = CounterMetricFamily("cleancopy_file_reloads", "Changes taken.", labels=["setting"])
        watched = {files.setting: files for files in self._watched}
        for setting in ROTATED:
            files = watched.get(setting)
            stale.add_metric([setting], files is not None and files.stale)
            reloads.add_metric([setting], 0 if files is None else files.reloads)
        yield stale
        yield reloads
