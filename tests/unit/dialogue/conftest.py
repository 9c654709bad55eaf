"""The shipped knowledge, loaded once."""

from __future__ import annotations

import pytest

from spinewise.knowledge import Knowledge, load
from spinewise.settings import settings


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load(settings().knowledge_path)
