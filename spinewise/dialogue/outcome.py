"""When an outcome is news, and what it is about."""

from __future__ import annotations

from spinewise.dialogue.state import State
from spinewise.triage.types import Assessment


def outcome_key(state: State, assessment: Assessment) -> str:
    """Return a key that changes when the outcome has something new to say."""
    rules = sorted(fired.rule.id for fired in assessment.fired)
    case = state.case
    return "|".join([assessment.tier.label, case.complaint, case.region, *rules])
