"""The knowledge on disk, for parts that no model gives it to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from spinewise.knowledge import Knowledge, knowledge_hash, load
from spinewise.settings import settings

_LOADED: dict[str, Knowledge] = {}


@cache
def knowledge() -> Knowledge:
    """Return the knowledge on disk, read once per process."""
    return knowledge_in(settings().knowledge_path)


def knowledge_in(
    folder: Path, kept: Callable[[], Knowledge | None] = lambda: None
) -> Knowledge:
    """Return the knowledge of a folder; folders of the same content share it.

    The pipeline, the policy and the actions each ask for it, from the model or from
    the disk. `kept` is asked first, for what was made of the files earlier.
    """
    content = knowledge_hash(folder)
    if content not in _LOADED:
        _LOADED.clear()
        _LOADED[content] = kept() or load(folder)
    return _LOADED[content]
