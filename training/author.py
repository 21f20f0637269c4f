"""How the author model of `app/clean/metadata` is made and judged: `python -m training.author`.

The model gives each line of a text that may name its authors a score; the scores of a text and a zero for
"none of them" make a softmax. Learned on the texts of the data whose authors are known, with the scorer's
probabilities and without. Judged on folds by domain that it never saw; `--write` writes the weights of a fit
to all folds.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from app.clean.label import strike
from app.clean.language import detect
from app.clean.metadata import signature
from app.clean.metadata.authorship import likeliest, read_rows
from app.clean.metadata.copies import lowest
from app.clean.metadata.dates import Calendar
from app.clean.metadata.header import LIKELY
from app.clean.metadata.outline import outline
from app.clean.metadata.ranking import rank
from app.clean.metadata.region import day_first
from app.clean.metadata.signature import Collected, collect
from app.clean.metadata.signers import TRAITS
from app.clean.metadata.window import Lines
from app.clean.rules import RuleSet, load_rules
from app.clean.score import Scorer, load_scorer
from app.clean.segment import segment_plain
from benchmarks.accuracy.data import ARTICLE, Sample, read
from benchmarks.accuracy.metrics import author_f1
from training.folds import FOLDS, domain, fold
from training.softmax import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.metadata.authorship import Rows

WEIGHTS: Final = Path(__file__).parents[1] / "app/clean/metadata/author_weights.json"
_JUDGED: Final = ("aed", "fundus", "wcxb")
_RENDERERS: Final = ("resiliparse", "resiliparse_main", "inscriptis", "html2text", "soup")
_OFFSETS: Final = np.cumsum([0, *TRAITS.values()])
# Relative dates count from a day after all of the data.
_NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)
# Names that agree less with the gold ones are wrong.
_RIGHT: Final = 0.6


@dataclass(frozen=True, slots=True)
class Text:
    """One text: who may sign it, with and without a scorer's help, and who does."""

    set: str
    renderer: str
    fold: int
    known: Collected
    unknown: Collected
    authors: tuple[str, ...]


def main() -> None:
    """Fit and judge by folds; with --write, fit all and write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    rules, scorer = load_rules(), load_scorer()
    texts = [
        _text(sample, rules, scorer)
        for name in _JUDGED
        for sample in read(options.data, f"text/{name}")
        if sample.page_type == ARTICLE and sample.gold.authors
    ]
    models = [_fit([text for text in texts if text.fold != number]) for number in range(FOLDS)]
    _report(texts, [read_rows(model) for model in models])
    if options.write:
        WEIGHTS.write_text(json.dumps(_fit(texts)) + "\n", encoding="utf-8")


def _text(sample: Sample, rules: RuleSet, scorer: Scorer) -> Text:
    blocks = segment_plain(sample.text)
    language = detect(" ".join(block.text for block in blocks))
    noise = strike(blocks, rules.read(blocks, language=language), struck={})
    struck = frozenset(position for position, mark in noise.items() if mark.kind != "byline")
    calendar = Calendar(_NOW, day_first((language,) if language else (), sample.url), language)

    def collected(scores: Sequence[float]) -> Collected:
        found = outline(blocks, struck, scores)
        lines = Lines(blocks, struck, found.start, sample.url)
        ranked = rank(lines)
        at = lowest(lines, ranked[0].index) if ranked and ranked[0].score > LIKELY else None
        return collect(signature.Text(blocks, struck, calendar, found, scores), at)

    return Text(
        set=sample.set.removeprefix("text/"),
        renderer=sample.renderer or "",
        fold=fold(domain(sample.url, sample.id)),
        known=collected(scorer.score(blocks, noise, url=sample.url)),
        unknown=collected(()),
        authors=sample.gold.authors,
    )


def _fit(texts: Sequence[Text]) -> dict[str, Any]:
    """Return the weights as their file has them."""
    columns: list[tuple[int, ...]] = []
    owners: list[int] = []
    right: list[float] = []
    count = 0
    for text in texts:
        for collected in (text.known, text.unknown):
            for order, signer in enumerate(collected.signers):
                agreement = author_f1(text.authors, signer.names)
                columns.append(collected.around.traits(signer, order))
                owners.append(count)
                right.append(agreement if agreement >= _RIGHT else 0.0)
            count += bool(collected.signers)
    weights = fit(np.array(columns) + _OFFSETS[:-1], np.array(owners), np.array(right), int(_OFFSETS[-1]))
    rows = (np.round(weights[a:b], 3).tolist() for a, b in pairwise(_OFFSETS))
    return {"bias": round(float(weights[-1]), 3), "weights": dict(zip(TRAITS, rows, strict=True))}


def _report(texts: Sequence[Text], models: Sequence[Rows]) -> None:
    """Print the agreement of the names that models find that never saw the text's domain."""
    found: dict[tuple[str, str], list[float]] = {}
    given: list[float] = []
    for text in texts:
        signer = likeliest(text.known.signers, text.known.around, models[text.fold])
        agreement = author_f1(text.authors, signer.names) if signer else 0.0
        found.setdefault((text.set, text.renderer), []).append(agreement)
        given += [agreement] if signer else []
    report = [" ".join(_RENDERERS)]
    for name in _JUDGED:
        shares = [float(np.mean(found.get((name, renderer), [0.0]))) for renderer in _RENDERERS]
        report.append(" ".join([name, *(f"{share:.3f}" for share in shares), f"{np.mean(shares):.3f}"]))
    report.append(f"names that are wrong, of those that are given: {np.mean(np.array(given) == 0):.3f}")
    sys.stdout.write("\n".join(report) + "\n")


if __name__ == "__main__":
    main()
