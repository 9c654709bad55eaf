"""Checks that nothing as large as a file is missing: an empty list breaks no reference.

Without its safety questions the bot would show exercises unasked, and without the rules
of an area the signs of that area would be heard and forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# Groups, decisions and stages of healing need not exist.
_NEEDED = (
    "sources",
    "findings",
    "rules",
    "questions",
    "countries",
    "exercises",
    "contraindications",
    "phases",
    "plans",
    "advice",
)


def missing_lists(items: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the lists that must hold something and don't, with what is wrong."""
    for key in _NEEDED:
        if not items[key]:
            yield key, f"no file has anything under `{key}:`; is one missing?"


def rows_without_rule(
    items: Mapping[str, Mapping[str, Any]],
) -> Iterator[tuple[str, str]]:
    """Yield the red flags with a row of the clinical brief that no rule carries out.

    None while a rule is wrong in itself: it may be the one that carries the row out.
    """
    rules, findings = items["rules"].values(), items["findings"].values()
    if None in rules:
        return
    carried = {row for rule in rules for row in rule.brief}
    for finding in filter(None, findings):
        left = [row for row in finding.brief if row not in carried]
        if finding.red_flag and left:
            rows = ", ".join(left)
            yield finding.id, f"no rule carries out {rows}; is a file of rules missing?"
