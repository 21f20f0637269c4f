"""Size of the image, and time and memory until its container is ready: `make image-figures`."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import psutil

from tests.image.container import Container, Image, run

RUNS = 5
MEGABYTE = 1000 * 1000
MEBIBYTE = 1024 * 1024


def measure(name: str, workers: int, folder: Path) -> list[str]:
    """What `make image-figures` prints, one line each."""
    run("buildah", "push", "--quiet", name, f"oci:{folder}/packed:latest")
    packed = sum(file.stat().st_size for file in (folder / "packed").rglob("*") if file.is_file())
    with Image(name) as image:
        files = [path.lstat() for path in image.root.rglob("*")]
        plain = sum(found.st_size for found in files)
        starts = [_start(image, workers, Path(tempfile.mkdtemp(dir=folder))) for _ in range(RUNS)]
    waited, computed, resident = (median(figures) for figures in zip(*starts, strict=True))
    size = f"size: {plain / MEGABYTE:.0f} MB in {len(files)} files, {packed / MEGABYTE:.0f} MB compressed"
    start = f"start with {workers} workers, median of {RUNS}: ready after {waited:.1f} s"
    work = f"all processes together: {computed:.1f} s of the processor, {resident / MEBIBYTE:.0f} MiB (PSS)"
    load = f"load of the machine meanwhile: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    return [size, start, work, load]


def _start(image: Image, workers: int, bundle: Path) -> tuple[float, float, float]:
    """Seconds until ready, seconds of processor time by then, and bytes of memory once all workers are up."""
    with Container(image, bundle, CLEANCOPY_WORKERS=str(workers)) as container:
        waited = container.wait_until_ready()
        while container.client.get("/metrics").text.find(f'state="idle"}} {workers}.0') < 0:
            time.sleep(0.05)
        pids = run("runc", "ps", "--format", "json", container.name).stdout.strip("[]\n").split(",")
        processes = [psutil.Process(int(pid)) for pid in pids]
        computed = sum(sum(process.cpu_times()[:2]) for process in processes)
        return waited, computed, sum(process.memory_full_info().pss for process in processes)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        lines = measure(os.environ["CLEANCOPY_IMAGE"], int(sys.argv[1]), Path(scratch))
    sys.stdout.write("\n".join(lines) + "\n")
