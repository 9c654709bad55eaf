"""Assess a case once, though a turn needs its assessment at several places.

A message is assessed with what was known before it and with what it adds, in the
policy and again in the action; the next message begins with the same case. Assessing
is pure, so the last assessments are kept by what they were made from.
"""

from __future__ import annotations

from functools import lru_cache

from spinewise.knowledge import Knowledge
from spinewise.triage import assess
from spinewise.triage.types import Assessment, Case

# Enough for what is under way between two messages of some twenty people.
_KEPT = 64


class _Made:
    """A case and the knowledge to assess it with, equal when both say the same."""

    __slots__ = ("_hash", "case", "knowledge")

    def __init__(self, case: Case, knowledge: Knowledge) -> None:
        self.case = case
        self.knowledge = knowledge
        # Answers are a mapping and cannot be hashed by themselves.
        self._hash = hash((case.mentions, tuple(case.answers.items()), knowledge.hash))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Made):
            return NotImplemented
        same_knowledge = self.knowledge.hash == other.knowledge.hash
        return same_knowledge and self.case == other.case


def assess_once(case: Case, knowledge: Knowledge) -> Assessment:
    """Return `assess(case, knowledge)`, kept from before where nothing differs.

    Raises:
        CaseError: the case names a finding, question or answer that does not exist.
    """
    return _assess(_Made(case, knowledge))


def forget_assessments() -> None:
    """Forget all that is kept: it holds what people said."""
    _assess.cache_clear()


@lru_cache(maxsize=_KEPT)
def _assess(made: _Made) -> Assessment:
    return assess(made.case, made.knowledge)
