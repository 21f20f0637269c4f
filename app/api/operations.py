"""What operators and their machines ask: health, metrics, versions, rules."""

import asyncio
import hashlib
import json
import platform
from dataclasses import asdict
from functools import lru_cache
from importlib.metadata import version
from itertools import groupby
from operator import attrgetter

from fastapi import APIRouter, Request
from prometheus_client.exposition import choose_encoder
from starlette.responses import Response

from app import __version__
from app.api.keys import PROTECTED
from app.api.problems import problem_response
from app.api.routes import problems
from app.api.schema import RuleEntry, RuleList, RulePack, SiteRules, SkippedLine, Status, Version
from app.api.service import Here
from app.clean.builtin import BUILT_IN
from app.clean.rules import Rule, RuleSet
from app.clean.rules.rule import ANY_LANGUAGE
from app.clean.site.folder import SiteFolder
from app.errors import CapacityError

SKIPPED_SHOWN = 100
"""So many skipped lines of site rules are listed one by one."""

public = APIRouter()
protected = APIRouter(dependencies=PROTECTED)


@public.get("/healthz", responses=problems(500))
async def healthz() -> Status:
    """The process lives."""
    return Status(status="ok")


@public.get("/readyz", response_model=Status, responses=problems(500, 503))
async def readyz(request: Request, service: Here) -> Status | Response:
    """A worker has cleaned its probe documents, the queue has room, and the service is not leaving."""
    try:
        service.check_room()
    except CapacityError as error:
        # Whatever the reason: to whoever asks here, it is the service that cannot serve.
        return problem_response(request, error, status=503)
    return Status(status="ready")


@public.get("/metrics", response_class=Response, responses=problems(500))
async def metrics(request: Request, service: Here) -> Response:
    """Metrics for Prometheus, as its text format or, if Accept says so, OpenMetrics."""
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(service.metrics.registry), headers={"Content-Type": media_type})


@protected.get("/version", responses=problems(401, 500))
async def versions(service: Here) -> Version:
    """Versions of the service, of what it builds on, and of the rule packs."""
    return await asyncio.to_thread(version_of, service.rules)


@protected.get("/rules", responses=problems(401, 500))
async def rules(service: Here) -> RuleList:
    """The rules, and the built-in decisions, that a struck block can name."""
    decided = [
        RuleEntry(id=entry.id, kind=entry.kind, languages=[ANY_LANGUAGE], why=entry.why, built_in=True)
        for entry in BUILT_IN
    ]
    ruled = [
        RuleEntry(id=rule.id, kind=rule.kind, languages=list(rule.languages), why=rule.why, built_in=False)
        for rule in service.rules.rules
    ]
    return RuleList(rules=decided + ruled, site_rules=_site_rules(service.sites))


def _site_rules(sites: SiteFolder) -> SiteRules:
    return SiteRules(
        files=len(sites.files),
        broken_files=sites.broken,
        digest=sites.digest,
        skipped_lines=len(sites.problems),
        skipped=[
            SkippedLine(file=problem.file, line=problem.line, message=problem.message)
            for problem in sites.problems[:SKIPPED_SHOWN]
        ],
    )


def build_info(rules: RuleSet) -> dict[str, str]:
    """Versions of everything that an answer depends on, by name; `rules` is the digest of all packs."""
    return {
        "service": __version__,
        "python": platform.python_version(),
        "trafilatura": version("trafilatura"),
        "htmldate": version("htmldate"),
        "lxml": version("lxml"),
        "rules": rules.digest,
    }


@lru_cache(1)
def version_of(rules: RuleSet) -> Version:
    """The same with the packs one by one; some tenths of a second of work, the first time."""
    packs = groupby(sorted(rules.rules, key=attrgetter("kind")), key=attrgetter("kind"))
    return Version(**build_info(rules), packs=[_pack(kind, list(members)) for kind, members in packs])


def _pack(kind: str, members: list[Rule]) -> RulePack:
    content = json.dumps([asdict(rule) for rule in members], sort_keys=True)
    return RulePack(kind=kind, rules=len(members), digest=hashlib.sha256(content.encode()).hexdigest()[:12])
