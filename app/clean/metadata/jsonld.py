"""schema.org in JSON-LD: from the scripts of a page to the one object that describes its article.

Live pages wrap their JSON in CDATA, end lists with commas, put raw newlines into strings or escape the whole
as HTML. A few repairs read all but a handful; what stays broken gives up single fields by pattern.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from app.clean.scalars import scalars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Json = dict[str, object]

MAX_CHARACTERS: Final = 2_000_000
MAX_DEPTH: Final = 12
MAX_OBJECTS: Final = 400

# Best first. A page about one thing may carry its video or its recipe beside the article.
_ARTICLES: Final = re.compile(
    r"(?:Article|BlogPosting|LiveBlogPosting|Report|Posting|Review|AnalysisNewsArticle|"
    r"OpinionNewsArticle)$"
)
_OTHERS: Final = (
    "Recipe",
    "HowTo",
    "QAPage",
    "Question",
    "FAQPage",
    "PodcastEpisode",
    "CreativeWork",
    "Event",
    "Book",
)
_PAGES: Final = ("WebPage", "ItemPage", "AboutPage", "MedicalWebPage", "CollectionPage")
_VIDEO: Final = ("VideoObject", "AudioObject")
# What hangs under these keys is another work than the page's own.
_FOREIGN: Final = frozenset(
    (
        "author", "creator", "publisher", "isPartOf", "hasPart", "itemListElement", "relatedLink",
        "mentions", "about", "comment", "review", "image", "associatedMedia", "video", "citation",
        "isBasedOn", "breadcrumb", "potentialAction", "reviews", "suggestedAnswer", "acceptedAnswer",
        "itemReviewed", "sourceOrganization", "subjectOf", "significantLink", "liveBlogUpdate",
        "blogPost", "workExample", "primaryImageOfPage", "thumbnail", "logo", "contributor", "editor",
    )
)  # fmt: skip
# CDATA sections and comments around the JSON. Each is looked for from its own mark on, not from white space.
_HEAD: Final = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?")
_TAIL: Final = re.compile(r"(?:\]\]>|-->)\s*(?:\*/)?$")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_FIELD: Final = re.compile(
    r'"(?P<key>headline|datePublished|dateModified)"\s*:\s*"(?P<value>(?:[^"\\\n]|\\.){1,400})"'
)


@dataclass(frozen=True, slots=True)
class Described:
    """What JSON-LD says about the page's article; empty fields where it is silent.

    `people` and `organisations` are the authors as written; `type` is the schema.org type they come from.
    """

    type: str = ""
    headlines: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    site_names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()

    @property
    def is_article(self) -> bool:
        """Whether the object is an article rather than the page or a medium that carries it."""
        return bool(_ARTICLES.search(self.type))


def load(script: str) -> list[object]:
    """Return the JSON values in a script element, repaired as far as a few safe repairs go."""
    if len(script) > MAX_CHARACTERS:
        return []
    text = _unwrapped(script.strip()).strip().rstrip(";").lstrip("\ufeff")
    for attempt in _repairs(text):
        try:
            return [json.loads(attempt, strict=False)]
        except (ValueError, RecursionError):
            continue
    return _several(text) or _salvaged(text)


def _unwrapped(text: str) -> str:
    if head := _HEAD.match(text):
        text = text[head.end() :]
    if tail := _TAIL.search(text):
        text = text[: tail.start()].rstrip().removesuffix("//").removesuffix("/*")
    return text


def _repairs(text: str) -> Iterator[str]:
    yield text
    yield _TRAILING_COMMA.sub(r"\1", text)
    if "&quot;" in text or "&#34;" in text:
        yield html.unescape(text)
    if '{\\"' in text:
        yield text.replace('\\"', '"').replace("\\/", "/")


def _several(text: str) -> list[object]:
    """Read objects that stand one after the other, with or without commas."""
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    position = 0
    while (position := text.find("{", position)) >= 0 and len(values) < MAX_OBJECTS:
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return []
        values.append(value)
    return values


def _salvaged(text: str) -> list[object]:
    """Pick the plain fields out of an object that no repair makes valid, if it describes one article only."""
    fields: Json = {"@type": "Article"}
    for match in _FIELD.finditer(text):
        fields.setdefault(match["key"], html.unescape(match["value"]))
    return [fields] if len(fields) > 1 and text.count('"datePublished"') <= 1 else []


def _types(item: Json) -> list[str]:
    kind = item.get("@type")
    values = kind if isinstance(kind, list) else [kind]
    return [v.rsplit("/", 1)[-1].removeprefix("schema:") for v in values if isinstance(v, str)]


def _id(item: Json) -> str:
    """The name that other objects refer to this one by, or ""."""
    name = item.get("@id")
    return str(name) if isinstance(name, str | int) else ""


def _walk(value: object, depth: int, own: bool) -> Iterator[tuple[Json, bool]]:
    """Yield every object with whether it stands for the page itself rather than for something it mentions."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1, own)
    elif isinstance(value, dict):
        yield value, own
        for key, item in value.items():
            if isinstance(item, dict | list):
                yield from _walk(item, depth + 1, own and key not in _FOREIGN)


