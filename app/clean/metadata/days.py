"""Candidates for the day of publication and of the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.clean.metadata import meta_tags, microdata, times, url
from app.clean.metadata.candidates import Candidate
from app.clean.metadata.date_words import CHANGED, PUBLISHED
from app.clean.metadata.dates import Moment, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.clean.metadata.dates import Calendar
    from app.clean.metadata.evidence import Anchor, Evidence


def candidates(evidence: Evidence, anchor: Anchor) -> tuple[list[Candidate[Moment]], list[Candidate[Moment]]]:
    """Return the days of publication and those of change, most trusted first."""
    items = evidence.elements.items
    described = evidence.described
    structured = [Candidate(line, "json-ld:datePublished") for line in described.published]
    meta = list(meta_tags.pick(evidence.tags, meta_tags.PUBLISHED))
    marked = [
        Candidate(microdata.value(element), "microdata:datePublished")
        for _, _, element in microdata.properties(items, ("datepublished", "published_time"))
    ]
    order = [*structured, *meta, *marked] if described.is_article else [*meta, *marked, *structured]
    seen = times.near(evidence.elements, evidence.calendar, anchor)
    published = _read(order, evidence.calendar)
    published += [Candidate(one.moment, one.source) for one in seen if not one.changed]
    published += _read(meta_tags.pick(evidence.tags, meta_tags.WEAKLY_PUBLISHED), evidence.calendar)
    if evidence.address and (moment := url.published(evidence.address, evidence.calendar)) is not None:
        published.append(Candidate(moment, "url"))
    changes = [Candidate(line, "json-ld:dateModified") for line in described.modified]
    changes += meta_tags.pick(evidence.tags, meta_tags.MODIFIED)
    changes += [
        Candidate(microdata.value(element), "microdata:dateModified")
        for _, _, element in microdata.properties(items, ("datemodified",))
    ]
    changed = _read(changes, evidence.calendar)
    changed += [Candidate(one.moment, one.source) for one in seen if one.changed]
    return published, changed


def anywhere(evidence: Evidence, anchor: Anchor) -> list[Candidate[Moment]]:
    """Return the days that a page gives far from its headline or under names of its own.

    For pages that give none nearer: tags whose name speaks of publication, the only day in time elements.
    """
    tags = (
        Candidate(value, f"meta:{name}")
        for name, values in evidence.tags.items()
        if PUBLISHED.search(name) and not CHANGED.search(name)
        for value in values
    )
    if found := _read(tags, evidence.calendar):
        return found
    seen = times.elsewhere(evidence.elements, evidence.calendar, anchor)
    return [Candidate(moment, "time-element") for moment in seen[:1] if len({m.day for m in seen}) == 1]


def _read(lines: Iterable[Candidate[str]], calendar: Calendar) -> list[Candidate[Moment]]:
    moments = ((line.source, read(line.value, calendar)) for line in lines)
    return [Candidate(moment, source) for source, moment in moments if moment is not None]
