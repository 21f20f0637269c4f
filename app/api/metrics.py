"""What the service tells Prometheus. Every label has few values, all from our own tables or rules.

docs/metrics.md lists them; a test holds it to a real scrape.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

from app import errors
from app.api.pool_metrics import PoolCollector
from app.api.problems import STATUS
from app.api.reload_metrics import ReloadCollector
from app.api.sources import OTHER, label_of
from app.clean.builtin import BUILT_IN
from app.clean.model import InputKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.api import cleaning
    from app.api.service import Service
    from app.clean.rules import RuleSet

CLEANED = "cleaned"
"""The outcome of a line of a batch that has a result; that of any other is the code of its error."""

FIELDS = ("title", "date", "author", "body")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

# A document takes some 3 ms to 100 ms; the deadline is 10 s unless it is set otherwise.
REQUEST_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
STAGE_SECONDS = (0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)

# A `_created` series beside every other would double the scrape, and nothing here reads it.
disable_created_metrics()  # type: ignore[no-untyped-call]

Exemplar = dict[str, str]
"""What leads from a series to one request of it: `request_id`, and `trace_id` where it is traced."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that is over. `route` is a template, never a path, `method` one of METHODS or `other`; sizes
    are those of the bodies.

    `exemplar` is empty where nobody will want to look for the request.
    """

    route: str
    method: str
    status: int
    seconds: float
    bytes_in: int
    bytes_out: int
    exemplar: Exemplar = field(default_factory=dict)


class Metrics:
    """The metrics of one application, in a registry of their own."""

    def __init__(self, build: Mapping[str, str], rules: RuleSet) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
        Info("cleancopy_build", "Versions of what runs.", registry=registry).info(dict(build))
        self._requests = Counter(
            "cleancopy_http_requests", "Answered requests.", ["route", "method", "status"], registry=registry
        )
        self._seconds = Histogram(
            "cleancopy_http_request_duration_seconds",
            "From the first byte of a request to the last of its answer.",
            ["route", "method"],
            buckets=REQUEST_SECONDS,
            registry=registry,
        )
        self._bytes_in = Counter(
            "cleancopy_http_request_bytes", "Bytes of request bodies, as sent.", ["route"], registry=registry
        )
        self._bytes_out = Counter(
            "cleancopy_http_response_bytes", "Bytes of response bodies.", ["route"], registry=registry
        )
        self._in_flight = Gauge(
            "cleancopy_http_requests_in_flight", "Requests not yet answered.", registry=registry
        )
        self._body_bytes = Gauge(
            "cleancopy_body_bytes_held", "Bytes that the bodies of open requests take.", registry=registry
        )
        self._body_bytes_limit = Gauge(
            "cleancopy_body_bytes_limit", "Bytes that they may take.", registry=registry
        )
        self._draining = Gauge(
            "cleancopy_draining", "1 while the service is shutting down.", registry=registry
        )
        self._rejected = Counter(
            "cleancopy_requests_rejected", "Requests refused, by error code.", ["reason"], registry=registry
        )
        self._documents = Counter(
            "cleancopy_documents", "Documents given to the workers.", ["kind"], registry=registry
        )
        self._document_errors = Counter(
            "cleancopy_document_errors", "Documents that could not be cleaned.", ["code"], registry=registry
        )
        self._verdicts = Counter(
            "cleancopy_verdicts", "Cleaned documents.", ["kind", "verdict"], registry=registry
        )
        self._missing = Counter(
            "cleancopy_fields_missing",
            "Cleaned documents without a field.",
            ["field", "kind", "verdict"],
            registry=registry,
        )
        self._sources = Counter(
            "cleancopy_field_sources",
            "Where a field came from, without the part after the colon.",
            ["field", "source"],
            registry=registry,
        )
        self._blocks_kept = Counter("cleancopy_blocks_kept", "Blocks in bodies.", registry=registry)
        self._blocks_struck = Counter(
            "cleancopy_blocks_struck", "Blocks not in bodies.", ["kind"], registry=registry
        )
        self._rule_blocks_struck = Counter(
            "cleancopy_rule_blocks_struck",
            "Blocks not in bodies, by the rule or built-in decision that struck them.",
            ["rule"],
            registry=registry,
        )
        self._characters_in = Counter(
            "cleancopy_characters_in", "Characters of documents.", registry=registry
        )
        self._characters_out = Counter("cleancopy_characters_out", "Characters of bodies.", registry=registry)
        self._batch_lines = Counter(
            "cleancopy_batch_lines", "Answered lines of batches.", ["outcome"], registry=registry
        )
        self._lines_in_flight = Gauge(
            "cleancopy_batch_lines_in_flight",
            "Lines of batches read and not yet answered.",
            registry=registry,
        )
        self._stages = Histogram(
            "cleancopy_stage_seconds",
            "Time of a document in a stage: the queue, then those of the pipeline.",
            ["stage"],
            buckets=STAGE_SECONDS,
            registry=registry,
        )
        self._rules = {entry.id: entry.kind for entry in BUILT_IN}
        self._rules |= {rule.id: rule.kind for rule in rules.rules}
        self._start_at_zero()

    def _start_at_zero(self) -> None:
        """Series that are there before the first event: a rate over one that appears misses its first."""
        for kind in InputKind:
            self._documents.labels(kind)
            for verdict in Verdict:
                self._verdicts.labels(kind, verdict)
                for name in FIELDS:
                    self._missing.labels(name, kind, verdict)
        for kind_of_noise in {*self._rules.values(), OTHER}:
            self._blocks_struck.labels(kind_of_noise)
        for status in {200, *(status for status, _ in STATUS.values())}:
            self._requests.labels("/clean", "POST", str(status))
        self._batch_lines.labels(CLEANED)
        for error in STATUS:
            self._batch_lines.labels(error.code)
            (self._document_errors if _breaks_document(error) else self._rejected).labels(error.code)

    def watch(self, service: Service) -> None:
        """Show what the service, its workers and its queue are like when somebody asks."""
        self._in_flight.set_function(lambda: service.in_flight)
        self._lines_in_flight.set_function(lambda: service.batch_lines)
        self._draining.set_function(lambda: service.draining)
        self._body_bytes.set_function(lambda: service.bodies.held)
        self._body_bytes_limit.set(service.bodies.limit)
        self.registry.register(PoolCollector(service.pool))
        self.registry.register(ReloadCollector(service.watched))
        files = Gauge(
            "cleancopy_site_rule_files",
            "Files of site rules: used, and those of them or beside them with something broken.",
            ["state"],
            registry=self.registry,
        )
        files.labels("used").set(len(service.sites.files))
        files.labels("broken").set(service.sites.broken)

    def answered(self, request: Answered) -> None:
        """Count a request."""
        route = request.route
        method = request.method
        exemplar = request.exemplar or None
        self._requests.labels(route, method, str(request.status)).inc(exemplar=exemplar)
        self._seconds.labels(route, method).observe(request.seconds, exemplar=exemplar)
        self._bytes_in.labels(route).inc(request.bytes_in)
        self._bytes_out.labels(route).inc(request.bytes_out)

    def failed(self, error: errors.CleancopyError, exemplar: Exemplar) -> None:
        """Count an error answer."""
        counter = self._document_errors if _breaks_document(type(error)) else self._rejected
        counter.labels(error.code).inc(exemplar=exemplar)

    def submitted(self, kind: InputKind) -> None:
        """Count a document that goes to the workers."""
        self._documents.labels(kind).inc()

    def batch_line(self, outcome: str) -> None:
        """Count an answered line of a batch: CLEANED, or the code of its error."""
        self._batch_lines.labels(outcome).inc()

    def cleaned(self, document: cleaning.Answered, exemplar: Exemplar) -> None:
        """Count what came of a document."""
        kind, cleaned, answer = document.kind, document.cleaned, document.answer
        self._verdicts.labels(kind, answer.verdict).inc(exemplar=exemplar)
        for name in FIELDS:
            source = getattr(answer.sources, name)
            if getattr(answer, name) is None:
                self._missing.labels(name, kind, answer.verdict).inc(exemplar=exemplar)
            elif source is not None:
                self._sources.labels(name, label_of(source)).inc()
        self._blocks_kept.inc(cleaned.kept)
        for rule, count in cleaned.struck_by_rule.items():
            known = rule if rule in self._rules else OTHER
            self._blocks_struck.labels(self._rules.get(rule, OTHER)).inc(count)
            self._rule_blocks_struck.labels(known).inc(count, exemplar=exemplar)
        self._characters_in.inc(answer.stats.characters_in)
        self._characters_out.inc(answer.stats.characters_out)
        for stage, seconds in {"queue": document.queued, **cleaned.stages}.items():
            self._stages.labels(stage).observe(seconds, exemplar=exemplar)


def _breaks_document(error: type[errors.CleancopyError]) -> bool:
    return issubclass(error, errors.DocumentError | errors.InternalError)
