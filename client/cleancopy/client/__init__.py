"""Client of Cleancopy, the content-cleaning service: `Client` and, for asyncio, `AsyncClient`."""

from cleancopy.client.aio import AsyncClient
from cleancopy.client.answers import Article, KeptBlock, Problem, Sources, Stats, StruckBlock
from cleancopy.client.batches import BatchAnswer, Document
from cleancopy.client.errors import (
    CleancopyError,
    DocumentFailed,
    Refused,
    ServiceFailed,
    Unavailable,
    Unreachable,
)
from cleancopy.client.retries import Retries
from cleancopy.client.sync import Client

__version__ = "0.1.0"

__all__ = [
    "Article",
    "AsyncClient",
    "BatchAnswer",
    "CleancopyError",
    "Client",
    "Document",
    "DocumentFailed",
    "KeptBlock",
    "Problem",
    "Refused",
    "Retries",
    "ServiceFailed",
    "Sources",
    "Stats",
    "StruckBlock",
    "Unavailable",
    "Unreachable",
]
