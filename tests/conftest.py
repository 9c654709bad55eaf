"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# `make proof` asks for many more examples than the gate has time for.
settings.register_profile(
    "spinewise",
    max_examples=int(os.environ.get("SPINEWISE_EXAMPLES", "100")),
    deadline=None,
)
settings.load_profile("spinewise")
