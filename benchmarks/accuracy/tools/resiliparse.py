"""resiliparse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.accuracy.tools.tool import Output

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample


def page(_sample: Sample, content: bytes | str) -> Output:
    """`extract_plain_text(tree, main_content=True)`, the tree from bytes in the encoding it detects."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    stored = content if isinstance(content, bytes) else content.encode()
    tree = HTMLTree.parse_from_bytes(stored, detect_encoding(stored))
    return Output(body=extract_plain_text(tree, main_content=True))
