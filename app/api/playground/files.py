"""The files of the pages: read once, each with the headers that it is sent with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "files"

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",  # examples, pages among them: never shown as pages
}

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        # No string can become markup or script, whatever a script of ours did with it.
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
"""What a page may load, run and ask for: its own files and its own service."""

PAGE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What a page has beside, or instead of, the security headers of every answer."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file as it is sent. `etag` changes with its content."""

    content: bytes
    media_type: str
    etag: str

    @property
    def headers(self) -> dict[str, str]:
        """All headers but its length. A browser keeps the file, and asks each time whether it has changed."""
        return {
            "Content-Type": self.media_type,
            "ETag": self.etag,
            "Cache-Control": "no-cache",
            **PAGE_HEADERS,
        }


def read_files(folder: Path = FOLDER) -> dict[str, PageFile]:
    """Every file of the folder by its name."""
    return {path.name: _read(path) for path in sorted(folder.iterdir())}


def _read(path: Path) -> PageFile:
    content = path.read_bytes()
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    return PageFile(content, MEDIA_TYPES[path.suffix], etag)
