"""The floors of accuracy: what was reached on the fixed sample, and what each document of it had then."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from benchmarks.accuracy.metrics import bootstrap
from benchmarks.accuracy.score import METRICS, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.accuracy.data import Sample
    from benchmarks.accuracy.store import Result

#: Metrics with a floor, by kind of input; texts by renderer have one for the body.
_METRICS = {
    "html": ("body", "snippets", "title", "date", "authors"),
    "text": ("body", "title", "date", "authors"),
}
#: A floor lies so far under what was reached: half a page of two hundred and fifty.
_ROOM = 0.002


@dataclass(slots=True)
class Floors:
    """The file of floors.

    `sample`  documents a set, of a set of texts documents a renderer.
    `floors`  group -> metric -> floor. A group is a kind of input, or the texts by one renderer.
    `pages`   metric -> digest of a document's name -> its score when the floors were last set.
    """

    sample: dict[str, int]
    floors: dict[str, dict[str, float]] = field(default_factory=dict)
    pages: dict[str, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Floors:
        """The floors as they were written."""
        found = json.loads(path.read_text(encoding="utf-8"))
        return cls(found["sample"], found.get("floors", {}), found.get("pages", {}))

    def write(self, path: Path) -> None:
        """A file that is read by people: what changed shows line by line."""
        head = {"sample": self.sample, "floors": self.floors}
        body = json.dumps(head, indent=1, ensure_ascii=False)[:-2]
        pages = ",\n".join(
            f"  {json.dumps(name)}: {json.dumps(of)}" for name, of in sorted(self.pages.items())
        )
        path.write_text(f'{body},\n "pages": {{\n{pages}\n }}\n}}\n', encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Check:
    """One metric of one group beside its floor, None if it has none yet.

    `lost`  documents by what they lost since the floors were set, most first: name, score then, score now.
    """

    group: str
    metric: str
    floor: float | None
    figure: Figure
    lost: tuple[tuple[str, float, float], ...]

    @property
    def fell(self) -> bool:
        """Whether the metric is below its floor."""
        return self.floor is not None and self.figure.value < self.floor


def checks(floors: Floors, found: Iterable[tuple[Sample, Result]]) -> Iterator[Check]:
    """Every metric that has a floor, or should have one."""
    documents = list(found)
    groups: dict[str, tuple[str, ...]] = dict(_METRICS)
    groups |= {f"text by {renderer}": ("body",) for renderer in sorted(_renderers(documents))}
    for group, names in groups.items():
        members = [one for one in documents if group in (one[0].kind, f"text by {one[0].renderer}")]
        for name in names:
            metric = METRICS[name]
            pages = [
                (sample, components)
                for sample, result in members
                if (components := metric.page(sample.gold, result.output)) is not None
            ]
            if not pages:
                continue
            columns = [components for _, components in pages]
            value = metric.combine([math.fsum(column) / len(pages) for column in zip(*columns, strict=True)])
            figure = Figure(value, *bootstrap(columns, metric.combine), len(pages))
            lost = [
                (sample.name, before, now)
                for sample, components in pages
                if (before := floors.pages.get(key(sample), {}).get(name)) is not None
                and (now := metric.combine(components)) < before - 0.0005
            ]
            lost.sort(key=lambda one: one[2] - one[1])
            yield Check(group, name, floors.floors.get(group, {}).get(name), figure, tuple(lost))


def scores(found: Iterable[tuple[Sample, Result]]) -> dict[str, dict[str, float]]:
    """What each document has now, by the digest of its name."""
    return {
        key(sample): {
            name: round(value, 3)
            for name in _METRICS[sample.kind]
            if (value := METRICS[name].of_page(sample.gold, result.output)) is not None
        }
        for sample, result in found
    }


def key(sample: Sample) -> str:
    """Stands for a document: names of pages do not belong in this project."""
    return blake2b(sample.name.encode(), digest_size=6).hexdigest()


def floor_for(figure: Figure) -> float:
    """The floor that a figure can hold: a little under it, in thousandths."""
    return max(0.0, math.floor((figure.value - _ROOM) * 1000) / 1000)


def _renderers(found: Iterable[tuple[Sample, Result]]) -> set[str]:
    return {sample.renderer for sample, _ in found if sample.renderer}
