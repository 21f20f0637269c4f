"""What is in the image, and what is not."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from app import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.image.container import Image

BUILDERS = {"cc", "c++", "gcc", "g++", "cpp", "clang", "as", "ld", "make", "cargo", "rustc"}
INSTALLERS = {"apt", "apt-get", "dpkg", "pip", "pip3", "easy_install", "uv", "curl", "wget", "perl"}


def files(image: Image) -> Iterator[Path]:
    for folder, _, names in os.walk(image.root):
        for name in names:
            yield image.root.__class__(folder, name)


def test_nothing_in_it_compiles_or_installs(image: Image) -> None:
    programs = {path.name for path in files(image) if path.parent.name in ("bin", "sbin")}

    assert programs & (BUILDERS | INSTALLERS) == set()


def test_no_package_of_it_installs_others(image: Image) -> None:
    packages = {path.parent.name for path in files(image) if path.name == "__init__.py"}

    assert packages & {"pip", "ensurepip", "setuptools"} == set()


def test_no_file_of_it_gives_rights(image: Image) -> None:
    assert [path for path in files(image) if path.lstat().st_mode & (stat.S_ISUID | stat.S_ISGID)] == []


def test_every_module_of_the_service_is_compiled(image: Image) -> None:
    sources = [path for path in files(image) if path.suffix == ".py" and path.match("site-packages/app/*.py")]
    compiled = [list((path.parent / "__pycache__").glob(f"{path.stem}.*.pyc")) for path in sources]

    assert sources
    assert [len(found) for found in compiled] == [1] * len(sources)


def test_nothing_of_the_machine_that_built_it_is_left(image: Image) -> None:
    lent = image.root / "etc/pip.conf"

    assert not lent.exists() or lent.stat().st_size == 0
    assert not (image.root / "build").exists()
    assert not (image.root / "root/.cache").exists()


def test_it_says_what_it_is_and_runs_as_nobody_in_particular(image: Image) -> None:
    labels = image.config["Labels"]

    assert labels["org.opencontainers.image.title"] == "cleancopy"
    assert labels["org.opencontainers.image.version"] == __version__
    assert len(labels["org.opencontainers.image.revision"]) == 40
    assert image.config["User"] == "10001:10001"
    assert image.config["StopSignal"] == "SIGTERM"
