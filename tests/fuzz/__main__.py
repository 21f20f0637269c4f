"""`python -m tests.fuzz`: each target for some seconds, from the seeds and what earlier runs have found.

Ends with 1 if anything was found; `<work>/findings` has the smallest input of each cause, and beside it the
traceback.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MAX_LENGTH = 8192
"""Bytes of an input. What needs more to go wrong is in tests/hostile."""
TARGETS = ("decode", "text", "html")
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_COVERED = re.compile(r"cov: (\d+)")


def fuzz(target: str, seconds: int, seed: int, work: Path) -> bool:
    """Run one target. Return whether it ended as it should and found nothing."""
    corpus, findings = work / "corpus" / target, work / "findings"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    log = work / f"{target}.log"
    arguments = [
        str(corpus),
        *(str(folder) for folder in (HERE / "seeds" / target, HERE / "findings" / target) if folder.is_dir()),
        f"-max_total_time={seconds}",
        f"-seed={seed}",
        f"-max_len={MAX_LENGTH}",
        f"-dict={HERE / 'words.dict'}",
        f"-artifact_prefix={findings}/{target}-",
        "-timeout=120",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    command = [sys.executable, "-m", "tests.fuzz.child", target, str(findings), *arguments]
    with log.open("wb") as stream:
        ended = subprocess.run(command, stderr=stream, stdout=stream, check=False)
    said = log.read_text(errors="replace")
    executed, covered = _EXECUTED.findall(said) or ["?"], _COVERED.findall(said) or ["?"]
    found = sorted(path.name for path in findings.glob(f"{target}-*") if path.suffix != ".trace")
    counts = f"{executed[-1]} inputs, {covered[-1]} edges, {len(found)} findings"
    sys.stdout.write(f"{target}: {counts}, exit {ended.returncode}\n")
    sys.stdout.writelines(f"  {findings / name}\n" for name in found)
    sys.stdout.flush()
    return ended.returncode == 0 and not found


def main() -> None:
    """Read the command line and fuzz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="target", help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=0, help="of what is tried; 0 takes another each time")
    parser.add_argument("--work", type=Path, default=Path(".fuzz"), help="corpus, logs and findings")
    given = parser.parse_args()
    fine = [
        fuzz(target, given.seconds, given.seed, given.work.resolve()) for target in given.targets or TARGETS
    ]
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()
