"""The tools that are compared, each called as its own user would call it.

A tool gets the bytes as fetched (or the text) and the address, and nothing else: what it would fetch, it goes
without. A peer is imported when it is first called, so that one which is not installed costs nothing.
"""

from __future__ import annotations

from benchmarks.accuracy.tools import (
    boilerpy3,
    goose3,
    held_out,
    justext,
    lines,
    news_please,
    newspaper4k,
    ours,
    readability,
    resiliparse,
    trafilatura,
)
from benchmarks.accuracy.tools.tool import Tool

_HTML, _TEXT = frozenset({"html"}), frozenset({"text"})
_BODY = frozenset({"body"})
_ALL_FIELDS = frozenset({"body", "title", "date", "authors"})
_TRAFILATURA = ("trafilatura", "htmldate", "lxml", "python-dateutil")

TOOLS = {
    tool.name: tool
    for tool in (
        Tool("ours", _HTML | _TEXT, _ALL_FIELDS, ours.clean, digest=ours.digest, load=ours.load),
        Tool(
            "ours-held-out",
            _HTML | _TEXT,
            _ALL_FIELDS,
            held_out.clean,
            digest=held_out.digest,
            needs=held_out.MODELS,
            load=ours.load,
        ),
        Tool("trafilatura", _HTML, _ALL_FIELDS, trafilatura.default, _TRAFILATURA),
        Tool("trafilatura-fast", _HTML, _ALL_FIELDS, trafilatura.fast, _TRAFILATURA),
        Tool("trafilatura-precision", _HTML, _ALL_FIELDS, trafilatura.precision, _TRAFILATURA),
        Tool("newspaper4k", _HTML, _ALL_FIELDS, newspaper4k.page, ("newspaper4k", "lxml", "w3lib")),
        Tool(
            "news-please",
            _HTML,
            _ALL_FIELDS,
            news_please.page,
            ("news-please", "newspaper4k", "readability-lxml", "lxml", "w3lib"),
        ),
        Tool(
            "readability-lxml",
            _HTML,
            _BODY | {"title", "authors"},
            readability.page,
            ("readability-lxml", "lxml", "resiliparse"),
        ),
        Tool("goose3", _HTML, _ALL_FIELDS, goose3.page, ("goose3", "lxml", "w3lib")),
        Tool("justext", _HTML, _BODY, justext.page, ("justext", "lxml")),
        Tool("boilerpy3", _HTML, _BODY | {"title"}, boilerpy3.page, ("boilerpy3", "w3lib")),
        Tool("resiliparse", _HTML, _BODY, resiliparse.page, ("resiliparse",)),
        Tool("as-is", _TEXT, _BODY, lines.as_is),
        Tool("c4-lines", _TEXT, _BODY, lines.c4),
        Tool("trafilatura-lines", _TEXT, _BODY, trafilatura.wrapped, ("trafilatura", "lxml")),
        Tool("justext-lines", _TEXT, _BODY, justext.wrapped, ("justext", "lxml")),
    )
}
