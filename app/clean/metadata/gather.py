"""From the parsed tree to candidates: every source is asked once, in the order in which it is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.clean.attributes import read_attributes
from app.clean.metadata import (
    authors,
    byline,
    days,
    elements,
    jsonld,
    meta_tags,
    nearby,
    titles,
    url,
)
from app.clean.metadata.candidates import Candidate, Candidates
from app.clean.metadata.dates import Calendar
from app.clean.metadata.evidence import Evidence
from app.clean.metadata.region import day_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from app.clean.attributes import Attributes
    from app.clean.model import Page


def gather(tree: HtmlElement, page: Page, attributes: Attributes | None = None) -> Candidates:
    """Collect what the whole, untouched tree of a page says; the tree stays as it is.

    `attributes` are those of all elements, where they have been read.
    """
    found = elements.collect(read_attributes(tree) if attributes is None else attributes)
    tags = meta_tags.collect(_meta_pairs(found))
    urls = tuple(_urls(found, tags, page))
    address = next((c.value for c in urls if c.source == "request"), urls[0].value if urls else None)
    page_titles = tuple(line for element in found.page_titles if (line := elements.text(element)))
    named = [title.value for title in meta_tags.pick(tags, meta_tags.TITLES)] + list(page_titles)
    values = [value for script in found.scripts for value in jsonld.load(script.text or "")]
    described = jsonld.describe(values, named, address)
    languages = tuple(_languages(tree, tags, described))
    sites = tuple(_sites(tags, described, address))
    evidence = Evidence(
        elements=found,
        tags=tags,
        described=described,
        calendar=calendar(page, languages, address),
        address=address,
        sites=sites,
        known=frozenset(byline.fold(site.value) for site in sites),
        page_titles=page_titles,
    )
    stated = tuple(titles.stated(evidence))
    headlines, anchor = titles.shown(evidence, stated)
    dates, changes = days.candidates(evidence, anchor)
    people, organisations = authors.candidates(evidence, anchor)
    if not dates or not (people or organisations):
        called = {title.value for title in (*headlines, *stated)}
        around = nearby.lines(tree, evidence.calendar, anchor, called)
        dates = dates or [Candidate(line.published, "line") for line in around if line.published]
        people = people or [Candidate(line.names, "line") for line in around if line.names]
    if not people:
        people = authors.anywhere(tree, evidence, anchor)
    if not dates:
        dates = days.anywhere(evidence, anchor)
    return Candidates(
        headlines=headlines,
        titles=stated,
        dates=tuple(dates),
        changes=tuple(changes),
        people=tuple(people),
        organisations=tuple(organisations),
        site_names=evidence.sites,
        descriptions=(
            *(Candidate(text, "json-ld:description") for text in described.descriptions),
            *meta_tags.pick(tags, meta_tags.DESCRIPTIONS),
        ),
        bodies=tuple(Candidate(text, "json-ld:articleBody") for text in described.bodies),
        urls=urls,
        languages=languages,
    )


def calendar(page: Page, languages: tuple[str, ...], address: str | None) -> Calendar:
    """Return how to read the page's dates, from its language tags and its address."""
    language = languages[0].replace("_", "-").split("-")[0].lower() if languages else None
    return Calendar(page.fetched_at, day_first(languages, address), language)


def _meta_pairs(found: elements.Elements) -> Iterator[tuple[str, str]]:
    for meta in found.metas:
        if content := meta.get("content") or meta.get("value"):
            for key in ("property", "name", "itemprop", "http-equiv"):
                if name := meta.get(key):
                    yield str(name), str(content)


def _urls(found: elements.Elements, tags: meta_tags.Tags, page: Page) -> Iterator[Candidate[str]]:
    pairs: list[tuple[str | None, str]] = [
        (str(link.get("href") or ""), "link:canonical")
        for link in found.links
        if str(link.get("rel") or "").lower() == "canonical"
    ]
    pairs += [(value, "og:url") for value in tags.get("og:url", ())]
    pairs.append((page.url, "request"))
    for value, source in pairs:
        if value and url.is_address(value.strip()):
            yield Candidate(value.strip(), source)


def _languages(tree: HtmlElement, tags: meta_tags.Tags, described: jsonld.Described) -> Iterator[str]:
    root = tree.getroottree().getroot()
    for key in ("lang", "xml:lang"):
        if value := str(root.get(key) or "").strip():
            yield value
    for candidate in meta_tags.pick(tags, meta_tags.LANGUAGES):
        yield candidate.value
    yield from described.languages


def _sites(
    tags: meta_tags.Tags, described: jsonld.Described, address: str | None
) -> Iterator[Candidate[str]]:
    for candidate in meta_tags.pick(tags, meta_tags.SITES):
        if not candidate.value.startswith("http"):
            yield candidate
    yield from (Candidate(name, "json-ld:publisher") for name in described.site_names)
    if address:
        for name in url.site_names(address):
            yield Candidate(name, "url")
