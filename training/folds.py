"""Which pages a model may learn from and which it is judged on: never two of one domain on both sides."""

from __future__ import annotations

import hashlib
from typing import Final

from tld import get_fld

FOLDS: Final = 5


def domain(url: str | None, page: str) -> str:
    """The registered domain of a page's address; a page without one is a domain of its own."""
    return get_fld(url or "", fail_silently=True, fix_protocol=True) or url or page


def fold(domain: str) -> int:
    """Return the fold of a domain, 0 to FOLDS - 1."""
    return int.from_bytes(hashlib.blake2b(domain.encode(), digest_size=8).digest(), "big") % FOLDS
