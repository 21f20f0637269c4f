"""The `meta` elements of a page, its `title` element, and which names carry which field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from app.clean.metadata.candidates import Candidate

Tags = Mapping[str, Sequence[str]]

# Longer contents hold no title, name or date.
MAX_CHARACTERS: Final = 1000

TITLES: Final = (
    "og:title", "citation_title", "twitter:title", "parsely-title", "sailthru.title", "dc.title",
    "dcterms.title", "headline", "title",
)  # fmt: skip
PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "bt:pubdate",
    "datepublished", "parsely-pub-date", "sailthru.date", "article.published", "article:published",
    "published_time_telegram", "article_date_original", "originalpublicationdate", "publish-date",
    "publish_date", "published-date", "publishdate", "pubdate", "pub_date", "publication_date",
    "publicationdate", "date_published", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "citation_publication_date", "citation_date", "citation_online_date", "prism.publicationdate",
    "dc.date.issued", "dcterms.issued", "dc.date.published", "analyticsattributes.articledate",
    "mediator_published_time", "shareaholic:article_published_time", "rnews:datepublished",
)  # fmt: skip
# Names that some sites use for the day of the last change, of the page or of the upload.
WEAKLY_PUBLISHED: Final = (
    "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "created", "article.created",
    "release_date", "ptime", "date",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "article.updated", "modified",
)  # fmt: skip
AUTHORS: Final = (
    "author", "article:author", "citation_author", "parsely-author", "sailthru.author",
    "cxenseparse:author", "dc.creator", "dcterms.creator", "dc.contributor", "byl", "article.author",
    "article:author_name", "og:author", "book:author", "mediator_author",
    "shareaholic:article_author_name", "rbauthors", "authors", "creator", "twitter:author",
    "analyticsattributes.author", "og:article:author",
)  # fmt: skip
SITES: Final = (
    "og:site_name", "application-name", "apple-mobile-web-app-title", "cre", "publisher", "dc.publisher",
    "article:publisher"
)  # fmt: skip
DESCRIPTIONS: Final = ("og:description", "description", "twitter:description", "dc.description")
LANGUAGES: Final = ("og:locale", "content-language", "language", "dc.language", "dcterms.language")


def collect(pairs: Iterator[tuple[str, str]]) -> Tags:
    """Gather names (casefolded) with all their non-empty contents, in page order."""
    tags: dict[str, list[str]] = {}
    for name, content in pairs:
        if text := " ".join(content[:MAX_CHARACTERS].split()):
            tags.setdefault(name.strip().casefold(), []).append(text)
    return tags


def pick(tags: Tags, names: Sequence[str]) -> Iterator[Candidate[str]]:
    """Yield the contents of the given names, best name first, each with its source."""
    for name in names:
        for content in tags.get(name, ()):
            yield Candidate(content, name if name.startswith("og:") else f"meta:{name}")


def labelled(tags: Tags, words: Sequence[str]) -> Iterator[Candidate[str]]:
    """Yield what Twitter cards show under a label such as "Written by"."""
    for number in ("1", "2"):
        label = " ".join(tags.get(f"twitter:label{number}", ())).casefold()
        if any(word in label for word in words):
            for content in tags.get(f"twitter:data{number}", ()):
                yield Candidate(content, f"meta:twitter:data{number}")
