"""Whether a page writes the day before the month, from its language and its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from app.clean.metadata.url import is_address

if TYPE_CHECKING:
    from collections.abc import Sequence

# CLDR 47: locales whose short date starts with the month.
_MONTH_FIRST: Final = frozenset(("us", "ph", "pr", "fm", "gu", "mh", "pw", "bz"))
_ENGLISH_DAY_FIRST: Final = frozenset(
    (
        "uk",
        "gb",
        "au",
        "nz",
        "za",
        "in",
        "ie",
        "ng",
        "ke",
        "gh",
        "sg",
        "my",
        "pk",
        "lk",
        "mt",
        "na",
        "zw",
        "hk",
        "jm",
        "tt",
        "eu",
        "tz",
        "ug",
    )
)


def day_first(languages: Sequence[str], address: str | None) -> bool:
    """Return whether 03/05/2021 is the third of May.

    A region in the language tag decides, then the country of the address; English without either is read as
    American, everything else puts the day first.
    """
    host = urlsplit(address).hostname if address and is_address(address) else None
    country = (host or "").rsplit(".", 1)[-1]
    if country in _ENGLISH_DAY_FIRST:
        return True
    if not languages:
        return (
            len(country) == 2
            and country not in _MONTH_FIRST
            and country not in ("io", "co", "tv", "me", "ai")
        )
    tag = languages[0].replace("_", "-").lower().split("-")
    if len(tag) > 1 and len(tag[1]) == 2 and tag[0] == "en":
        return tag[1] not in _MONTH_FIRST
    return tag[0] != "en"
