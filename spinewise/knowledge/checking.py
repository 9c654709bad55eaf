"""Checks across items: what one item says about another must be true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spinewise.knowledge.problems import Problem


def problems_in(
    items: Mapping[str, Mapping[str, Any]],
    files: Mapping[tuple[str, str], str],
    *,
    complete: bool,
) -> list[Problem]:
    """Everything that is wrong between items; wrong items are None here."""
    return []
