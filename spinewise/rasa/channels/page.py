"""Serves the chat page and its files, under a strict content security policy."""

from __future__ import annotations

import gzip
from functools import cache

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.settings import ROOT, settings

_WEB = ROOT / "web"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


def add_page(blueprint: Blueprint) -> None:
    """Add `GET /chat` and `GET /chat/<file>`: the files of `web/`, no others."""

    @blueprint.route("/chat", methods=["GET"])
    async def page(request: Request) -> HTTPResponse:
        return _file("chat.html", request)

    @blueprint.route("/chat/<name:str>", methods=["GET"])
    async def asset(request: Request, name: str) -> HTTPResponse:
        return _file(name, request)


@cache
def _files() -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in _WEB.iterdir()
        if path.suffix in _TYPES and path.is_file()
    }


@cache
def _zipped(name: str) -> bytes:
    return gzip.compress(_files()[name], mtime=0)


def _file(name: str, request: Request) -> HTTPResponse:
    content = _files().get(name)
    if content is None:
        return response.json({"error": f"{name}: no such file"}, status=404)
    frames = " ".join(["'self'", *settings().embed_allowed])
    encoding = {"Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        content = _zipped(name)
        encoding["Content-Encoding"] = "gzip"
    return response.raw(
        content,
        content_type=_TYPES["." + name.rpartition(".")[2]],
        headers={
            "Content-Security-Policy": "default-src 'none'; script-src 'self'; "
            "style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            f"base-uri 'none'; form-action 'none'; frame-ancestors {frames}",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-cache",
            # The launcher is a module, which other sites load only when allowed to.
            "Access-Control-Allow-Origin": "*",
            **encoding,
        },
    )
