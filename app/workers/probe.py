"""The documents that a worker cleans before it takes any of a caller's: they warm what loads lazily."""

from __future__ import annotations

from datetime import UTC, datetime

from app.clean.model import Document, InputKind

FETCHED_AT = datetime(2024, 5, 3, 12, tzinfo=UTC)

HTML = """<!doctype html><html lang="en"><head><title>Harbour reopens | The Example Post</title>
<meta property="article:published_time" content="2024-05-02T08:00:00+00:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Harbour reopens after the storm</h1>
<p class="byline">By Jane Doe</p>
<p>The old harbour opened again on Thursday, three weeks after the storm had closed it to every ship.</p>
<p>The harbour master said that the first ferry had left at dawn, with four hundred people on board.</p>
</article><footer><p>All rights reserved.</p></footer></body></html>"""

TEXT = """Harbour reopens after the storm
By Jane Doe
2 May 2024

The old harbour opened again on Thursday, three weeks after the storm had closed it to every ship.

The harbour master said that the first ferry had left at dawn, with more passengers than he had seen.
"""

PROBES = (
    Document(kind=InputKind.HTML, content=HTML.encode(), fetched_at=FETCHED_AT),
    Document(kind=InputKind.TEXT, content=TEXT, fetched_at=FETCHED_AT),
)
