"""How the headline model of `app/clean/metadata` is made and judged: `python -m training.headline`.

The model gives each line of a text that may be the headline a score; the scores of a text and a zero for
"none of them" make a softmax. Learned on the texts of the data, on texts rendered from its other articles,
with their addresses and some without, and on bare bodies, which have no headline. Judged on folds by domain
that it never saw; `--write` writes the weights of a fit to all folds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from app.clean.label import strike
from app.clean.language import detect
from app.clean.metadata.copies import plain
from app.clean.metadata.outline import outline
from app.clean.metadata.ranking import Model, rank, read_model
from app.clean.metadata.traits import CHEAP, DEAR, cheap, dear
from app.clean.metadata.window import Lines
from app.clean.rules import RuleSet, load_rules
from app.clean.segment import segment_plain
from benchmarks.accuracy.data import ARTICLE, Sample, read
from benchmarks.accuracy.metrics import comparable
from training.folds import FOLDS, domain, fold
from training.softmax import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from app.clean.model import Block

WEIGHTS: Final = Path(__file__).parents[1] / "app/clean/metadata/headline_weights.json"
_JUDGED: Final = ("aed", "fundus", "wcxb")
_RENDERED: Final = ("tra", "wcxb", "postlight", "readability")
_RENDERERS: Final = ("resiliparse", "resiliparse_main", "inscriptis", "html2text", "soup")
_LENGTHS: Final = (*CHEAP.values(), *DEAR.values())
_OFFSETS: Final = np.cumsum([0, *_LENGTHS])
# Longer pages add nothing to their headline, and cost minutes.
_LONGEST: Final = 200_000


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its blocks, positions of noise, address, and the title that is to be found, if any."""

    set: str
    renderer: str
    fold: int
    address: str | None
    blocks: Sequence[Block]
    struck: frozenset[int]
    title: str | None

    def lines(self) -> Lines:
        """Return the lines of the text, ready to be measured."""
        return Lines(self.blocks, self.struck, outline(self.blocks, self.struck).start, self.address)

    def without_address(self) -> Text:
        """Return the same text as if nobody knew where it came from."""
        return Text(self.set, self.renderer, self.fold, None, self.blocks, self.struck, self.title)


def main() -> None:
    """Fit and judge by folds; with --write, fit all and write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    rules = load_rules()
    judged = list(_texts(options.data, rules))
    others = [*_rendered(options.data, rules), *_bodies(options.data)]
    learned = [*judged, *(text.without_address() for text in [*judged, *others[::3]]), *others]
    table = _measure(learned)
    models = [_fit(table.without(number)) for number in range(FOLDS)]
    for known in (True, False):
        _report([text if known else text.without_address() for text in judged], models, known=known)
    if options.write:
        WEIGHTS.write_text(json.dumps(_raw(_fit(table.without(None)))) + "\n", encoding="utf-8")


def _texts(data: Path, rules: RuleSet) -> Iterator[Text]:
    for name in _JUDGED:
        for sample in read(data, f"text/{name}"):
            if sample.page_type == ARTICLE and sample.gold.title:
                yield _text(sample, sample.renderer or "", sample.text, rules)


def _rendered(data: Path, rules: RuleSet) -> Iterator[Text]:
    from training.renderers import RENDERERS  # noqa: PLC0415 - needed here alone

    for name in _RENDERED:
        for number, sample in enumerate(read(data, name)):
            if sample.page_type != ARTICLE or not sample.gold.title or sample.path is None:
                continue
            page = gzip.decompress(sample.path.read_bytes()).decode("utf-8", "replace")
            if len(page) > 5 * _LONGEST:
                continue
            for step in (0, 1, 3):
                renderer = _RENDERERS[(number + step) % len(_RENDERERS)]
                text = RENDERERS[renderer](page)[:_LONGEST]
                yield _text(sample, renderer, text, rules)


def _bodies(data: Path) -> Iterator[Text]:
    for name in _JUDGED:
        for sample in read(data, name):
            if sample.page_type == ARTICLE and sample.gold.body:
                blocks = segment_plain(sample.gold.body)
                yield Text(
                    name, "body", fold(domain(sample.url, sample.id)), sample.url, blocks, frozenset(), None
                )


def _text(sample: Sample, renderer: str, text: str, rules: RuleSet) -> Text:
    blocks = segment_plain(text)
    language = detect(" ".join(block.text for block in blocks))
    noise = strike(blocks, rules.read(blocks, language=language), struck={})
    return Text(
        set=sample.set.removeprefix("text/"),
        renderer=renderer,
        fold=fold(domain(sample.url, sample.id)),
        address=sample.url,
        blocks=blocks,
        struck=frozenset(position for position, mark in noise.items() if mark.kind != "byline"),
        title=sample.gold.title,
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """Candidates of many texts: columns of weights, the text of each row, whether it is the headline."""

    columns: NDArray[np.int64]
    text: NDArray[np.int64]
    right: NDArray[np.float64]
    fold: NDArray[np.int64]

    def without(self, number: int | None) -> _Table:
        """Return the rows of all folds but one."""
        rows = self.fold[self.text] != (-1 if number is None else number)
        _, text = np.unique(self.text[rows], return_inverse=True)
        return _Table(self.columns[rows], text, self.right[rows], self.fold)


def _measure(texts: Iterable[Text]) -> _Table:
    columns: list[tuple[int, ...]] = []
    owners: list[int] = []
    right: list[float] = []
    folds: list[int] = []
    for text in texts:
        lines = text.lines()
        candidates = lines.candidates()
        if not candidates:
            continue
        wanted = comparable(text.title) if text.title else None
        for index, rest in zip(candidates, dear(lines, candidates), strict=True):
            columns.append((*cheap(lines, index), *rest))
            owners.append(len(folds))
            right.append(float(comparable(plain(lines, index)) == wanted))
        folds.append(text.fold)
    return _Table(np.array(columns) + _OFFSETS[:-1], np.array(owners), np.array(right), np.array(folds))


def _fit(table: _Table) -> Model:
    weights = fit(table.columns, table.text, table.right, int(_OFFSETS[-1]))
    rows = [tuple(np.round(weights[a:b], 3).tolist()) for a, b in pairwise(_OFFSETS)]
    return Model(tuple(rows[: len(CHEAP)]), tuple(rows[len(CHEAP) :]), round(float(weights[-1]), 3))


def _raw(model: Model) -> dict[str, Any]:
    rows = dict(zip((*CHEAP, *DEAR), (*model.cheap, *model.dear), strict=True))
    raw = {"bias": model.bias, "weights": {name: list(row) for name, row in rows.items()}}
    read_model(raw)
    return raw


def _report(texts: Sequence[Text], models: Sequence[Model], *, known: bool) -> None:
    """Print the share of texts whose headline a model finds that never saw their domain."""
    hits: dict[tuple[str, str], list[bool]] = {}
    for text in texts:
        lines = text.lines()
        ranked = rank(lines, models[text.fold])
        found = plain(lines, ranked[0].index) if ranked else ""
        hits.setdefault((text.set, text.renderer), []).append(
            comparable(found) == comparable(text.title or "")
        )
    report = [f"address {'known' if known else 'unknown'}: {' '.join(_RENDERERS)}"]
    for name in _JUDGED:
        shares = [float(np.mean(hits.get((name, renderer), [False]))) for renderer in _RENDERERS]
        report.append(" ".join([name, *(f"{share:.3f}" for share in shares), f"{np.mean(shares):.3f}"]))
    sys.stdout.write("\n".join(report) + "\n")


if __name__ == "__main__":
    main()
