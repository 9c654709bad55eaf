"""Pictures for services: an address when the world can reach it, else the bytes."""

from __future__ import annotations

import asyncio
import re

from spinewise.rasa.channels.drawings import drawn

_OURS = re.compile(r"/pictures/([a-z0-9_]+)\.(?:png|svg)")


async def picture_of(source: str, public_url: str) -> str | bytes | None:
    """Return a public address, or the picture itself, or None when there is none.

    Services show no SVG, so a picture of ours is always the PNG.
    """
    if source.startswith("https://"):
        return source
    ours = _OURS.fullmatch(source)
    if ours is None:
        return None
    if public_url:
        return f"{public_url}/pictures/{ours[1]}.png"
    try:
        return await asyncio.to_thread(drawn, ours[1], "png")
    except KeyError:
        return None
