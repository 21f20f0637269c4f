"""`GET /`, `GET /status` and what these pages load. They carry no document, so no key is asked for."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.api.playground.files import read_files
from app.api.routes import problems
from app.errors import NotFound

router = APIRouter()

FILES = read_files()


@router.head("/", include_in_schema=False)
@router.get("/", response_class=HTMLResponse, responses=problems(500))
async def playground(request: Request) -> Response:
    """The page to try the service on."""
    return _sent(request, "playground.html")


@router.head("/status", include_in_schema=False)
@router.get("/status", response_class=HTMLResponse, responses=problems(500))
async def status(request: Request) -> Response:
    """Live figures from `/metrics`, drawn in the browser."""
    return _sent(request, "status.html")


@router.head("/playground/{name}", include_in_schema=False)
@router.get("/playground/{name}", include_in_schema=False)
async def file(request: Request, name: str) -> Response:
    """A script, a style sheet, an example. Raises NotFound."""
    return _sent(request, name)


def _sent(request: Request, name: str) -> Response:
    found = FILES.get(name)
    if found is None:
        raise NotFound("the pages have no such file")
    known = request.headers.get("if-none-match", "")
    if found.etag in (tag.strip().removeprefix("W/") for tag in known.split(",")):
        return Response(status_code=304, headers=found.headers)
    return Response(found.content, headers=found.headers)
