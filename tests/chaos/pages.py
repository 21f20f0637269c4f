"""What the suite sends: pages made by hand, each with words of its own, or those of a folder with sets."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from random import Random
from typing import TYPE_CHECKING

from benchmarks.accuracy import data

if TYPE_CHECKING:
    from pathlib import Path

PLACES = (
    "Ashcombe Brackmere Coldhaven Dunlow Easterby Fernholt Gullside Highmoor Inverley Juniper-Cross".split()
)
PEOPLE = "Jane Doe,John Roe,Ada Penrose,Tomas Lind,Mira Kestrel,Otto Brandt,Lena Ford,Samuel Okoro".split(",")
SUBJECTS = (
    "The council,The harbour master,A spokesman for the ferry,The library,The oldest baker,The school".split(
        ","
    )
)
DEEDS = (
    "said that the work on the eastern pier would take until the spring",
    "asked the neighbours to bring their boats in before the storm",
    "found no reason why the bridge should stay closed for another week",
    "counted four hundred people who had come to see the lanterns",
    "promised to mend the clock above the market before the winter fair",
    "remembered a year in which the river had frozen over twice",
)
CHROME = """<nav><ul>{links}</ul></nav><aside class="related"><h3>More stories</h3><ul>{links}</ul></aside>"""
LINK = '<li><a href="/{place}/{number}">{place}: what the week brought</a></li>'


@dataclass(frozen=True, slots=True)
class Page:
    """One document as it goes over the wire: the path with its options, headers, and the body's bytes."""

    name: str
    body: bytes
    content_type: str = "text/html"
    encoding: str = ""

    @property
    def path(self) -> str:
        """Where it is posted. The time of its fetch is fixed: its answer must not depend on the clock."""
        return "/clean?fetched_at=2024-05-03T12:00:00Z&explain=true"

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say what the body is."""
        named = {"Content-Type": self.content_type}
        return named | ({"Content-Encoding": self.encoding} if self.encoding else {})


def made(count: int, paragraphs: int = 40) -> list[Page]:
    """So many different news pages of some `paragraphs`; every fourth is text, every fourth gzipped."""
    return [_made(number, paragraphs) for number in range(count)]


def of_folder(folder: Path, count: int) -> list[Page]:
    """The first `count` pages of the sets in a folder, in turn from each set, as their stored gzip."""
    sets = [data.read(folder, name) for name in data.set_names(folder) if not name.startswith("text/")]
    in_turn = chain.from_iterable(zip_longest(*sets))
    pages = (Page(each.name, each.stored(), encoding="gzip") for each in in_turn if each is not None)
    return list(islice(pages, count))


def _made(number: int, paragraphs: int) -> Page:
    random = Random(number)  # noqa: S311 - the same pages in every run
    place, author = random.choice(PLACES), random.choice(PEOPLE)
    headline = f"{place} opens its gate number {number} to the sea"
    texts = [_paragraph(random, number) for _ in range(random.randint(paragraphs // 2, paragraphs * 3 // 2))]
    if number % 4 == 3:
        text = "\n\n".join((headline, f"By {author}", "2 May 2024", *texts))
        return Page(f"text-{number}", text.encode(), "text/plain; charset=utf-8")
    links = "".join(LINK.format(place=random.choice(PLACES), number=each) for each in range(30))
    page = (
        f"<!doctype html><html lang=en><head><title>{headline} | The Example Post</title>"
        f'<meta property="article:published_time" content="2024-05-02T08:{number % 60:02}:00+00:00"></head>'
        f"<body>{CHROME.format(links=links)}<article><h1>{headline}</h1><p class=byline>By {author}</p>"
        + "".join(f"<p>{text}</p>" for text in texts)
        + "</article><footer><p>All rights reserved.</p></footer></body></html>"
    ).encode()
    if number % 4 == 2:
        return Page(f"gzip-{number}", gzip.compress(page, mtime=0), encoding="gzip")
    return Page(f"html-{number}", page)


def _paragraph(random: Random, number: int) -> str:
    said = (f"{random.choice(SUBJECTS)} of {random.choice(PLACES)} {random.choice(DEEDS)}" for _ in range(4))
    return f"{'. '.join(said)}, as note {number} of day {random.randint(1, 9999)} has it."
