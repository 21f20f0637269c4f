"""The progress bar: bytes read of the inputs, for how many documents are in them nobody knows before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tqdm import tqdm

if TYPE_CHECKING:
    from app.bulk.inputs import Input
    from app.bulk.record import Meter
    from app.bulk.tally import Tally

SIZED = "{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}{postfix}]"
UNSIZED = "{n_fmt} [{elapsed}{postfix}]"


class Progress:
    """A bar on standard error, where that is a terminal; else nothing."""

    def __init__(self, inputs: list[Input], *, quiet: bool) -> None:
        sizes = [given.size for given in inputs]
        total = None if None in sizes else sum(size or 0 for size in sizes)
        self._bar = tqdm(
            total=total,
            unit="B",
            unit_scale=True,
            disable=quiet or not sys.stderr.isatty(),
            bar_format=UNSIZED if total is None else SIZED,
            file=sys.stderr,
            dynamic_ncols=True,
        )

    def show(self, tally: Tally, meter: Meter) -> None:
        """Show what there is now; the bar draws itself ten times a second at most."""
        if self._bar.disable:
            return
        seconds = self._bar.format_dict["elapsed"]
        rate = tally.documents / seconds if seconds else 0.0
        words = f"{tally.documents:,} pages, {rate:,.1f}/s, {tally.failures.total():,} failed"
        self._bar.set_postfix_str(words, refresh=False)
        self._bar.update(meter.bytes - self._bar.n)

    def close(self) -> None:
        """Leave the bar as it is."""
        self._bar.close()
