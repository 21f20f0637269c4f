"""How the models that choose title, day and authors of a page are made and judged.

The command is `python -m training.choices`; the models are those of HTML, in `app/clean/metadata`.

Each page's options make a softmax, with a zero for "none of them" beside them while the model learns. Learned
on the articles of all sets that have the field, judged on folds by domain that the model never saw, beside
the share that a perfect choice would have. `--write` writes the weights of a fit to all folds.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from app.clean.decode import decode
from app.clean.metadata import (
    byline,
    choice,
    day_choice,
    gather,
    read_header,
    signer_choice,
    title_choice,
)
from app.clean.model import Document, InputKind
from app.clean.narrow import cuts
from app.clean.parse import parse
from app.clean.segment import segment_markup
from benchmarks.accuracy.data import ARTICLE, Sample, read
from benchmarks.accuracy.metrics import author_f1, comparable
from benchmarks.accuracy.tools.ours import FETCHED_AT
from training.folds import FOLDS, domain, fold
from training.softmax import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.clean.metadata.candidates import Candidates
    from app.clean.metadata.choice import Traits, Weights

FOLDER: Final = Path(__file__).parents[1] / "app/clean/metadata"
_SETS: Final = ("aed", "fundus", "wcxb", "tra", "htmldate", "postlight")
_JUDGED: Final = _SETS[:5]


@dataclass(frozen=True, slots=True)
class Example:
    """The options of one page: their traits, and how right each is."""

    set: str
    fold: int
    traits: Sequence[Traits]
    right: Sequence[float]


def main() -> None:
    """Fit and judge by folds; with --write, fit all and write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="write the weights into app/clean/metadata")
    options = parser.parse_args()
    titles: list[Example] = []
    days: list[Example] = []
    signers: list[Example] = []
    for sample, candidates in _pages(options.data):
        if sample.gold.title:
            titles.append(_title(sample, candidates))
        if sample.gold.date:
            days.append(_day(sample, candidates))
        if sample.gold.authors:
            signers.append(_signers(sample, candidates))
    for field, examples, lengths, file in (
        ("title", titles, title_choice.TRAITS, title_choice.FILE),
        ("date", days, day_choice.TRAITS, day_choice.FILE),
        ("authors", signers, signer_choice.TRAITS, signer_choice.FILE),
    ):
        models = [
            _fit([example for example in examples if example.fold != number], lengths)
            for number in range(FOLDS)
        ]
        _report(field, examples, models)
        if options.write:
            rows = dict(zip(lengths, _fit(examples, lengths), strict=True))
            (FOLDER / file).write_text(json.dumps(rows) + "\n", encoding="utf-8")


def _pages(data: Path) -> Iterator[tuple[Sample, Candidates]]:
    for name in _SETS:
        for sample in read(data, name):
            if sample.page_type == ARTICLE and (sample.gold.title or sample.gold.date or sample.gold.authors):
                yield sample, _candidates(sample)


def _candidates(sample: Sample) -> Candidates:
    page = decode(Document(InputKind.HTML, sample.content(), FETCHED_AT, sample.url))
    root = parse(page.text)
    candidates = gather(root, page)
    language = candidates.languages[0][:2].lower() if candidates.languages else None
    header = read_header(segment_markup(root, cuts(root)), page, set(), language)
    return candidates + header.candidates


def _title(sample: Sample, candidates: Candidates) -> Example:
    sites = [site.value for site in candidates.site_names]
    found = title_choice.options(candidates, sites, sample.url)
    gold = comparable(sample.gold.title or "")
    return _example(
        sample, [one.traits for one in found], [float(comparable(one.value) == gold) for one in found]
    )


def _day(sample: Sample, candidates: Candidates) -> Example:
    found = day_choice.options(candidates.dates, candidates.changes)
    gold = (sample.gold.date or "")[:10]
    return _example(
        sample, [one.traits for one in found], [float(one.value.day.isoformat() == gold) for one in found]
    )


def _signers(sample: Sample, candidates: Candidates) -> Example:
    known = {byline.fold(site.value) for site in candidates.site_names}
    found = signer_choice.options(candidates, known)
    return _example(
        sample, [one.traits for one in found], [author_f1(sample.gold.authors, one.value) for one in found]
    )


def _example(sample: Sample, traits: Sequence[Traits], right: Sequence[float]) -> Example:
    return Example(sample.set, fold(domain(sample.url, sample.id)), traits, right)


def _fit(examples: Sequence[Example], lengths: Mapping[str, int]) -> Weights:
    offsets = np.cumsum([0, *lengths.values()])
    learned = [example for example in examples if example.traits]
    columns = np.array([traits for example in learned for traits in example.traits]) + offsets[:-1]
    owners = np.repeat(np.arange(len(learned)), [len(example.traits) for example in learned])
    right = np.array([share for example in learned for share in example.right])
    weights = np.round(fit(columns, owners, right, int(offsets[-1])), 3)
    return tuple(tuple(weights[start:end].tolist()) for start, end in pairwise(offsets))


def _report(field: str, examples: Sequence[Example], models: Sequence[Weights]) -> None:
    """Print the share of pages whose field a model finds that never saw their domain, and the best share."""
    found: dict[str, list[float]] = {}
    possible: dict[str, list[float]] = {}
    for example in examples:
        weights = models[example.fold]
        scores = [choice.score(traits, weights) for traits in example.traits]
        right = example.right[int(np.argmax(scores))] if scores else 0.0
        found.setdefault(example.set, []).append(right)
        possible.setdefault(example.set, []).append(max(example.right, default=0.0))
    sys.stdout.write(f"{field}: found, best option\n")
    for name, shares in found.items():
        sys.stdout.write(f"{name} {np.mean(shares):.3f} {np.mean(possible[name]):.3f}\n")
    means = [
        np.mean([np.mean(table[name]) for name in _JUDGED if name in table]) for table in (found, possible)
    ]
    sys.stdout.write(f"mean {means[0]:.3f} {means[1]:.3f}\n")


if __name__ == "__main__":
    main()