def _rank(item: Json) -> int | None:
    types = _types(item)
    if any(_ARTICLES.search(t) for t in types):
        return 0
    for rank, group in enumerate((_OTHERS, _PAGES, _VIDEO), 1):
        if any(t in group for t in types):
            return rank
    return None


def texts(value: object, depth: int = 0) -> tuple[str, ...]:
    """Return the strings in a string, a number, a list of strings, or an object with `@value`.

    What is wrapped more than MAX_DEPTH times is passed over.
    """
    if depth > MAX_DEPTH:
        return ()
    if isinstance(value, str):
        stripped = scalars(html.unescape(value)).strip()
        return (stripped,) if stripped else ()
    if isinstance(value, int) and not isinstance(value, bool):
        return (str(value),)
    if isinstance(value, list):
        return tuple(text for item in value[:50] for text in texts(item, depth + 1))
    if isinstance(value, dict):
        return texts(value.get("@value", value.get("name")), depth + 1)
    return ()


def _authors(value: object, by_id: dict[str, Json], depth: int = 0) -> tuple[list[str], list[str]]:
    people: list[str] = []
    organisations: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        author = item
        if isinstance(author, dict) and "name" not in author:
            author = by_id.get(_id(author), author)
        if isinstance(author, list):
            more, others = _authors(author, by_id, depth + 1) if depth < MAX_DEPTH else ([], [])
            people += more
            organisations += others
            continue
        is_organisation = isinstance(author, dict) and any("Organization" in t for t in _types(author))
        (organisations if is_organisation else people).extend(texts(author))
    return people, organisations


def describe(values: Sequence[object], titles: Sequence[str], address: str | None) -> Described:
    """Choose the object that is the page's article and read its fields.

    Several articles on a page are told apart by `address` (the page's URL) and by `titles`, what the page is
    called elsewhere; among equals the first wins.
    """
    every = (pair for value in values for pair in _walk(value, 0, own=True))
    objects = list(islice(every, MAX_OBJECTS))
    by_id = {name: item for item, _ in objects if (name := _id(item)) and len(item) > 1}
    ranked = [
        (rank, -_agreement(item, titles, address), order, item)
        for order, (item, own) in enumerate(objects)
        if own and (rank := _rank(item)) is not None
    ]
    sites = tuple(
        name
        for item, own in objects
        if own
        for key in ("publisher", "sourceOrganization")
        for name in _names(item.get(key), by_id)
    ) + tuple(
        name for item, own in objects if own and "WebSite" in _types(item) for name in texts(item.get("name"))
    )
    if not ranked:
        return Described(site_names=sites)
    ranked.sort(key=lambda entry: entry[:3])
    main = ranked[0][3]
    chain = [main] + [item for rank, _, _, item in ranked[1:] if rank > 0 and ranked[0][0] < rank < 3]
    people: list[str] = []
    organisations: list[str] = []
    for key in ("author", "creator"):
        if not people:
            people, others = _authors(main.get(key), by_id) if key in main else ([], [])
            organisations += others
    return Described(
        type=next(iter(_types(main)), ""),
        headlines=_first(chain[:1], ("headline", "name", "title")) + texts(main.get("alternativeHeadline")),
        published=_first(chain, ("datePublished", "dateCreated", "uploadDate")),
        modified=_first(chain, ("dateModified",)),
        people=tuple(people),
        organisations=tuple(organisations),
        site_names=sites,
        urls=_first(chain[:1], ("url", "mainEntityOfPage", "@id")),
        languages=_first(chain, ("inLanguage",)),
        descriptions=_first(chain[:1], ("description",)),
        bodies=_first(chain[:1], ("articleBody", "text")),
    )


def _names(value: object, by_id: dict[str, Json]) -> tuple[str, ...]:
    if isinstance(value, dict) and "name" not in value:
        value = by_id.get(_id(value), value)
    return texts(value) if isinstance(value, dict | list) else ()


def _first(items: Sequence[Json], keys: Sequence[str]) -> tuple[str, ...]:
    return next((found for item in items for key in keys if (found := texts(item.get(key)))), ())


def _agreement(item: Json, titles: Sequence[str], address: str | None) -> int:
    """Count what ties an object to this page: its address, its headline."""
    score = 0
    if address:
        links = [item.get("url"), item.get("@id"), item.get("mainEntityOfPage")]
        plain = [link.get("@id") if isinstance(link, dict) else link for link in links]
        bare = address.split("#")[0].split("?")[0].rstrip("/").rsplit("://", 1)[-1]
        if any(isinstance(link, str) and bare and bare in link for link in plain):
            score += 1
    headlines = [h.casefold()[:60] for h in texts(item.get("headline")) + texts(item.get("name"))]
    if any(h and h in t.casefold() for h in headlines for t in titles):
        score += 2
    return score
