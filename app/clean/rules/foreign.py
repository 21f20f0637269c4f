"""Rule packs of strangers: read no further than is safe, before anything looks at what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import yaml

from app.errors import RulePackError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file; the largest of the packs that come with the service has a fiftieth of them."""

DEEPEST: Final = 20
"""Levels of YAML; a pack has five. The parser recurses in C, and far deeper ends the process."""

_OPENING: Final = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def read(path: Path) -> bytes:
    """Return the content of a file that YAML can be read from. Raises RulePackError."""
    try:
        if not path.is_file():  # a pipe would never end
            raise RulePackError(f"{path.name}: cannot be read: it is no regular file")
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise RulePackError(f"{path.name}: cannot be read: {error.strerror}") from error
    if len(content) > LARGEST:
        raise RulePackError(f"{path.name}: it is larger than {LARGEST} bytes")
    if _is_too_deep(content):
        raise RulePackError(f"{path.name}: it is nested deeper than {DEEPEST} levels")
    return content


def _is_too_deep(content: bytes) -> bool:
    depth = 0
    try:
        for event in yaml.parse(content, Loader=yaml.CSafeLoader):
            depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
            if depth > DEEPEST:
                return True
    except yaml.YAMLError:  # whoever loads it says what
        pass
    return False
