"""Writes what can be said of the packaged rules ahead of every start: `make rules`. Nothing is learned."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from app.clean.rules import ahead
from app.clean.rules.loader import make_ahead

TARGET = Path(ahead.__file__).with_name(ahead.NAME)


def main() -> None:
    """Write it."""
    made = make_ahead()
    content = json.dumps(ahead.packed(made), ensure_ascii=False, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(content.encode(), mtime=0))
    print(f"written: {TARGET}, {len(made.rules)} rules, {len(made.derived)} patterns")  # noqa: T201


if __name__ == "__main__":
    main()
