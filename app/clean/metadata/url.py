"""What an address tells: a date in its path, the words of a headline, the name of its site."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from app.clean.metadata.dates import Calendar, Moment, read

_DATE: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<sep>[/_.-]?)(?P<month>0?[1-9]|1[0-2]|"
    r"[a-z]{3})(?P=sep)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
)
_PUBLIC: Final = frozenset(("co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go"))


def is_address(text: str) -> bool:
    """Whether a text is an http address with a host that can be told; pages name others, too."""
    try:
        return text.lower().startswith("http") and bool(urlsplit(text).hostname)
    except ValueError:
        return False


def published(address: str, calendar: Calendar) -> Moment | None:
    """Return the day in the path, as in `/2021/05/20/` or `-20210520.html`."""
    for match in _DATE.finditer(unquote(urlsplit(address).path).lower()):
        if not match["sep"] and len(match["month"] + match["day"]) != 4:
            continue
        if match["month"].isalpha():
            moment = read(f"{match['day']} {match['month']} {match['year']}", calendar)
        else:
            moment = read(f"{match['year']}-{match['month']}-{match['day']}", calendar)
        if moment is not None:
            return moment
    return None


def site_names(address: str) -> tuple[str, ...]:
    """Return what may stand for the site in a title: `example`, `example.com`, `news.example.com`."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2:
        return (host,) if host else ()
    depth = 3 if len(labels) > 2 and labels[-2] in _PUBLIC else 2
    domain = labels[-depth:]
    return tuple(dict.fromkeys((host, ".".join(domain), domain[0])))


def slug(address: str) -> str:
    """Return the words of the last part of the path that has some, spaced."""
    pieces = [re.sub(r"\.\w{2,5}$", "", piece) for piece in unquote(urlsplit(address).path).split("/")]
    worded = [piece for piece in pieces if piece.count("-") + piece.count("_") >= 2]
    return re.sub(r"[-_+]+", " ", worded[-1]) if worded else ""
