"""What the workers and their queue are like at the moment of a scrape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from app.workers.slot import Restart, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.metrics_core import Metric

    from app.workers.pool import WorkerPool


class PoolCollector(Collector):
    """Asks the pool when Prometheus asks: nothing here is counted twice."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        """The metrics of the section `Workers and queue` in docs/metrics.md."""
        pool = self._pool
        workers = GaugeMetricFamily("cleancopy_workers", "Worker processes.", labels=["state"])
        states = pool.states()
        for state in State:
            workers.add_metric([state], states[state])
        yield workers
        yield CounterMetricFamily(
            "cleancopy_worker_busy_seconds",
            "Time that workers had documents, those that have one now included.",
            pool.busy_seconds(),
        )
        restarts = CounterMetricFamily("cleancopy_worker_restarts", "Workers replaced.", labels=["reason"])
        for reason in Restart:
            restarts.add_metric([reason], pool.restarts[reason])
        yield restarts
        yield GaugeMetricFamily(
            "cleancopy_workers_resident_memory_bytes",
            "Resident memory of all workers after their last documents.",
            pool.resident(),
        )
        yield GaugeMetricFamily("cleancopy_queue_depth", "Documents that wait for a worker.", pool.waiting)
        yield GaugeMetricFamily("cleancopy_queue_limit", "Documents that may wait.", pool.queue_limit)
