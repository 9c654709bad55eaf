"""Assess a case: the highest tier of all that holds, with its reasons.

Promises: adding a present finding never lowers the tier; order plays no part; the
same case and knowledge always give the same assessment.
"""

from __future__ import annotations

from typing import Final

from spinewise.knowledge.types import Kind, Knowledge, Tier
from spinewise.triage.answers import CONFIRM
from spinewise.triage.evidence import Evidence, gather
from spinewise.triage.matching import World, rule_book
from spinewise.triage.questions import floors, open_groups, to_confirm
from spinewise.triage.types import Assessment, Case, Fired, Floor, Nearly

_NO_COMPLAINT: Final = "none"


def assess(case: Case, knowledge: Knowledge) -> Assessment:
    """How soon the patient needs help, as far as it is known, and why.

    Raises:
        CaseError: the case names a finding, question or answer that does not exist.
    """
    evidence = gather(case, knowledge)
    fired = _fired(evidence, knowledge)
    nearly = _nearly(evidence, fired, knowledge)
    given = tuple(floors(evidence, knowledge))
    tier = _tier(case, fired, given)
    kinds = _kinds(tier, fired, given, knowledge)
    confirm = to_confirm(evidence, nearly, knowledge)
    doubts = tuple(CONFIRM + finding for finding in confirm)
    asked = (*doubts, *_suspected_first(open_groups(evidence, knowledge), case))
    # Small talk is not questioned, except about a danger that it names.
    started = tier > Tier.NONE or bool(evidence.replies)
    # An emergency is not kept waiting by questions.
    waits = tier < Tier.EMERGENCY
    idle = tier == Tier.NONE and case.complaint == _NO_COMPLAINT
    return Assessment(
        tier=tier,
        kind=kinds[0] if kinds else None,
        kinds=kinds,
        provisional=waits and not idle and bool(asked),
        fired=fired,
        floors=given,
        nearly=nearly,
        confirm=confirm,
        open_questions=(asked if started else doubts) if waits else (),
        findings=(*evidence.merged.values(), *evidence.others),
        exercises_allowed=not asked
        and _old_enough(evidence, knowledge)
        and _all_allow(tier, case, fired, given),
    )


def _suspected_first(questions: tuple[str, ...], case: Case) -> tuple[str, ...]:
    first = [question for question in case.suspected if question in questions]
    return tuple(dict.fromkeys((*first, *questions)))


def _fired(evidence: Evidence, knowledge: Knowledge) -> tuple[Fired, ...]:
    world = World(knowledge, evidence.present, evidence.facts)
    return tuple(
        Fired(
            rule=rule,
            because=tuple(evidence.merged[name] for name in match.findings),
            facts=match.facts,
        )
        for rule, match in rule_book(knowledge).holding(world)
    )


def _nearly(
    evidence: Evidence, fired: tuple[Fired, ...], knowledge: Knowledge
) -> tuple[Nearly, ...]:
    maybe = evidence.uncertain | evidence.past
    if not maybe:
        return ()
    world = World(knowledge, evidence.present, evidence.facts, maybe)
    held = {each.rule.id for each in fired}
    return tuple(
        Nearly(
            rule=rule,
            because=tuple(
                evidence.merged[name] for name in match.findings if name not in maybe
            ),
            facts=match.facts,
            missing=tuple(name for name in match.findings if name in maybe),
        )
        for rule, match in rule_book(knowledge).holding(world)
        if rule.id not in held
    )


def _tier(case: Case, fired: tuple[Fired, ...], given: tuple[Floor, ...]) -> Tier:
    complaint = case.complaint != _NO_COMPLAINT
    least = Tier.SELFCARE if complaint else Tier.NONE
    tiers = [each.rule.tier for each in fired] + [floor.tier for floor in given]
    return max([least, case.floor, *tiers])


def _kinds(
    tier: Tier,
    fired: tuple[Fired, ...],
    given: tuple[Floor, ...],
    knowledge: Knowledge,
) -> tuple[Kind, ...]:
    if tier < Tier.EMERGENCY:
        return ()
    named = {each.rule.kind for each in fired} | {floor.kind for floor in given}
    order = knowledge.settings.kinds_most_pressing_first
    kinds = tuple(kind for kind in order if kind in named)
    # An emergency that an earlier turn established still needs a way to get help.
    return kinds or (knowledge.settings.kind_by_default,)


def _old_enough(evidence: Evidence, knowledge: Knowledge) -> bool:
    age = evidence.facts.get("age")
    return age is not None and float(age) >= knowledge.settings.exercise_age


def _all_allow(
    tier: Tier, case: Case, fired: tuple[Fired, ...], given: tuple[Floor, ...]
) -> bool:
    if tier > Tier.CLINICIAN:
        return False
    if any(floor.vague and floor.tier >= Tier.CLINICIAN for floor in given):
        return False
    # A tier reached before, whose reason is not in this case, allows nothing.
    if case.floor >= Tier.CLINICIAN and case.floor > _tier_of(fired):
        return False
    return all(each.rule.exercises == "allowed" for each in fired)


def _tier_of(fired: tuple[Fired, ...]) -> Tier:
    return max((each.rule.tier for each in fired), default=Tier.NONE)
