"""A page fixture: the folder tests/pages/<slug>/ read as one request and the answer it must get.

docs/fixtures.md describes the files of a folder.
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any, ClassVar

import brotli
import yaml

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGES = Path(__file__).parent / "pages"

ANSWER_FIELDS = (
    "title", "date", "author", "authors", "published_at", "modified_at", "site_name", "url", "language",
    "verdict", "sources", "warnings", "body", "struck",
)  # fmt: skip
# Of a page that is there for its verdict.
JUDGED_FIELDS = ("language", "verdict", "evidence")
ERROR_FIELDS = ("status", "code")

# What of request.yaml goes to the service as an option of the document; the rest says how it is sent.
OPTIONS = ("url", "fetched_at", "explain", "format")

COMPRESS = {
    "gzip": lambda raw: gzip.compress(raw, mtime=0),
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


class _Loader(yaml.SafeLoader):
    """YAML in which a date is the text that stands there."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True, slots=True)
class PageFixture:
    """One folder. `source` is the document's bytes, `request` and `expected` are the YAML files."""

    slug: str
    source: bytes
    request: dict[str, Any]
    expected: dict[str, Any]

    def options(self) -> dict[str, Any]:
        """The options of the document, as request.yaml gives them."""
        return {name: self.request[name] for name in OPTIONS if name in self.request}

    def http_request(self) -> dict[str, Any]:
        """The keyword arguments of httpx's `post`: headers, params, content."""
        media_type = self.request["media_type"]
        headers, params, content = {"Content-Type": media_type}, self.options(), self.source
        if self.request["send"] == "json":
            header = Message()
            header["Content-Type"] = media_type
            field = "html" if "html" in header.get_content_type() else "text"
            text = self.source.decode(header.get_content_charset("utf-8"))
            headers, params = {"Content-Type": "application/json"}, {}
            content = json.dumps({field: text, **self.options()}).encode()
        if encoding := self.request.get("encoding"):
            headers["Content-Encoding"] = encoding
            content = COMPRESS[encoding](content)
        return {"headers": headers, "params": params, "content": content}


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in one YAML file, dates as strings."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (derives from SafeLoader)


def comparable(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as expected.yaml states it: struck blocks by order, without their positions, and what led to
    the verdict without its counts."""
    struck = answer.get("struck") or []
    return answer | {
        "struck": [{key: block[key] for key in ("text", "kind", "rule")} for block in struck],
        "evidence": [name for name in answer.get("evidence") or [] if ":" not in name],
    }


def load_page(slug: str) -> PageFixture:
    """Read one folder. Raises ValueError unless it holds exactly one source file."""
    folder = PAGES / slug
    (source,) = folder.glob("source.*")
    return PageFixture(
        slug, source.read_bytes(), read_yaml(folder / "request.yaml"), read_yaml(folder / "expected.yaml")
    )


def all_pages() -> list[PageFixture]:
    """Every folder of tests/pages, by name."""
    return [load_page(folder.name) for folder in sorted(PAGES.iterdir()) if folder.is_dir()]
