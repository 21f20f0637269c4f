"""The application: what is wired to what, and what is started and ended with it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from fastapi import FastAPI

from app import __version__
from app.api import batch, operations, routes
from app.api.metrics import Metrics
from app.api.middleware import QUIET, Observed
from app.api.playground import routes as playground
from app.api.problems import install_handlers
from app.api.security_headers import SecurityHeaders, headers_of
from app.api.service import Service
from app.clean.rules import load_rules
from app.clean.site.folder import SiteFolder, load_sites
from app.keyring import Keyring
from app.reload import WatchedFiles, watch
from app.settings import MEBIBYTE, Settings, load_settings, variable
from app.tracing import make_provider, shut_down, telemetry
from app.workers.pool import WorkerPool
from app.workers.task import Limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

logger = logging.getLogger(__name__)

WARNINGS = 50
"""So many skipped lines of site rules are logged one by one at the start."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application, its workers not yet started. Raises SettingsError and RulePackError."""
    service = make_service(settings or load_settings())
    app = FastAPI(
        title="Cleancopy",
        version=__version__,
        openapi_url=None,  # openapi.yaml is the published contract; a test holds it to what this app says
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        telemetry=telemetry(service.traces, QUIET),
        # Not included like those below: through an included router a request looks for its route twice.
        routes=[*routes.router.routes, *batch.router.routes],
    )
    app.state.service = service
    app.include_router(operations.public)
    app.include_router(operations.protected)
    if service.settings.playground:
        app.include_router(playground.router)
    app.add_middleware(Observed, service=service)
    app.add_middleware(SecurityHeaders, headers=headers_of(tls=service.settings.tls_cert_file is not None))
    install_handlers(app)
    return app


def make_service(settings: Settings) -> Service:
    """The service behind the application."""
    rules = load_rules(settings.rules_dir)
    sites = load_sites(settings.site_config_dir)
    _warn_of(sites)
    limits = Limits(
        deadline=settings.deadline_seconds,
        memory=settings.worker_memory_mb * MEBIBYTE,
        recycle_after=settings.recycle_after_documents,
        recycle_above=settings.recycle_above_mb * MEBIBYTE,
    )
    pool = WorkerPool(settings.workers, settings.queue_limit, limits, rules.rules, sites)
    metrics = Metrics(operations.build_info(rules), rules)
    traces = make_provider() if settings.tracing else None
    keys = Keyring(settings.api_keys, settings.api_keys_file)
    service = Service(settings, rules, pool, metrics, sites, traces, keys)
    if settings.api_keys_file is not None:
        files = WatchedFiles(variable("api_keys_file"), [settings.api_keys_file], keys.load)
        service.watched.append(files)
    metrics.watch(service)
    return service


def _warn_of(sites: SiteFolder) -> None:
    for problem in sites.problems[:WARNINGS]:
        logger.warning("site rules: %s", problem)
    if len(sites.problems) > WARNINGS:
        more = len(sites.problems) - WARNINGS
        logger.warning("site rules: %d more lines are skipped; `cleancopy rules sites` tells which", more)


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    pool = service.pool
    pool.start()
    watching = asyncio.create_task(watch(service.watched))
    try:
        yield
    finally:
        watching.cancel()
        await pool.close()
        if service.traces is not None:
            await asyncio.to_thread(shut_down, service.traces)
