"""What callers' bodies take in memory, all open requests together, and how long one may stand still."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import Busy

STALL_SECONDS = 60.0
"""A body of which nothing came for so long is given up. nginx waits as long (client_body_timeout)."""


@dataclass(slots=True)
class Bodies:
    """The bytes that all open requests hold, after inflating, and how many they may."""

    limit: int
    held: int = 0


class Hold:
    """What one request holds of it."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._held = 0

    def add(self, size: int) -> None:
        """Hold so many bytes more. Raises Busy if that is too much for all together."""
        if self._bodies.held + size > self._bodies.limit:
            raise Busy(f"the bodies of open requests take all of their {self._bodies.limit} bytes")
        self._bodies.held += size
        self._held += size

    def release(self) -> None:
        """Hold nothing any more."""
        self._bodies.held -= self._held
        self._held = 0
