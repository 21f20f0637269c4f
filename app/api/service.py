"""What the routes work with: one object a process, made in `app.main`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from app.api.bodies import Bodies
from app.clean.site.folder import NO_SITES, SiteFolder
from app.errors import ShuttingDown
from app.keyring import Keyring

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

    from app.api.metrics import Metrics
    from app.clean.rules import RuleSet
    from app.reload import WatchedFiles
    from app.settings import Settings
    from app.workers.pool import WorkerPool


@dataclass(slots=True)
class Service:
    """The running service.

    `traces`       makes spans; None unless requests are traced.
    `keys`         are the API keys that open.
    `watched`      are files that are read again when they change.
    `in_flight`    counts the requests that have not been answered in full.
    `batch_lines`  counts the lines of batches that were read and have not been answered.
    `leaving`      is set once the service drains.
    `bodies`       bounds what bodies take: no more than if every place had the largest, however many connect.
    """

    settings: Settings
    rules: RuleSet
    pool: WorkerPool
    metrics: Metrics
    sites: SiteFolder = NO_SITES
    traces: TracerProvider | None = None
    keys: Keyring = field(default_factory=Keyring)
    watched: list[WatchedFiles] = field(default_factory=list)
    in_flight: int = 0
    batch_lines: int = 0
    leaving: asyncio.Event = field(default_factory=asyncio.Event)
    bodies: Bodies = field(init=False)

    def __post_init__(self) -> None:
        places = self.settings.workers + self.settings.queue_limit
        self.bodies = Bodies(places * self.settings.max_inflated_bytes)

    @property
    def draining(self) -> bool:
        """Whether the service takes nothing new any more."""
        return self.leaving.is_set()

    def drain(self) -> None:
        """Take nothing new from now on; what was accepted is finished."""
        self.leaving.set()

    def check_room(self) -> None:
        """Raise a CapacityError if a document that came now would be turned away."""
        self._check_staying()
        self.pool.check_room()

    def check_open(self) -> None:
        """Raise a CapacityError if a batch that came now would be turned away; it can wait for room."""
        self._check_staying()
        self.pool.check_open()

    def _check_staying(self) -> None:
        if self.draining:
            raise ShuttingDown("the service is shutting down; another instance may take the document")


async def service_of(request: Request) -> Service:  # async: FastAPI runs others in a thread of their own
    """The service behind a request."""
    service: Service = request.app.state.service
    return service


Here = Annotated[Service, Depends(service_of)]
