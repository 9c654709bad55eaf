"""What the bot does next, given all that is known. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from spinewise.dialogue.outcome import outcome_key
from spinewise.dialogue.state import State
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Question, Tier
from spinewise.triage import assess
from spinewise.triage.answers import CONFIRM, UNSURE, YES
from spinewise.triage.types import Assertion, Assessment, Case, Mention


class Act(StrEnum):
    """The kinds of next steps."""

    ASK_COMPLAINT = "ask_complaint"
    ASK = "ask"
    ASK_DETAIL = "ask_detail"
    REPEAT_EMERGENCY = "repeat_emergency"
    SHOW_OUTCOME = "show_outcome"
    SHOW_PLAN = "show_plan"
    EXPLAIN = "explain"
    OFFER_MORE = "offer_more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One next step; `question` is set where something is asked."""

    act: Act
    question: str | None = None


def next_step(state: State, assessment: Assessment, knowledge: Knowledge) -> Step:
    """Return the one thing to do now.

    Danger first: an emergency is never followed by questions; an urgent case is
    asked only what could make it an emergency; everyone else is asked all that is
    open before anything is advised. A wish for other exercises shows just those.
    """
    talk = state.conversation
    if assessment.tier is Tier.EMERGENCY:
        return Step(act=Act.REPEAT_EMERGENCY)
    if not _about_health(state, assessment):
        return Step(act=Act.ASK_COMPLAINT)
    if talk.detail is not None:
        return Step(act=Act.ASK_DETAIL, question=talk.detail)
    question = _worth_asking(state, assessment, knowledge)
    if question is not None:
        return Step(act=Act.ASK, question=question)
    if talk.shown == outcome_key(state, assessment):
        if talk.explained is not None:
            return Step(act=Act.EXPLAIN)
        if talk.changed is not None:
            return Step(act=Act.SHOW_PLAN)
        return Step(act=Act.OFFER_MORE)
    return Step(act=Act.SHOW_OUTCOME)


def needs_detail(question: Question, answer: object, assessment: Assessment) -> bool:
    """Whether an answer leaves open which of several things is meant.

    A bare "yes" does, and so does not being sure where a yes would be an emergency: one
    by one, its signs are easier to tell.
    """
    unsure = answer == UNSURE and question.yes_tier is Tier.EMERGENCY
    if not (answer == YES or unsure) or assessment.tier is Tier.EMERGENCY:
        return False
    covered = {option.finding for option in question.options}
    named = {
        mention.finding
        for mention in assessment.findings
        if mention.assertion is Assertion.PRESENT
        or (unsure and mention.assertion is Assertion.UNCERTAIN)
    }
    return len(covered) > 1 and not covered & named


def _about_health(state: State, assessment: Assessment) -> bool:
    return (
        state.case.complaint != "none"
        or assessment.tier > Tier.SELFCARE
        or bool(assessment.confirm)
    )


def in_order(
    case: Case, assessment: Assessment, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the open questions in the order of asking.

    What the person hinted at comes first; among that, what could turn out worst.
    """
    asked = assessment.open_questions
    hinted = [q for q in asked if q.startswith(CONFIRM) or q in case.suspected]
    if len(hinted) > 1:
        hinted.sort(key=lambda each: -_worst_tier(each, case, knowledge))
    return tuple(dict.fromkeys((*hinted, *asked)))


def _worth_asking(
    state: State, assessment: Assessment, knowledge: Knowledge
) -> str | None:
    """Return the most dangerous open question that can still change the advice.

    Without a complaint of the back there are no exercises to make safe, so only
    what was said is asked about. Who needs help today anyway is asked only what could,
    with all that is known, make it an emergency.
    """
    case = state.case
    for question in in_order(case, assessment, knowledge):
        if question.startswith(CONFIRM):
            return question
        if case.complaint == "none":
            continue
        if (
            assessment.tier < Tier.URGENT
            or _worst_tier(question, case, knowledge) is Tier.EMERGENCY
        ):
            return question
    return None


def _worst_tier(question_id: str, case: Case, knowledge: Knowledge) -> Tier:
    """Return the highest tier that an answer to the question could bring."""
    if question_id.startswith(CONFIRM):
        return assess(
            _believing(case, question_id.removeprefix(CONFIRM)), knowledge
        ).tier
    question = knowledge.questions[question_id]
    if question.yes_tier is Tier.EMERGENCY:
        return Tier.EMERGENCY
    worst = _believing(case, *(option.finding for option in question.options))
    return max(assess(each, knowledge).tier for each in _with_extremes(worst, question))


def _believing(case: Case, *findings: str) -> Case:
    """Return the case as if the findings were present."""
    believed = tuple(
        Mention(finding=finding, assertion=Assertion.PRESENT) for finding in findings
    )
    return replace(case, mentions=(*case.mentions, *believed))


def _with_extremes(case: Case, question: Question) -> Iterator[Case]:
    """Yield the case with the least and the greatest number that may be answered."""
    if question.fact != "age":
        yield case
        return
    for age in (question.at_least, question.at_most):
        yield replace(case, profile=replace(case.profile, age=age))
