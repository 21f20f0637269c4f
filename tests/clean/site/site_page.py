"""A page of an invented paper, and what the pipeline makes of it under the rules of its site."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.clean.model import Document, InputKind
from app.clean.pipeline import clean
from app.clean.rules import load_rules
from app.clean.score import load_scorer
from app.clean.site.folder import load_sites
from app.clean.site.sites import Sites

if TYPE_CHECKING:
    from app.clean.model import Article

FERRY = (
    "The old ferry crossed the strait for the last time on Tuesday evening. On board were the mayor, the "
    "school choir and a goat, and nobody could say afterwards who had brought it."
)
LAMPS = (
    "Hundreds of people had come to the quay with lamps, flasks and one accordion to see it land. They had "
    "been late for everything since the war, said the baker, and now there was nothing left to blame."
)
BRIDGE = (
    "From Wednesday on, a bridge of nine hundred metres takes all the traffic to the island. It has cost "
    "forty million and two elections, and it opens at six in the morning without a speech."
)
WEATHER = "On Thursday a wind from the west will reach the coast, and the islands will have rain until noon."

PAGE = f"""<!doctype html><html lang="en"><head><title>Ferry leaves | The Quay Post</title>
<meta property="article:published_time" content="2024-05-02T08:00:00+00:00">
<meta name="author" content="Nora Field"></head><body class="page">
<nav><a href="/">Home</a></nav>
<div id="story"><h1>Ferry leaves for good</h1>
<p class="by">By <a href="/a">Ann Ray</a> and <a>Tom Pell</a></p>
<p>{FERRY}</p><p>{LAMPS}</p><p>{BRIDGE}</p></div>
<div id="box"><h2 class="kicker">Last crossing</h2><p>{WEATHER}</p>
<span class="day">on 30 April 2024</span></div>
</body></html>"""

ADDRESS = "https://www.quaypost.example/ferry"

_scorer = cache(load_scorer)
_rules = cache(load_rules)


def cleaned(rules: str, html: str = PAGE, *, url: str | None = ADDRESS, **more: str) -> Article:
    """The article of a page with `rules` for quaypost.example, and `more` files by host."""
    with tempfile.TemporaryDirectory() as folder:
        for host, text in {"quaypost.example": rules, **more}.items():
            (Path(folder) / f"{host}.txt").write_text(text, encoding="utf-8")
        sites = load_sites(Path(folder))
    document = Document(InputKind.HTML, html, datetime(2024, 5, 3, 12, tzinfo=UTC), url=url)
    return clean(document, _rules(), _scorer(), sites=Sites(sites))


def struck(article: Article) -> dict[str, str]:
    """The rule that struck each block, by the text of the block."""
    return {entry.block.text: entry.mark.rule for entry in article.labels if entry.mark is not None}
