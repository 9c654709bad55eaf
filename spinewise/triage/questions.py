"""Which questions are still open, and what their answers give by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spinewise.knowledge.types import Knowledge, Question, Tier
from spinewise.triage.answers import CONFIRM
from spinewise.triage.evidence import Evidence, gather
from spinewise.triage.matching import World, rule_book
from spinewise.triage.types import Assertion, Case, Floor, Nearly


def open_groups(evidence: Evidence, knowledge: Knowledge) -> tuple[str, ...]:
    """The grouped safety questions that are neither answered nor needless."""
    return tuple(
        question.id
        for question in rule_book(knowledge).questions
        if question.safety and not _closed(question, evidence, knowledge)
    )


def _closed(question: Question, evidence: Evidence, knowledge: Knowledge) -> bool:
    reply = evidence.replies.get(question.id)
    if reply is None and not _meant(question, evidence, knowledge):
        return True
    options_known = reply is not None or _known(question, evidence, knowledge)
    if question.fact is None:
        return options_known
    # Who will not say a number has answered; nobody is asked twice.
    refused = reply is not None and reply.unsure
    return refused or (question.fact in evidence.facts and options_known)


def is_meant_for(question: Question, case: Case, knowledge: Knowledge) -> bool:
    """Whether this person is one of those to whom the question is put."""
    return _meant(question, gather(case, knowledge), knowledge)


def _meant(question: Question, evidence: Evidence, knowledge: Knowledge) -> bool:
    if question.asked_when is None:
        return True
    world = World(knowledge, evidence.present, evidence.facts)
    return world.match(question.asked_when) is not None


def options_are_known(question: Question, case: Case, knowledge: Knowledge) -> bool:
    """Whether asking for the options of a question is needless, as far as is told."""
    return _known(question, gather(case, knowledge), knowledge)


def _known(question: Question, evidence: Evidence, knowledge: Knowledge) -> bool:
    needless = question.options_known_when
    if needless is not None:
        world = World(knowledge, evidence.present, evidence.facts)
        if world.match(needless) is not None:
            return True
    return all(
        option.finding in evidence.merged
        and (
            option.finding in evidence.present
            or evidence.merged[option.finding].assertion is Assertion.ABSENT
        )
        for option in question.options
    )


def to_confirm(
    evidence: Evidence, nearly: Iterable[Nearly], knowledge: Knowledge
) -> tuple[str, ...]:
    """Doubtful findings that matter today, the most dangerous first.

    A thing of the past is asked about only where it would be an emergency now.
    """
    rules = tuple(nearly)
    possible = _possible_tiers(rules)
    # What is dangerous by itself comes before what is so with another doubt.
    alone = _possible_tiers(near for near in rules if len(near.missing) == 1)
    wanted = [
        finding
        for finding, tier in possible.items()
        if finding not in evidence.settled
        and (
            (finding in evidence.uncertain and tier >= Tier.URGENT)
            or (finding in evidence.past and tier >= Tier.EMERGENCY)
        )
    ]
    order = rule_book(knowledge).order
    return tuple(
        sorted(
            wanted,
            key=lambda name: (
                -alone.get(name, Tier.NONE),
                -possible[name],
                order[name],
            ),
        )
    )


def _possible_tiers(nearly: Iterable[Nearly]) -> dict[str, Tier]:
    possible: dict[str, Tier] = {}
    for near in nearly:
        for finding in near.missing:
            possible[finding] = max(possible.get(finding, Tier.NONE), near.rule.tier)
    return possible


def floors(evidence: Evidence, knowledge: Knowledge) -> Iterator[Floor]:
    """The tiers that a yes or an unsure gives, in the order of the questions."""
    for question in rule_book(knowledge).questions:
        reply = evidence.replies.get(question.id)
        if reply is None:
            continue
        if reply.yes and question.yes_tier is not None:
            yield Floor(
                question=question.id,
                answer="yes",
                tier=question.yes_tier,
                kind=question.kind,
                vague=not reply.picked,
            )
        if reply.unsure and question.unsure_tier is not None:
            yield Floor(
                question=question.id, answer="unsure", tier=question.unsure_tier
            )
    yield from _confirming_floors(evidence, knowledge)


def _confirming_floors(evidence: Evidence, knowledge: Knowledge) -> Iterator[Floor]:
    """What an unsure gives where a single finding was asked about.

    Here every doubt counts as if it were sure: were only the missing findings of
    rules that nearly hold looked at, a further sign could take a finding off that list
    and so lower the tier.
    """
    doubts = evidence.settled - evidence.present
    if not doubts:
        return
    believed = evidence.present | evidence.uncertain | evidence.past
    world = World(knowledge, believed, evidence.facts)
    worst: dict[str, Tier] = {}
    for rule, match in rule_book(knowledge).holding(world):
        for finding in doubts.intersection(match.findings):
            worst[finding] = max(worst.get(finding, Tier.NONE), rule.tier)
    gives = {
        Tier.EMERGENCY: knowledge.settings.unsure_emergency,
        Tier.URGENT: knowledge.settings.unsure_urgent,
    }
    for finding in sorted(worst):
        if worst[finding] in gives:
            tier = gives[worst[finding]]
            yield Floor(question=CONFIRM + finding, answer="unsure", tier=tier)
