"""What the routes work with: one object a process, made in `app.main`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

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

    `traces`     makes spans; None unless requests are traced.
    `keys`       are the API keys that open.
    `watched`    are files that are read again when they change.
    `in_flight`  counts the requests that have not been answered in full.
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
    draining: bool = False

    def drain(self) -> None:
        """Take nothing new from now on; what was accepted is finished."""
        self.draining = True

    def check_room(self) -> None:
        """Raise a CapacityError if a document that came now would be turned away."""
        if self.draining:
            raise ShuttingDown("the service is shutting down; another instance may take the document")
        self.pool.check_room()


def service_of(request: Request) -> Service:
    """The service behind a request."""
    service: Service = request.app.state.service
    return service


Here = Annotated[Service, Depends(service_of)]
