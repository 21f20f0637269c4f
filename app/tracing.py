"""Traces over OpenTelemetry: FastAPI's own span a request, and below it spans for queue, worker and stages.

Off unless CLEANCOPY_TRACING says otherwise, and the SDK is imported only then. Where traces go, which are
kept and what the service is called, the standard OTEL_ variables say, and the SDK reads them.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from opentelemetry import trace

from app import __version__
from app.errors import SettingsError

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer
    from starlette.types import Scope

    from app.workers.task import Cleaned

FLUSH_SECONDS = 2.0
"""How long the last spans may take to be sent once the service leaves."""

NANO = 1_000_000_000


def make_provider() -> TracerProvider:
    """What makes spans and sends them. Raises SettingsError if the extra `tracing` is not installed."""
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
        from opentelemetry.sdk.resources import OTELResourceDetector, Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

        from app.span_rules import WithoutQuery  # noqa: PLC0415
    except ImportError:
        raise SettingsError("CLEANCOPY_TRACING: needs the extra: pip install cleancopy[tracing]") from None
    ours = Resource.create({"service.name": "cleancopy", "service.version": __version__})
    provider = TracerProvider(resource=ours.merge(OTELResourceDetector().detect()), shutdown_on_exit=False)
    provider.add_span_processor(WithoutQuery())
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def telemetry(provider: TracerProvider | None, quiet: frozenset[str]) -> TelemetryConfig:
    """What FastAPI is to observe: requests, if they are traced, without those for the `quiet` paths.

    Not its own metrics and logs: ours say more, and its logs hold the messages of exceptions.
    """

    def is_quiet(scope: Scope) -> bool:
        return scope["path"] in quiet

    return {
        "tracing": provider is not None,
        "tracer_provider": provider,
        "metrics": False,
        "logs": False,
        "operation_spans": False,
        "auto_configure": False,
        "exclude": is_quiet,
    }


def shut_down(provider: TracerProvider) -> None:
    """Send what is left; a collector that does not answer holds nobody up."""
    last = threading.Thread(target=provider.shutdown, daemon=True)
    last.start()
    last.join(FLUSH_SECONDS)


def trace_id() -> str | None:
    """That of the request that is being answered, if somebody keeps its trace."""
    context = trace.get_current_span().get_span_context()
    return trace.format_trace_id(context.trace_id) if context.trace_flags.sampled else None


def describe(attributes: dict[str, str | None]) -> None:
    """Say something about the request in its span; what is None is left out."""
    span = trace.get_current_span()
    if span.is_recording():
        span.set_attributes({f"cleancopy.{name}": value for name, value in attributes.items() if value})


def add_stages(tracer: Tracer, submitted: int, queued: float, cleaned: Cleaned) -> None:
    """Add spans for what happened to a document, below that of its request, after the fact.

    `submitted` is Unix time in nanoseconds, `queued` in seconds. The worker is on the same machine, and so
    are its times.
    """
    if not trace.get_current_span().is_recording():
        return
    queue = tracer.start_span("queue", start_time=submitted)
    queue.end(submitted + int(queued * NANO))
    ends = {name: cleaned.began[name] + int(seconds * NANO) for name, seconds in cleaned.stages.items()}
    worker = tracer.start_span("worker", start_time=min(cleaned.began.values(), default=time.time_ns()))
    inside = trace.set_span_in_context(worker)
    for name, end in ends.items():
        tracer.start_span(name, context=inside, start_time=cleaned.began[name]).end(end)
    worker.end(max(ends.values(), default=None))
