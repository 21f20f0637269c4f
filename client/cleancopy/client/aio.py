"""The client for asyncio."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Iterable
from typing import TYPE_CHECKING, Self

import httpx
from pydantic import ValidationError

from cleancopy.client import wire
from cleancopy.client.batches import PATH, BatchAnswer, Chunk, Document
from cleancopy.client.errors import error_of
from cleancopy.client.retries import Retries

if TYPE_CHECKING:
    import ssl
    from datetime import datetime

    from cleancopy.client.answers import Article


class AsyncClient:
    """A Cleancopy service. Close it, or use it as a context manager.

    `uds` is the path of a Unix socket to connect to instead of the host of `url`. `verify` may be an SSL
    context, which is also the place for a client certificate. `timeout` is in seconds, for each single wait
    on the network: keep it above the service's deadline. `connections` is the most that are open. Bodies of
    more than `compress_above` bytes are sent with gzip; None: none is.
    """

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        api_key: str | None = None,
        uds: str | None = None,
        verify: ssl.SSLContext | bool = True,
        timeout: float = 60.0,
        connections: int = 8,
        retries: Retries | None = None,
        compress_above: int | None = 64 * 1024,
    ) -> None:
        self._retries = retries or Retries()
        self._compress_above = compress_above
        self._http = httpx.AsyncClient(
            base_url=url,
            headers={} if api_key is None else {"Authorization": f"Bearer {api_key}"},
            timeout=timeout,
            transport=httpx.AsyncHTTPTransport(
                uds=uds, verify=verify, limits=httpx.Limits(max_connections=connections)
            ),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def ready(self) -> bool:
        """Whether the service takes documents now."""
        try:
            return (await self._http.get("/readyz")).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    async def clean(
        self,
        *,
        html: str | bytes | None = None,
        text: str | bytes | None = None,
        url: str | None = None,
        fetched_at: datetime | str | None = None,
        explain: bool = False,
        format: wire.Format = "text",  # noqa: A002 (the name of the wire)
        charset: str | None = None,
    ) -> Article:
        """Clean one document: exactly one of `html` and `text`, as str or as the bytes that were fetched.

        `charset` is what the Content-Type of the bytes said. Raises CleancopyErrors, retryable ones only once
        the time for retries is over.
        """
        given = wire.options(url, fetched_at, explain, format)
        sending = wire.document(html, text, charset, given).compressed(self._compress_above)
        async for attempt in self._retries.async_retrying():
            with attempt, wire.reaching():
                response = await self._http.post(
                    "/clean", content=sending.content, headers=sending.headers, params=sending.params
                )
                return wire.article_of(response)
        raise AssertionError("the last attempt returns or raises")

    async def clean_batch(
        self,
        documents: Iterable[Document] | AsyncIterable[Document],
        *,
        ordered: bool = True,
        at_once: int = 4,
    ) -> AsyncIterator[BatchAnswer]:
        """Clean many documents, `at_once` requests of up to 16 at a time, while the answers are taken.

        A document that cannot be cleaned has its error in its answer. Raises an Unavailable if the service
        does not come back within the time for retries; what was yielded until then is done.
        """
        running: deque[asyncio.Task[Chunk]] = deque()
        try:
            async for chunk in _chunks(documents):
                running.append(asyncio.create_task(self._clean_chunk(chunk)))
                if len(running) >= at_once:
                    for done in await _some(running, ordered=ordered):
                        for answer in done.answers():
                            yield answer
            while running:
                for done in await _some(running, ordered=ordered):
                    for answer in done.answers():
                        yield answer
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _clean_chunk(self, chunk: Chunk) -> Chunk:
        async for attempt in self._retries.async_retrying():
            with attempt, wire.reaching():
                await self._send_chunk(chunk)
        return chunk

    async def _send_chunk(self, chunk: Chunk) -> None:
        sending = chunk.sending().compressed(self._compress_above)
        async with self._http.stream(
            "POST", PATH, content=sending.content, headers=sending.headers, params=sending.params
        ) as response:
            if response.status_code != httpx.codes.OK:
                await response.aread()
                raise error_of(response)
            try:
                async for data in response.aiter_bytes():
                    chunk.take(data)
            except (ValidationError, IndexError):
                raise wire.unreadable(response) from None
        chunk.check()


async def _chunks(documents: Iterable[Document] | AsyncIterable[Document]) -> AsyncIterator[Chunk]:
    chunk = Chunk()
    async for document in _each(documents):
        if not chunk.add(document):
            yield chunk
            chunk = Chunk()
    if chunk.documents:
        yield chunk


async def _each(documents: Iterable[Document] | AsyncIterable[Document]) -> AsyncIterator[Document]:
    if isinstance(documents, AsyncIterable):
        async for document in documents:
            yield document
    else:
        for document in documents:
            yield document


async def _some(running: deque[asyncio.Task[Chunk]], *, ordered: bool) -> list[Chunk]:
    """Take out of `running` the first chunk, or those that are done first. Raises what they raised."""
    if ordered:
        await asyncio.wait((running[0],))
        return [running.popleft().result()]
    done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        running.remove(task)
    return [task.result() for task in done]
