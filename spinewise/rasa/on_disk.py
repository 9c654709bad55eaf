"""The knowledge on disk, for parts that no model gives it to."""

from __future__ import annotations

from functools import cache

from spinewise.knowledge import Knowledge, load
from spinewise.settings import settings


@cache
def knowledge() -> Knowledge:
    """Return the knowledge on disk, read once per process."""
    return load(settings().knowledge_path)
