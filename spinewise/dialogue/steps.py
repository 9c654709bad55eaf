"""What the bot does next, given all that is known. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from spinewise.dialogue.outcome import outcome_key
from spinewise.dialogue.state import RESTART, State
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Question, Tier
from spinewise.triage import assess
from spinewise.triage.answers import CONFIRM
from spinewise.triage.types import Assertion, Assessment, Case, Mention


class Act(StrEnum):
    """The kinds of next steps."""

    ASK_COMPLAINT = "ask_complaint"
    ASK = "ask"
    ASK_DETAIL = "ask_detail"
    CONFIRM_RESTART = "confirm_restart"
    REPEAT_EMERGENCY = "repeat_emergency"
    SHOW_OUTCOME = "show_outcome"
    SHOW_PLAN = "show_plan"
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
    if talk.waiting == RESTART:
        return Step(act=Act.CONFIRM_RESTART)
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
        if talk.changed is not None:
            return Step(act=Act.SHOW_PLAN)
        return Step(act=Act.OFFER_MORE)
    return Step(act=Act.SHOW_OUTCOME)


def needs_detail(question: Question, answer: object, assessment: Assessment) -> bool:
    """Whether a bare "yes" leaves open which of several things is meant."""
    if answer != "yes" or assessment.tier is Tier.EMERGENCY:
        return False
    covered = {option.finding for option in question.options}
    named = {
        mention.finding
        for mention in assessment.findings
        if mention.assertion is Assertion.PRESENT
    }
    return len(covered) > 1 and not covered & named


def _about_health(state: State, assessment: Assessment) -> bool:
    return (
        state.case.complaint != "none"
        or assessment.tier > Tier.SELFCARE
        or bool(assessment.confirm)
    )


def _worth_asking(
    state: State, assessment: Assessment, knowledge: Knowledge
) -> str | None:
    """Return the most dangerous open question that can still change the advice.

    Without a complaint of the back there are no exercises to make safe, so only
    what was said is asked about. Who needs help today anyway is asked only what could,
    with all that is known, make it an emergency.
    """
    about_back = state.case.complaint != "none"
    for question_id in assessment.open_questions:
        if question_id.startswith(CONFIRM):
            return question_id
        question = knowledge.questions[question_id]
        if not about_back:
            continue
        if assessment.tier < Tier.URGENT or _may_be_emergency(
            question, state.case, knowledge
        ):
            return question_id
    return None


def _may_be_emergency(question: Question, case: Case, knowledge: Knowledge) -> bool:
    """Whether an answer to the question could make the case an emergency."""
    if question.yes_tier is Tier.EMERGENCY:
        return True
    worst = tuple(
        Mention(finding=option.finding, assertion=Assertion.PRESENT)
        for option in question.options
    )
    believed = replace(case, mentions=(*case.mentions, *worst))
    return any(
        assess(each, knowledge).tier is Tier.EMERGENCY
        for each in _with_extremes(believed, question)
    )


def _with_extremes(case: Case, question: Question) -> Iterator[Case]:
    """Yield the case with the least and the greatest number that may be answered."""
    if question.fact != "age":
        yield case
        return
    for age in (question.at_least, question.at_most):
        yield replace(case, profile=replace(case.profile, age=age))
