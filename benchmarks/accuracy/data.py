"""The sets: pages with gold, as bytes that were fetched or as text that a scraper made of them.

A set lies in `<data>/<set>/dev.jsonl`, one page a line: `id`, `url`, `page_type`, `html` (path of the gzipped
bytes) and `gold` with any of `title`, `authors`, `date`, `body`, `with`, `without`. Its texts lie in
`<data>/text/<set>.jsonl.gz`: `id`, `renderer`, `text`; they form the set `text/<set>`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLE = "article"
_TEXT = "text/"


@dataclass(frozen=True, slots=True)
class Gold:
    """What must come of a page. None, or an empty tuple, where the set does not say.

    `wanted` and `unwanted` are snippets that the body must and must not contain.
    """

    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    body: str | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One document of a set. `renderer` is what made a text of it; None for HTML.

    Either `path` names the gzipped bytes as fetched, or `text` is the document.
    """

    set: str
    id: str
    url: str | None
    page_type: str
    gold: Gold
    renderer: str | None = None
    path: Path | None = None
    text: str = ""

    @property
    def kind(self) -> str:
        """`html` or `text`."""
        return "html" if self.path else "text"

    @property
    def name(self) -> str:
        """What to call the sample in a listing."""
        return "/".join(part for part in (self.set, self.id, self.renderer) if part)

    @property
    def groups(self) -> tuple[str, ...]:
        """The rows of the table that the sample counts in: its set, or its type within the set.

        Only articles stand for their set. Texts count under their renderer, too.
        """
        group = self.set if self.page_type == ARTICLE else f"{self.set}:{self.page_type}"
        return (group,) if self.renderer is None else (group, f"text by {self.renderer}")

    def stored(self) -> bytes:
        """The gzipped bytes of an HTML sample, the UTF-8 of a text."""
        return self.path.read_bytes() if self.path else self.text.encode("utf-8", "surrogatepass")

    def content(self) -> bytes | str:
        """The document as a tool gets it: the bytes as fetched, or the text."""
        return gzip.decompress(self.stored()) if self.path else self.text

    def digest(self) -> str:
        """Names the input: a result may be used again for the same document at the same address only."""
        return hashlib.blake2b((self.url or "").encode() + b"\0" + self.stored(), digest_size=12).hexdigest()


def set_names(data: Path) -> list[str]:
    """Every set under `data`, HTML before text, by name."""
    html = sorted(path.parent.name for path in data.glob("*/dev.jsonl"))
    texts = sorted(path.name.removesuffix(".jsonl.gz") for path in data.glob("text/*.jsonl.gz"))
    return html + [_TEXT + name for name in texts]


def read(data: Path, name: str) -> Iterator[Sample]:
    """The samples of one set in the order of its file.

    Raises FileNotFoundError where there is no such set.
    """
    if not name.startswith(_TEXT):
        yield from _read_html(data, name)
        return
    pages = {sample.id: sample for sample in _read_html(data, name.removeprefix(_TEXT))}
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            page = pages[row["id"]]
            yield Sample(
                set=name,
                id=page.id,
                url=page.url,
                page_type=page.page_type,
                gold=page.gold,
                renderer=row["renderer"],
                text=row["text"],
            )


def _read_html(data: Path, name: str) -> Iterator[Sample]:
    with (data / name / "dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Sample(
                set=name,
                id=row["id"],
                url=row["url"],
                page_type=row["page_type"],
                gold=_gold(row["gold"]),
                path=data / name / row["html"],
            )


def _gold(row: dict[str, Any]) -> Gold:
    return Gold(
        title=row.get("title") or None,
        date=row.get("date") or None,
        authors=tuple(row.get("authors") or ()),
        body=row.get("body"),
        wanted=tuple(row.get("with") or ()),
        unwanted=tuple(row.get("without") or ()),
    )
