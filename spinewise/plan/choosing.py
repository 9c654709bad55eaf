"""Choose two to four exercises for one person, or say honestly that none fits."""

from __future__ import annotations

from collections.abc import Collection

from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import Plan, PlanWhen
from spinewise.knowledge.types import Tier
from spinewise.plan.picking import Wish, pick
from spinewise.plan.raising import raised
from spinewise.plan.timing import phase_for, stage_for
from spinewise.plan.types import Choice, PlannedExercise
from spinewise.triage.types import Assessment, Case

_STOP_RULE = "safety.stop_rule"
_NOT_NOW = "fallback.not_now"
_AGE_UNKNOWN = "fallback.age_unknown"
_LITTLE_LEFT = "fallback.little_left"
_ASK_FIRST = "fallback.ask_physio_first"


def choose(
    case: Case,
    assessment: Assessment,
    knowledge: Knowledge,
    *,
    minutes: float | None = None,
    disliked: Collection[str] = (),
    eased: Collection[str] = (),
) -> tuple[PlannedExercise, ...]:
    """The exercises of `make_plan` alone."""
    return make_plan(
        case, assessment, knowledge, minutes=minutes, disliked=disliked, eased=eased
    ).exercises


def make_plan(
    case: Case,
    assessment: Assessment,
    knowledge: Knowledge,
    *,
    minutes: float | None = None,
    disliked: Collection[str] = (),
    eased: Collection[str] = (),
) -> Choice:
    """A plan without anything that a present or uncertain contraindication forbids.

    It is empty where the assessment does not allow exercises. With `minutes`, as many
    exercises as fit, but never fewer than the phase's least number; where even that is
    not reached, `say` holds a `fallback.*` advice. `disliked` are exercise ids, and so are
    `eased`, of which only an easier way may come.
    """
    if not assessment.exercises_allowed:
        only_age = assessment.tier <= Tier.SELFCARE and case.profile.age is None
        return Choice(say=(_AGE_UNKNOWN if only_age else _NOT_NOW,))
    against = raised(case, assessment, knowledge)
    plan = _plan_for(case, frozenset(item.id for item in against), knowledge)
    phase = phase_for(case, assessment, plan, knowledge)
    wish = Wish(
        case=case,
        plan=plan,
        phase=phase,
        knowledge=knowledge,
        raised=frozenset(item.id for item in against),
        minutes=minutes,
        disliked=frozenset(disliked),
        eased=frozenset(eased),
    )
    picked = () if any(item.blocks_all for item in against) else pick(wish)
    return Choice(
        exercises=picked,
        plan=plan.id,
        phase=phase.id,
        stage=stage_for(case, knowledge),
        raised=tuple(item.id for item in against),
        say=_say(wish, picked),
    )


def _plan_for(case: Case, ids: frozenset[str], knowledge: Knowledge) -> Plan:
    """The first plan that fits; the one that fills gaps fits everybody."""
    plans = sorted(knowledge.plans.values(), key=lambda plan: plan.order)
    for plan in plans:
        if any(_suits(when, case, ids) for when in plan.when):
            return plan
    return next(plan for plan in plans if plan.fills_gaps)


def _suits(when: PlanWhen, case: Case, ids: frozenset[str]) -> bool:
    days = case.profile.onset_days
    return (
        (not when.complaints or case.complaint in when.complaints)
        and (not when.regions or case.region in when.regions)
        and (not when.goals or case.profile.goal in when.goals)
        and (not when.raised or not ids.isdisjoint(when.raised))
        and (
            when.onset_at_least is None
            or (days is not None and days >= when.onset_at_least)
        )
    )


def _say(wish: Wish, picked: tuple[PlannedExercise, ...]) -> tuple[str, ...]:
    if not picked:
        return (_ASK_FIRST, *wish.plan.notes)
    say = [_STOP_RULE, *wish.plan.notes]
    if len(picked) < wish.phase.at_least:
        say.append(_LITTLE_LEFT)
    if any(exercise.ask_first for exercise in picked):
        say.append(_ASK_FIRST)
    return tuple(say)
