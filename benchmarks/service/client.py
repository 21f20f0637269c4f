"""Sends documents as clients do, and waits when the service says that it is busy."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from benchmarks.accuracy.tools.ours import FETCHED_AT

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample

_FETCHED_AT = FETCHED_AT.isoformat().replace("+00:00", "Z")

#: The contract's one rule for clients: these are worth another try, nothing else is.
_RETRYABLE = (429, 503)
_TRIES = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """What the service said to one document.

    `status`   the last HTTP status; 0 if the connection broke.
    `answer`   the JSON object of the body, empty if it is none.
    `seconds`  of the last try, from sending to the whole answer.
    `refused`  how often the service asked for patience first.
    """

    status: int
    answer: dict[str, Any]
    seconds: float
    refused: int


class Client:
    """A client of one running service; use as an async context manager."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=120)

    async def __aenter__(self) -> Client:
        await self._http.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def clean(self, sample: Sample) -> Reply:
        """HTML goes as the gzipped bytes that are stored, text as JSON; both with `explain`."""
        # what is no http address, as some samples have, the service would refuse
        url = sample.url.strip() if sample.url and sample.url.startswith("http") else None
        if sample.kind == "html":
            query = {"explain": "true", "fetched_at": _FETCHED_AT} | ({"url": url} if url else {})
            headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
            return await self._post(params=query, headers=headers, content=sample.stored())
        options = {"explain": True, "fetched_at": _FETCHED_AT, "url": url}
        return await self._post(json={"text": sample.text, **options})

    async def clean_again(self, body: str) -> Reply:
        """A body that came of cleaning, sent as text, with `explain`."""
        return await self._post(json={"text": body, "explain": True, "fetched_at": _FETCHED_AT})

    async def ready(self) -> bool:
        """Whether the service takes documents."""
        try:
            return (await self._http.get("/readyz")).status_code == 200
        except httpx.TransportError:
            return False

    async def metrics(self) -> str:
        """The service's own figures in Prometheus' text format."""
        return (await self._http.get("/metrics")).text

    async def _post(self, **request: Any) -> Reply:
        refused = 0
        while True:
            start = time.perf_counter()
            try:
                response = await self._http.post("/clean", **request)
            except httpx.TransportError as error:
                return Reply(0, {"code": type(error).__name__}, time.perf_counter() - start, refused)
            seconds = time.perf_counter() - start
            if response.status_code not in _RETRYABLE or refused == _TRIES:
                return Reply(response.status_code, _object(response), seconds, refused)
            refused += 1
            await asyncio.sleep(float(response.headers.get("Retry-After", "1")))


def _object(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
