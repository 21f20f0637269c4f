"""One target under atheris, in a process of its own: target, folder of findings, libFuzzer's arguments.

An exception ends libFuzzer's run, so it is kept as a finding here and the run goes on; what kills the process
or outlasts `-timeout` is left to libFuzzer.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["app"]):
    from app.errors import CleancopyError
    from tests.fuzz.targets import TARGETS, prepare


def key(error: BaseException) -> str:
    """A name for the cause: type and the innermost place in this project, or what an invariant says."""
    if isinstance(error, AssertionError):
        words = str(error).removeprefix("it does not hold that ")
        return f"{type(error).__name__}-{words}".replace(" ", "-").replace("/", "-")[:100]
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if "/app/" in frame.filename]
    place = f"{Path(places[-1].filename).stem}-{places[-1].name}" if places else "outside"
    return f"{type(error).__name__}-{place}"


def main(name: str, findings: Path, arguments: list[str]) -> None:
    """Fuzz until libFuzzer is told to stop. The smallest input of each cause is in `findings`."""
    target = TARGETS[name]
    prepare()

    def test_one_input(data: bytes) -> None:
        try:
            target(data)
        except CleancopyError:
            pass
        except Exception as error:
            kept = findings / f"{name}-{key(error)}"
            if not kept.exists() or kept.stat().st_size > len(data):
                kept.write_bytes(data)
                kept.with_name(f"{kept.name}.trace").write_text("".join(traceback.format_exception(error)))

    atheris.Setup([sys.argv[0], *arguments], test_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
