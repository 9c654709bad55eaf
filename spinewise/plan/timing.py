"""Where on the way to recovery a person is."""

from __future__ import annotations

from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import Phase, Plan
from spinewise.triage.types import Assertion, Assessment, Case

_HOLDS_BACK = frozenset({Assertion.PRESENT, Assertion.UNCERTAIN})


def phase_for(
    case: Case, assessment: Assessment, plan: Plan, knowledge: Knowledge
) -> Phase:
    """The phase by the time since onset, held back by strong or growing pain."""
    phases = sorted(knowledge.phases.values(), key=lambda phase: phase.from_day)
    last = _by_onset(case.profile.onset_days, plan, phases)
    reached = phases[0]
    for phase in phases[1 : phases.index(last) + 1]:
        if not _may_enter(phase, case, assessment):
            break
        reached = phase
    return reached


def stage_for(case: Case, knowledge: Knowledge) -> str:
    """Id of the timeline's stage, empty when the onset is not known."""
    days = case.profile.onset_days
    if days is None:
        return ""
    for stage in knowledge.timeline.values():
        if stage.from_day <= days and (stage.to_day is None or days < stage.to_day):
            return stage.id
    return ""


def _by_onset(days: float | None, plan: Plan, phases: list[Phase]) -> Phase:
    if days is not None:
        begun = [phase for phase in phases if phase.from_day <= days]
        return begun[-1] if begun else phases[0]
    if plan.onset_unknown:
        return next(phase for phase in phases if phase.id == plan.onset_unknown)
    return next((phase for phase in phases if phase.onset_unknown), phases[0])


def _may_enter(phase: Phase, case: Case, assessment: Assessment) -> bool:
    pain = case.profile.pain
    if (
        pain is not None
        and phase.pain_at_most is not None
        and pain > phase.pain_at_most
    ):
        return False
    return not any(
        mention.finding in phase.not_with and mention.assertion in _HOLDS_BACK
        for mention in assessment.findings
    )
