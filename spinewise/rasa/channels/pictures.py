"""Pictures for services: an address when the world can reach it, else the bytes."""

from __future__ import annotations

import logging
import re

logger = logging.getLogger(__name__)

_OURS = re.compile(r"/?pictures/([a-z0-9_.-]+)\.png")


async def picture_of(source: str, public_url: str) -> str | bytes | None:
    """Return a public address, or the picture itself, or None when there is none."""
    if source.startswith("https://"):
        return source
    if not source.startswith("/"):
        return None
    if public_url:
        return public_url + source
    return None
