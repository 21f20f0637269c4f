"""What a user would otherwise run on a page, and the parse that nothing on lxml can do without."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import lxml.html
import trafilatura

if TYPE_CHECKING:
    from collections.abc import Callable

    Peer = Callable[[bytes], object]

#: The reference: trafilatura as its documentation has it where metadata are wanted.
REFERENCE: Final = "trafilatura with metadata"


def peers() -> dict[str, Peer]:
    """Return the peers by name; resiliparse only where the peers' environment has it."""
    found: dict[str, Peer] = {
        REFERENCE: _trafilatura,
        "trafilatura fast, no metadata": _trafilatura_fast,
        "lxml's parse alone": lxml.html.document_fromstring,
    }
    if find_spec("resiliparse") is not None:
        found["resiliparse main content"] = _resiliparse
    return found


def versions() -> str:
    """Name the versions of what is compared."""
    names = ["trafilatura", "lxml", *(["resiliparse"] if find_spec("resiliparse") is not None else [])]
    return ", ".join(f"{name} {version(name)}" for name in names)


def _trafilatura(content: bytes) -> object:
    return trafilatura.bare_extraction(content, with_metadata=True)


def _trafilatura_fast(content: bytes) -> object:
    return trafilatura.bare_extraction(content, fast=True, with_metadata=False)


def _resiliparse(content: bytes) -> object:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - in the peers' lock only
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding  # noqa: PLC0415

    return extract_plain_text(bytes_to_str(content, detect_encoding(content)), main_content=True)
