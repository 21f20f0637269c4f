"""`python -m benchmarks.accuracy.verdicts --data <folder>`: verdicts by kind of page, language by country.

See benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from rich.table import Table

from app.clean import pipeline
from app.clean.model import Document, InputKind, Verdict
from benchmarks.accuracy import data
from benchmarks.accuracy.display import progress_display, wide_console
from benchmarks.accuracy.languages import countries, is_right
from benchmarks.accuracy.tools.ours import FETCHED_AT, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

#: The page fixtures, which state the verdict that a reader would give.
FIXTURES = Path(__file__).parents[2] / "tests" / "pages"
#: The set whose pages name their publisher's country.
_WITH_COUNTRY = "fundus"


@dataclass(frozen=True, slots=True)
class Case:
    """One document: `group` is the row of the table, `sample` is read where the case is judged."""

    name: str
    group: str
    sample: data.Sample | Path


@dataclass(frozen=True, slots=True)
class Judged:
    """What the pipeline says of a case."""

    case: Case
    verdict: str
    evidence: tuple[str, ...]
    language: str | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 0."""
    options = _parser().parse_args(arguments)
    console = wide_console()
    names = options.sets or data.set_names(options.data)
    groups = {"fixtures, by what they are": list(fixtures(FIXTURES))}
    samples = [case for name in names for case in islice(_cases(options.data, name), options.limit)]
    for kind in ("html", "text"):
        groups[f"{kind}, by set and page type"] = [case for case in samples if _kind(case) == kind]
    with (
        progress_display() as start,
        ProcessPoolExecutor(options.jobs, mp_context=get_context("forkserver")) as pool,
    ):
        for title, cases in groups.items():
            advance = start(title, len(cases))
            found = []
            for judged in pool.map(judge, cases, chunksize=4):
                found.append(judged)
                advance()
            if found:
                print_confusion(console, title, found)
            if title.startswith("html") and _WITH_COUNTRY in names:
                _print_languages(console, found, countries(options.data, _WITH_COUNTRY))
    return 0


def judge(case: Case) -> Judged:
    """Clean one case in this process."""
    if isinstance(case.sample, Path):
        document = _fixture(case.sample)
    else:
        sample = case.sample
        document = Document(InputKind(sample.kind), sample.content(), FETCHED_AT, sample.url)
    article = pipeline.clean(document, *load())
    return Judged(case, str(article.verdict), article.evidence, article.language)


def fixtures(folder: Path) -> Iterator[Case]:
    """The page fixtures that have a verdict, each with the verdict that it must get as its group."""
    for page in sorted(folder.iterdir()):
        expected = page / "expected.yaml"
        stated = yaml.safe_load(expected.read_text(encoding="utf-8")) if expected.is_file() else {}
        if "verdict" in stated:
            yield Case(page.name, stated["verdict"], page)


def _fixture(page: Path) -> Document:
    request = yaml.safe_load((page / "request.yaml").read_text(encoding="utf-8"))
    (source,) = page.glob("source.*")
    media_type, _, charset = request["media_type"].partition("; charset=")
    kind = InputKind.HTML if "html" in media_type else InputKind.TEXT
    content = source.read_bytes()
    if request["send"] == "json":
        return Document(kind, content.decode(charset or "utf-8"), FETCHED_AT, request.get("url"))
    return Document(kind, content, FETCHED_AT, request.get("url"), charset or None)


def _cases(folder: Path, name: str) -> Iterator[Case]:
    for sample in data.read(folder, name):
        yield Case(sample.name, f"{sample.set}:{sample.page_type}", sample)


def _kind(case: Case) -> str:
    return "" if isinstance(case.sample, Path) else case.sample.kind


def print_confusion(console: Console, title: str, found: Iterable[Judged]) -> None:
    """The confusion table, and each case whose verdict is not that of its group, articles in the sets."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for judged in found:
        counts[judged.case.group][judged.verdict] += 1
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for verdict in Verdict:
        table.add_column(str(verdict), justify="right")
    for group, row in counts.items():
        table.add_row(group, *(str(row[verdict] or "") for verdict in Verdict))
    console.print(table)
    wanted = {group: group.rpartition(":")[2] for group in counts}
    known = [judged for judged in found if wanted[judged.case.group] in set(Verdict) - {Verdict.LISTING}]
    wrong = [judged for judged in known if judged.verdict != wanted[judged.case.group]]
    console.print(f"{len(wrong)} of {len(known)} ({len(wrong) / max(1, len(known)):.2%}) got another verdict")
    for judged in wrong:
        evidence = ", ".join(judged.evidence)
        console.print(f"  {judged.case.name}: {judged.verdict} ({evidence})", markup=False, soft_wrap=True)


def _print_languages(console: Console, found: Iterable[Judged], country: dict[str, str]) -> None:
    cases = [
        (judged, judged.case.name.partition("/")[2])
        for judged in found
        if judged.case.name.startswith(f"{_WITH_COUNTRY}/")
    ]
    known = [(judged, page) for judged, page in cases if page in country]
    wrong = [(judged, page) for judged, page in known if not is_right(page, country[page], judged.language)]
    right = len(known) - len(wrong)
    console.print(f"language of {_WITH_COUNTRY}: right for {right} of {len(known)} pages")
    for judged, page in wrong:
        console.print(f"  {page}: {judged.language}", markup=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.verdicts", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--sets", type=lambda text: text.split(","), help="such as aed,text/aed; default all")
    parser.add_argument("--limit", type=int, help="only the first so many documents of a set")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes")
    return parser


if __name__ == "__main__":
    sys.exit(main())
