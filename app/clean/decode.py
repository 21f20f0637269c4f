"""Bytes and a declared charset -> characters, and which charset it was.

Order of belief: byte order mark, Content-Type parameter, `<meta>` or XML declaration, detection. A charset is
believed only where it explains the bytes; the labels are those of the WHATWG Encoding standard.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import webencodings
from charset_normalizer import from_bytes

from app.clean.model import Document, InputKind, Page
from app.clean.scalars import REPLACEMENT, scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The HTML standard scans 1,024 bytes for a <meta>; live pages put it later, after inline scripts.
_META_SCAN = 8192
_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I
)
# A tag without an end ends with the page: else each of many would be followed to there in vain.
_TAG = re.compile(rb"<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*(?:>|\Z)", re.I | re.S)
_DETECTION_SAMPLE = 16384
# A single broken sequence, as a page cut in the middle or a pasted byte leaves behind, does not refute UTF-8.
_TOLERATED_ERRORS = 0.01
# What the standard decodes under a name, where Python has a narrower codec of that name, or none.
_CODECS = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
}
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_LATIN_SHARE = 0.8
_LATIN = ["cp1252", "cp1250", "cp1254", "cp1257"]
_FEW_ACCENTS = 24  # too few to tell the Latin charsets from each other: the commonest is the best guess
_REPLACED = REPLACEMENT.encode()  # a page may hold one that a tool before us has put there
# Servers send this family by default, whatever the page is in.
_SERVER_DEFAULT = "windows-1252"


def decode(document: Document) -> Page:
    """Return the document as characters; what no charset explains is replaced, with a warning."""
    warnings: list[str] = []
    charset: str | None = None
    if isinstance(document.content, str):
        text = document.content
    else:
        text, charset = _decode_bytes(document.content, document.kind, document.charset, warnings)
    sendable = scalars(text)
    if sendable != text:
        warnings.append("lone_surrogates_replaced")
    return Page(
        kind=document.kind,
        text=sendable.removeprefix("\ufeff"),
        fetched_at=document.fetched_at,
        url=document.url,
        charset=charset,
        format=document.format,
        warnings=tuple(warnings),
    )


def _decode_bytes(data: bytes, kind: InputKind, declared: str | None, warnings: list[str]) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name, warnings), name
    if not data:
        return "", "utf-8"
    header, meta = _declared(data, kind, declared, warnings)
    stated = next((name for name in (header, meta) if name not in (None, _SERVER_DEFAULT)), None)
    for name in _by_belief(data, header, meta):
        text = _explained(data, name)
        if text is not None:
            if stated not in (None, name):
                warnings.append("declared_charset_overruled")
            if text.count(REPLACEMENT) > data.count(_REPLACED):
                warnings.append("undecodable_bytes_replaced")
            return text, name
    guess = _guess(_sample(data))
    if guess is not None and (text := _explained(data, guess)) is not None:
        warnings.append("charset_detected")
        return text, guess.replace("_", "-")
    return _replacing(data, "utf-8", warnings), "utf-8"


def _declared(
    data: bytes, kind: InputKind, declared: str | None, warnings: list[str]
) -> tuple[str | None, str | None]:
    """The codecs that the Content-Type header and the document itself name."""
    header = _codec(declared)
    if declared and header is None:
        warnings.append("unknown_charset_in_content_type")
    meta = None
    if kind is InputKind.HTML and (found := _META.search(data, 0, _META_SCAN)):
        meta = _codec(found[1].decode("ascii"))
        if meta and meta.startswith("utf-16"):  # the standard: a readable <meta> cannot be in UTF-16
            meta = "utf-8"
    return header, meta


def _by_belief(data: bytes, header: str | None, meta: str | None) -> Iterator[str]:
    """The codecs to try, most believed first; each once."""
    order = [header, meta, "utf-8"]
    if header == _SERVER_DEFAULT:  # explains any bytes, so it is asked last
        order = [meta, "utf-8", header]
    if _is_utf8_beyond_ascii(data):  # no text in another charset is that by chance
        order.insert(0, "utf-8")
    return (name for name in dict.fromkeys(order) if name)


def _is_utf8_beyond_ascii(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _codec(label: str | None) -> str | None:
    """The Python codec of a WHATWG label, or None."""
    if not label:
        return None
    encoding = webencodings.lookup(label.strip("\"' "))
    if encoding is None or encoding.name in ("x-user-defined", "replacement"):
        return None
    return _CODECS.get(encoding.name, encoding.name)


def _explained(data: bytes, codec: str) -> str | None:
    """The text, if the codec explains the bytes: without an error, or for UTF-8 with very few."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        pass
    text = data.decode(codec, "replace")
    errors = text.count(REPLACEMENT)
    if codec == "utf-8":
        witnesses = len(data) - len(text)  # roughly the continuation bytes that did fit
        return text if errors <= max(1, witnesses * _TOLERATED_ERRORS) and witnesses > errors else None
    return text if errors <= len(text) * _TOLERATED_ERRORS / 10 else None


def _replacing(data: bytes, codec: str, warnings: list[str]) -> str:
    text = data.decode(codec, "replace")
    if REPLACEMENT in text:
        warnings.append("undecodable_bytes_replaced")
    return text


def _guess(sample: bytes) -> str | None:
    """The charset that the bytes look like, None where nothing fits."""
    runs = _HIGH_BYTES.findall(sample)
    # Accented letters of Latin script stand alone among plain ones; other scripts fill words with high bytes.
    latin = sum(1 for run in runs if len(run) == 1) >= len(runs) * _LATIN_SHARE
    if latin and len(runs) < _FEW_ACCENTS:
        return _SERVER_DEFAULT
    best = from_bytes(sample, cp_isolation=_LATIN if latin else None).best()
    return None if best is None else best.encoding


def _sample(data: bytes) -> bytes:
    """What is worth showing to the detector: text outside tags, lines with bytes above ASCII first."""
    bare = _TAG.sub(b" ", data[: 16 * _DETECTION_SAMPLE])
    telling = b"\n".join(line for line in bare.splitlines() if not line.isascii())
    return (telling or bare)[:_DETECTION_SAMPLE]
