"""Two bodies side by side in the order of the gold: what each has of it, lacks of it and has beyond it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text as RichText

from benchmarks.accuracy.lines import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.accuracy.lines import Line

HAS, LACKS, BEYOND, NOTHING = "has", "lacks", "beyond", ""

_SIGNS = {HAS: " ", LACKS: "−", BEYOND: "+", NOTHING: " "}
_STYLES = {HAS: "", LACKS: "red", BEYOND: "yellow", NOTHING: ""}
_CELL_WIDTH = 240
#: Rows shown of a run in which nothing changes.
_RUN_SHOWN = 5
_ROWS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A line: the gold has it too, only the gold has it (struck by which rules), or only the body has it."""

    kind: str = NOTHING
    text: str = ""
    reasons: tuple[str, ...] = ()


Row = tuple[Cell, Cell]


def rows(gold: Text, first: Text, second: Text, lost: Sequence[Line]) -> Iterator[Row]:
    """The lines of the gold as anchors, each followed by what a body has beyond the gold at that place.

    `lost` are the gold lines that the first body lacks: their reasons are shown.
    """
    reasons = {line.text: line.reasons for line in lost}
    beyond_first, beyond_second = _beyond(gold, first), _beyond(gold, second)
    yield from _paired(beyond_first[-1], beyond_second[-1])
    for index, line in enumerate(gold.lines):
        text = Text(line)
        yield (
            Cell(LACKS, line, reasons[line]) if line in reasons else Cell(HAS, line),
            Cell(HAS, line) if second.has(text) else Cell(LACKS, line),
        )
        yield from _paired(beyond_first[index], beyond_second[index])


def side_by_side(found: Sequence[Row], first: str, second: str) -> Table:
    """A table of two columns; runs of lines that both have, or that go on alike, are cut short."""
    table = Table(show_lines=False, padding=(0, 1), expand=True)
    for name in (first, second):
        table.add_column(f"{name}   (− lacks of the gold, + beyond it)", ratio=1, overflow="fold")
    shown = 0
    for signs, run in groupby(found, key=lambda row: (row[0].kind, row[1].kind)):
        members = list(run)
        alike = signs == (HAS, HAS)
        # Of what both have, the last line tells where on the page one is.
        cut = len(members) - 1 if alike else _RUN_SHOWN
        part = members[cut:] if alike else members[:cut]
        rest = members[:cut] if alike else members[cut:]
        if alike and rest:
            _add_rest(table, rest, "both have")
        for left, right in part:
            table.add_row(_drawn(left, dim=alike), _drawn(right, dim=alike))
        if rest and not alike:
            _add_rest(table, rest, "more of these")
        shown += len(part)
        if shown >= _ROWS_SHOWN:
            table.add_row(RichText("and so on", style="dim"), "")
            break
    return table


def _add_rest(table: Table, rest: Sequence[Row], what: str) -> None:
    words = sum(len(Text(left.text or right.text).words) for left, right in rest)
    lines = "line" if len(rest) == 1 else "lines"
    table.add_row(RichText(f"  ⋯ {len(rest)} {lines}, {words} words: {what}", style="dim italic"), "")


def _drawn(cell: Cell, *, dim: bool) -> RichText:
    text = cell.text if len(cell.text) <= _CELL_WIDTH else f"{cell.text[:_CELL_WIDTH]} …"
    drawn = RichText(f"{_SIGNS[cell.kind]} {text}", style="dim" if dim else _STYLES[cell.kind])
    if cell.reasons:
        drawn.append(f"  [{', '.join(cell.reasons[:3])}]", style="bold")
    return drawn


def _beyond(gold: Text, body: Text) -> dict[int, list[str]]:
    """The lines that the gold lacks, by the index of the gold line that they follow; -1 stands before all."""
    found: dict[int, list[str]] = defaultdict(list)
    places = _places(gold)
    place = -1
    for line in body.lines:
        text = Text(line)
        if gold.has(text):
            votes = Counter(places[run] for run in _runs(text.words) if run in places)
            place = max(votes, key=lambda index: votes[index]) if votes else place
        else:
            found[place].append(line)
    return found


def _places(gold: Text) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for index, line in enumerate(gold.lines):
        for run in _runs(Text(line).words):
            places.setdefault(run, index)
    return places


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    length = min(4, len(words))
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1) if length)


def _paired(first: list[str], second: list[str]) -> Iterator[Row]:
    """Lines beyond the gold at one place, equal ones in one row."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for _, from_first, to_first, from_second, to_second in matcher.get_opcodes():
        for left, right in zip_longest(first[from_first:to_first], second[from_second:to_second]):
            yield (
                Cell() if left is None else Cell(BEYOND, left),
                Cell() if right is None else Cell(BEYOND, right),
            )
