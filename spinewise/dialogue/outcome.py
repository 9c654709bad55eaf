"""When an outcome is news, and what it is about."""

from __future__ import annotations

from typing import Final

from spinewise.dialogue.state import State
from spinewise.triage.types import Assessment

# An age that is told late lets exercises come, though the tier stays.
_WITH_EXERCISES: Final = "exercises"


def outcome_key(state: State, assessment: Assessment) -> str:
    """Return a key that changes when the outcome has something new to say."""
    rules = sorted(fired.rule.id for fired in assessment.fired)
    case = state.case
    moves = [_WITH_EXERCISES] if assessment.exercises_allowed else []
    return "|".join(
        [assessment.tier.label, case.complaint, case.region, *rules, *moves]
    )
