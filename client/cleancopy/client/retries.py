"""When a request is sent again: if it is retryable, no sooner than the service asks, for a bounded time."""

from __future__ import annotations

from dataclasses import dataclass

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_before_delay,
    wait_random_exponential,
)

from cleancopy.client.errors import CleancopyError


@dataclass(frozen=True, slots=True)
class Retries:
    """Seconds. No try begins later than `total` after the first one did; 0 means one try.

    The wait before a try is random: up to `first` before the second, up to twice as much before each further
    one, at most `longest`; but never less than the service asked for with Retry-After.
    """

    total: float = 60.0
    first: float = 0.25
    longest: float = 10.0

    def retrying(self) -> Retrying:
        """Attempts, for code that blocks."""
        return Retrying(
            retry=retry_if_exception(_retryable),
            wait=self._wait,
            stop=stop_before_delay(self.total),
            reraise=True,
        )

    def async_retrying(self) -> AsyncRetrying:
        """Attempts, for asyncio."""
        return AsyncRetrying(
            retry=retry_if_exception(_retryable),
            wait=self._wait,
            stop=stop_before_delay(self.total),
            reraise=True,
        )

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome is not None else None
        asked = error.retry_after if isinstance(error, CleancopyError) else None
        return max(asked or 0.0, wait_random_exponential(self.first, self.longest)(state))


def _retryable(error: BaseException) -> bool:
    return isinstance(error, CleancopyError) and error.retryable
