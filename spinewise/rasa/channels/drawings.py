"""Serves the pictures of the exercises, drawn once each when first asked for."""

from __future__ import annotations

import gzip
from functools import cache

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.rasa.on_disk import knowledge

_HEADERS = {
    # For a picture that is opened by itself: its style is its own, nothing else is.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    # A changed pose shows within the hour; until then no phone fetches it twice.
    "Cache-Control": "public, max-age=3600",
}


def add_pictures(blueprint: Blueprint) -> None:
    """Add `GET /pictures/<exercise id>.svg`, `.still.svg` and `.png`."""

    @blueprint.route("/pictures/<name:str>", methods=["GET"])
    async def picture(request: Request, name: str) -> HTTPResponse:
        exercise, _, kind = name.partition(".")
        if exercise not in knowledge().poses or kind not in _TYPES:
            return response.json({"error": f"{name}: no such picture"}, status=404)
        content = drawn(exercise, kind)
        headers = dict(_HEADERS)
        if kind != "png" and "gzip" in request.headers.get("accept-encoding", ""):
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            content = _zipped(exercise, kind)
        return response.raw(content, content_type=_TYPES[kind], headers=headers)


_TYPES = {"svg": "image/svg+xml", "still.svg": "image/svg+xml", "png": "image/png"}


@cache
def drawn(exercise: str, kind: str) -> bytes:
    """The picture of an exercise: `svg` (moving), `still.svg` or `png`.

    Raises:
        KeyError: there is no pose for this exercise.
    """
    # It takes 0.1 s: only who shows a picture pays for it.
    from spinewise.drawing import png, svg

    pose = knowledge().poses[exercise]
    if kind == "png":
        return png(pose)
    return svg(pose, moving=kind == "svg").encode()


@cache
def size_of(exercise: str) -> dict[str, int]:
    """Width and height of a picture, so that its room is kept before it arrives.

    In tenths of its own units: whole numbers, as HTML wants them, in its exact ratio.

    Raises:
        KeyError: there is no pose for this exercise.
    """
    from spinewise.drawing import size

    wide, high = size(knowledge().poses[exercise])
    return {"width": round(10 * wide), "height": round(10 * high)}


@cache
def _zipped(exercise: str, kind: str) -> bytes:
    return gzip.compress(drawn(exercise, kind), mtime=0)
