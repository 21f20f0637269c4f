"""What must not leave with a span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry.sdk.trace import SpanProcessor

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import Span

QUERY = "url.query"


class WithoutQuery(SpanProcessor):
    """Takes the query out of the span of a request: it holds the address of the page."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        """FastAPI starts the span with it, and an attribute can be written over but not taken back."""
        if span.attributes and QUERY in span.attributes:
            span.set_attribute(QUERY, "REDACTED")
