from io import StringIO

from rich.console import Console

from benchmarks.accuracy.lines import Comparison
from benchmarks.accuracy.sides import BEYOND, HAS, LACKS, NOTHING, Cell, rows, side_by_side
from benchmarks.accuracy.tools.tool import Output, Struck

FERRY = "The ferry is back at its berth since Monday."
LAMP = "Its lamp is lit at dusk by the keeper himself."
MENU = "Home News Harbour Weather"
MORE = "More stories from the coast you may like"
GOLD = f"{FERRY}\n\n{LAMP}"


def laid_out(first, second):
    comparison = Comparison(GOLD, first, second)
    return list(rows(comparison.gold, comparison.own, comparison.other, comparison.lost))


def test_a_gold_line_that_a_body_lacks_stands_beside_the_body_that_has_it_with_the_rule_that_struck_it():
    first = Output(body=FERRY, struck=(Struck(LAMP, "caption", "caption.lamp"),))
    assert laid_out(first, Output(body=GOLD)) == [
        (Cell(HAS, FERRY), Cell(HAS, FERRY)),
        (Cell(LACKS, LAMP, ("caption.lamp",)), Cell(HAS, LAMP)),
    ]


def test_a_line_beyond_the_gold_stands_where_it_was_in_its_body():
    first = Output(body=f"{MENU}\n{FERRY}\n{LAMP}\n{MORE}")
    second = Output(body=f"{FERRY}\n{MORE}\n{LAMP}")
    assert laid_out(first, second) == [
        (Cell(BEYOND, MENU), Cell()),
        (Cell(HAS, FERRY), Cell(HAS, FERRY)),
        (Cell(), Cell(BEYOND, MORE)),
        (Cell(HAS, LAMP), Cell(HAS, LAMP)),
        (Cell(BEYOND, MORE), Cell()),
    ]


def test_the_same_line_beyond_the_gold_in_both_bodies_is_one_row():
    both = Output(body=f"{FERRY}\n{LAMP}\n{MENU}\n{MORE}")
    second = Output(body=f"{FERRY}\n{LAMP}\n{MORE}")
    assert laid_out(both, second)[2:] == [
        (Cell(BEYOND, MENU), Cell(NOTHING)),
        (Cell(BEYOND, MORE), Cell(BEYOND, MORE)),
    ]


def test_lines_that_both_have_are_cut_to_the_last_one():
    same = [(Cell(HAS, f"Line {number} of the ferry."),) * 2 for number in range(9)]
    lacking = (Cell(LACKS, LAMP, ("caption.lamp",)), Cell(HAS, LAMP))
    stream = StringIO()
    Console(file=stream, width=200).print(side_by_side([*same, lacking], "ours", "gold"))
    lines = [
        line for line in stream.getvalue().splitlines() if "Line" in line or "lamp" in line or "⋯" in line
    ]
    assert [line.split("│")[1].strip() for line in lines] == [
        "⋯ 8 lines, 40 words: both have",
        "Line 8 of the ferry.",
        f"− {LAMP}  [caption.lamp]",
    ]
