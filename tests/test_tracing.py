"""Traces: a span a request, its stages below, going on with the trace of the caller, and no query in any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.clean.pipeline import STAGES
from tests.collector import Collector, attributes
from tests.running import RunningService
from tests.workers.documents import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from opentelemetry.proto.trace.v1.trace_pb2 import Span

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"
PAGE = f"<html><body><article><h1>Harbour</h1>{SHORT}</article></body></html>"


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    """What a collector has once a service with tracing has answered some requests and left."""
    with Collector() as collector, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
        patch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=tests")
        with RunningService(tmp_path_factory.mktemp("traced") / "log", workers=1, tracing=True) as service:
            service.client.post(
                "/clean?url=https://news.example/secret",
                content=PAGE,
                headers={"Content-Type": "text/html", "traceparent": f"00-{TRACE}-{PARENT}-01"},
            )
            service.client.post("/clean", content=b"GIF89a", headers={"Content-Type": "image/gif"})
        yield collector


def document(collector: Collector) -> Span:
    """The span of the request that was cleaned."""
    return next(span for span in collector.spans if span.parent_span_id.hex() == PARENT)


def test_a_request_goes_on_with_the_trace_of_its_caller(traced: Collector) -> None:
    span = document(traced)

    assert (span.name, span.trace_id.hex()) == ("POST /clean", TRACE)


def test_the_span_of_a_document_says_what_became_of_it(traced: Collector) -> None:
    said = attributes(document(traced))

    assert said["cleancopy.request_id"] == TRACE
    assert said["cleancopy.kind"] == "html"
    assert said["cleancopy.verdict"] == "article"


def test_the_stages_lie_below_their_worker_and_that_below_the_request(traced: Collector) -> None:
    queue, worker = traced.below(document(traced))
    stages = [span.name for span in traced.below(worker)]

    assert (queue.name, worker.name) == ("queue", "worker")
    assert stages == [name for name in STAGES if name in stages]
    assert {"decode", "parse", "label", "render"} <= set(stages)


def test_each_span_lies_within_its_parent(traced: Collector) -> None:
    request = document(traced)
    _, worker = traced.below(request)
    for parent, child in ((request, worker), *((worker, stage) for stage in traced.below(worker))):
        assert parent.start_time_unix_nano <= child.start_time_unix_nano
        assert child.start_time_unix_nano <= child.end_time_unix_nano <= parent.end_time_unix_nano


def test_a_refused_request_says_its_code(traced: Collector) -> None:
    assert "unsupported_media_type" in {attributes(span).get("cleancopy.code") for span in traced.spans}


def test_no_span_holds_the_query_of_a_request(traced: Collector) -> None:
    assert attributes(document(traced))["url.query"] == "REDACTED"
    assert "secret" not in str(traced.spans)


def test_health_and_metrics_are_not_traced(traced: Collector) -> None:
    assert {span.name for span in traced.spans if not span.parent_span_id} == {"POST /clean"}


def test_the_service_is_named_and_the_environment_may_add_to_that(traced: Collector) -> None:
    named = attributes(traced.resources[0])

    assert named["service.name"] == "cleancopy"
    assert named["deployment.environment.name"] == "tests"


def test_nothing_is_sent_unless_it_is_asked_for(
    start: Callable[..., RunningService], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Collector() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
        service = start(workers=1)
        service.clean(text=SHORT)
        service.process.terminate()
        service.process.wait(30)

    assert collector.spans == []


def test_a_collector_that_is_gone_does_not_hold_up_the_end(
    start: Callable[..., RunningService], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    service = start(workers=1, tracing=True)

    assert service.clean(text=SHORT).status_code == 200
    service.process.terminate()

    assert service.process.wait(30) == 0
