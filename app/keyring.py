"""API keys: how an operator writes them, and the ring of those that open.

One entry, in a line of the file or between two commas of the variable, is `key` or `name:key`. The name says
in the log whose request it was; two keys may have one name, as the old and the new do while they are rotated.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

MIN_LENGTH = 8

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_KEY = re.compile(rf"[!-~]{{{MIN_LENGTH},}}")  # what a header carries as it is

VALID = (
    f"an entry is `key` or `name:key`, the key of {MIN_LENGTH} or more printable ASCII characters without "
    "space, the name of up to 64 letters, digits, `.`, `_` and `-`"
)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key, and what its callers are called in the log; never shown in a print."""

    secret: bytes = field(repr=False)
    name: str | None = None


def parse_key(entry: str) -> ApiKey:
    """One entry; up to its first colon is the name. Raises ValueError, without the entry."""
    name, colon, key = entry.partition(":")
    if not colon:
        name, key = "", entry
    key = key.strip()
    if not _KEY.fullmatch(key) or (colon and not _NAME.fullmatch(name)):
        raise ValueError(VALID)
    return ApiKey(key.encode(), name or None)


def read_keys(path: Path) -> tuple[ApiKey, ...]:
    """The keys of a file: an entry a line; empty lines and those that begin with `#` are passed over.

    Raises SettingsError, naming file and line, if the file cannot be read, an entry is not valid, or there
    is none: an empty file must not open the service.
    """
    variable = "CLEANCOPY_API_KEYS_FILE"
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        what = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise SettingsError(f"{variable}: {path} cannot be read: {what}") from None
    keys = []
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line.startswith("#"):
            continue
        try:
            keys.append(parse_key(line))
        except ValueError as error:
            raise SettingsError(f"{variable}: {path}, line {number}: {error}") from None
    if not keys:
        raise SettingsError(f"{variable}: {path} has no key; write one a line: {VALID}")
    return tuple(keys)


class Keyring:
    """The keys that open: those of the variable, and those of the file as it was when last read."""

    def __init__(self, fixed: tuple[ApiKey, ...] = (), path: Path | None = None) -> None:
        self._fixed = fixed
        self._path = path
        self._keys = fixed

    def load(self) -> None:
        """Read the file, if there is one; all of it is taken or nothing. Raises SettingsError."""
        if self._path is not None:
            self._keys = (*read_keys(self._path), *self._fixed)

    @property
    def needed(self) -> bool:
        """Whether a request needs a key at all."""
        return bool(self._keys) or self._path is not None

    def find(self, given: str) -> ApiKey | None:
        """The key that is the same as `given`.

        All are compared, each in constant time: how long it takes tells nothing.
        """
        offered = given.encode(errors="replace")
        matches = [key for key in self._keys if hmac.compare_digest(offered, key.secret)]
        return matches[0] if matches else None
