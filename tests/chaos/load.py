"""A client that counts: it sends pages at a rate or in a circle, and keeps every answer."""

from __future__ import annotations

import asyncio
import itertools
import os
import ssl
import time
from typing import TYPE_CHECKING

import httpx

from tests.chaos.tally import LOST, REFUSED, Answer, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.chaos.pages import Page

PATIENCE = 120.0
"""Seconds without an answer after which a request counts as lost."""


_TLS = ssl.create_default_context()
"""Unused, but each client would make one of its own, in 20 ms."""


class Load:
    """Requests to one service; use as an async context manager.

    `right` has the answers that the service gave in calm, by the name of the page; a page that is not in it
    is right whatever its answer is.
    """

    _runs = itertools.count()

    def __init__(self, url: str, right: dict[str, bytes] | None = None) -> None:
        self._url = url
        # A client with one connection for each open request: httpx's pool looks at all its connections
        # at each event, which at some hundred of them is slower than the service.
        self._clients: list[httpx.AsyncClient] = []
        self._idle: list[httpx.AsyncClient] = []
        self._numbers = itertools.count()
        self._prefix = f"chaos-{os.getpid()}-{next(self._runs)}"
        self.right = right or {}

    async def __aenter__(self) -> Load:
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients:
            await client.aclose()

    def _client(self) -> httpx.AsyncClient:
        if self._idle:
            return self._idle.pop()
        client = httpx.AsyncClient(base_url=self._url, timeout=PATIENCE, verify=_TLS, trust_env=False)
        self._clients.append(client)
        return client

    async def _post(self, page: Page, request_id: str) -> httpx.Response:
        client = self._client()
        try:
            return await client.post(
                page.path, content=page.body, headers=page.headers | {"X-Request-ID": request_id}
            )
        finally:
            self._idle.append(client)

    async def learn(self, pages: Sequence[Page]) -> None:
        """Ask for every page once, and take what comes for right."""
        for page in pages:
            response = await self._post(page, f"{self._prefix}-learn")
            assert response.status_code == httpx.codes.OK, response.text
            self.right[page.name] = response.content

    async def send(self, page: Page, tally: Tally) -> Answer:
        """Send a page once, whatever comes of it."""
        request_id = f"{self._prefix}-{next(self._numbers)}"
        tally.sent += 1
        began = time.perf_counter()
        try:
            response = await self._post(page, request_id)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            answer = _nothing(request_id, page, began, REFUSED, error)
        except httpx.TransportError as error:
            answer = _nothing(request_id, page, began, LOST, error)
        else:
            answer = self._judged(response, request_id, page, began)
        tally.answers.append(answer)
        return answer

    def _judged(self, response: httpx.Response, request_id: str, page: Page, began: float) -> Answer:
        cleaned = response.status_code == httpx.codes.OK
        expected = self.right.get(page.name, response.content)
        return Answer(
            request_id=request_id,
            page=page.name,
            status=response.status_code,
            code="" if cleaned else response.json()["code"],
            began=began,
            seconds=time.perf_counter() - began,
            right=response.content == expected if cleaned else True,
            retry_after=response.headers.get("Retry-After", ""),
        )

    async def in_circle(
        self, pages: Sequence[Page], tally: Tally, *, at_once: int, until: Callable[[Answer], bool]
    ) -> None:
        """Keep so many requests open, page after page, until `until` says of an answer that it is enough.

        An answer that asks for another try is not repeated: the next page is.
        """
        around = itertools.cycle(pages)
        enough = False

        async def keep_one() -> None:
            nonlocal enough
            while not enough:
                enough = until(await self.send(next(around), tally)) or enough

        await _together(keep_one() for _ in range(at_once))

    async def number(self, pages: Sequence[Page], tally: Tally, *, at_once: int, count: int) -> None:
        """Send so many requests in all, `at_once` at the same time."""
        remaining = itertools.islice(itertools.cycle(pages), count)

        async def take() -> None:
            for page in remaining:
                await self.send(page, tally)

        await _together(take() for _ in range(at_once))

    async def at_rate(
        self, pages: Sequence[Page], tally: Tally, *, rate: float, seconds: float
    ) -> list[asyncio.Task[Answer]]:
        """Send so many requests a second, whether or not those before were answered.

        Returns when the last is sent; the tasks end when they are answered.
        """
        began = time.perf_counter()
        tasks = []
        for number, page in enumerate(itertools.islice(itertools.cycle(pages), round(rate * seconds))):
            await asyncio.sleep(began + number / rate - time.perf_counter())
            tasks.append(asyncio.create_task(self.send(page, tally)))
        return tasks


def for_seconds(seconds: float) -> Callable[[Answer], bool]:
    """Enough, once this time has passed from now."""
    end = time.perf_counter() + seconds
    return lambda _: time.perf_counter() > end


def _nothing(request_id: str, page: Page, began: float, code: str, error: Exception) -> Answer:
    seconds = time.perf_counter() - began
    return Answer(request_id, page.name, 0, code, began, seconds, why=type(error).__name__)


async def _together(coroutines) -> None:
    async with asyncio.TaskGroup() as tasks:
        for coroutine in coroutines:
            tasks.create_task(coroutine)
