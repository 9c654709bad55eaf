"""What a wish changes: the exercises, the question before, a supposed case."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from spinewise.dialogue.hurting import (
    ASK_WHICH,
    NEW_PAIN,
    exercises_named,
    is_news,
    set_aside,
    which_hurt,
)
from spinewise.dialogue.merging import merged_mentions, merged_profile
from spinewise.dialogue.reply import Reply
from spinewise.dialogue.state import HURTING, State
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Tier
from spinewise.triage.answers import CONFIRM, NO, rescreen
from spinewise.triage.types import Assertion, Case

_OTHER_ONES = "cant_do_exercise"
_WANTS = "ask_exercises"
# Whoever says these speaks of the exercises, whatever else the words may mean.
_ABOUT_EXERCISES = frozenset({_OTHER_ONES, _WANTS})
_PLACES = frozenset({"office", "chair", "bed", "floor", "standing"})
BACK: Final = "back"
AGAIN: Final = "again"
AGE: Final = "age"
# Said while a safety question waits: exercises are wanted; how bad it is.
LATER: Final = "later"
NOTED: Final = "noted"
# What changes the exercises, beside the kinds of wishes `place`, `cannot`, `minutes`.
OTHERS: Final = "other"
EASIER: Final = "easier"
HARDER: Final = "harder"
HURTS: Final = "hurts"
WORSE: Final = "worse"


def changed_by_wish(
    state: State, reply: Reply, knowledge: Knowledge, *, asked_which: bool = False
) -> State:
    """Return the state with what the reply wishes for.

    Before any exercise was shown only whoever asks for exercises is heard, so that a
    chair that hurts is not taken for a place to exercise. News of getting worse opens
    the danger questions again: new or changed symptoms make old answers worthless. A
    pain in an exercise does so where it is news; else that exercise is left out.
    `asked_which`: it was asked which exercise hurts.
    """
    wishes = reply.wishes
    if wishes.country is not None:
        profile = replace(state.case.profile, country=wishes.country)
        state = replace(state, case=replace(state.case, profile=profile))
    if wishes.back:
        return _without_last_answer(state)
    if _is_early_age(state, reply, knowledge):
        profile = replace(state.case.profile, age=reply.manner.age)
        waits = state.conversation.waiting is not None
        return State(
            case=replace(state.case, profile=profile),
            conversation=replace(state.conversation, changed=AGE if waits else None),
        )
    talk = state.conversation
    beside = _said_beside(state, reply, knowledge)
    if beside is not None:
        return replace(state, conversation=replace(talk, changed=beside))
    hurt = which_hurt(state, reply, asked=asked_which, knowledge=knowledge)
    if hurt is not None or reply.pressed == (HURTING, NEW_PAIN):
        return _after_pain(state, reply, hurt or (), knowledge)
    if wishes.worse and talk.shown is not None:
        return _screened_again(state, WORSE)
    if wishes.explain and not (wishes.for_exercises or wishes.worse):
        spoken_of = _still_there(state, reply, knowledge)
        if spoken_of:
            return replace(state, conversation=replace(talk, explained=spoken_of[0]))
    if wishes.again and talk.shown is not None and not wishes.for_exercises:
        if state.case.floor < Tier.URGENT and topic_beside(reply, knowledge):
            return state
        return replace(state, conversation=replace(talk, shown=None, changed=AGAIN))
    about = reply.intent in _ABOUT_EXERCISES or (
        bool(talk.plan) and reply.complaint == "none"
    )
    if wishes.hurts:
        # Nothing was shown that could hurt, or it speaks of the back.
        wishes = replace(wishes, hurts=False)
        reply = replace(reply, wishes=wishes)
    if about and wishes.for_exercises:
        return _adapted(state, reply, knowledge)
    if reply.intent == _OTHER_ONES and talk.plan:
        return _set_aside(state, reply, knowledge, change=OTHERS)
    return state


def _is_early_age(state: State, reply: Reply, knowledge: Knowledge) -> bool:
    """Whether a bare number tells the age, before it is asked for or after the end."""
    talk = state.conversation
    question = knowledge.questions.get(talk.waiting or "")
    settings = knowledge.settings.talk
    told_so = settings.number_findings
    fits = (
        talk.shown is not None and talk.waiting is None
        if question is None
        else question.type != "number"
        and not any(option.finding in told_so for option in question.options)
    )
    return (
        fits
        and state.case.profile.age is None
        and reply.manner.only_age
        and reply.manner.age is not None
        and settings.bare_age_from <= reply.manner.age <= settings.bare_age_to
    )


def _said_beside(state: State, reply: Reply, knowledge: Knowledge) -> str | None:
    """Return what a reply says in place of an answer to a waiting safety question."""
    waiting = state.conversation.waiting or ""
    asked = waiting in knowledge.questions or waiting.startswith(CONFIRM)
    question = knowledge.questions.get(waiting)
    facts_wanted = question is not None and question.type == "number"
    denies = reply.profile.pregnant is False and not reply.manner.asks
    an_age = reply.profile.age is not None or reply.manner.age is not None
    if facts_wanted and denies and not an_age:
        return NOTED
    if not asked or reply.mentions or reply.answer or reply.wishes.for_exercises:
        return None
    # "Just painkillers, no exercises" speaks of something else.
    if reply.intent == _WANTS or (reply.wishes.moves and reply.topic is None):
        return LATER
    elsewhere = reply.region not in ("unknown", state.case.region)
    told = reply.wishes.severity or reply.profile.pain is not None or elsewhere
    return NOTED if told and not reply.manner.asks else None


def topic_beside(reply: Reply, knowledge: Knowledge) -> str | None:
    """Return the topic that a wish to hear the advice again asks about besides."""
    own = knowledge.settings.talk.own_case_topics
    return None if reply.topic in own else reply.topic


def _after_pain(
    state: State, reply: Reply, hurt: tuple[str, ...], knowledge: Knowledge
) -> State:
    """Leave out what hurts; ask about danger again where the pain is news."""
    talk = state.conversation
    if is_news(state, reply, knowledge):
        if hurt:
            state = set_aside(state, hurt)
        elif reply.pressed is None:
            state = set_aside(state, talk.plan)
        return _screened_again(state, HURTS)
    if not hurt:
        return replace(state, conversation=replace(talk, changed=ASK_WHICH))
    if reply.wishes.cannot:
        adapted = _adapted(state, reply, knowledge)
        return set_aside(adapted, hurt)
    return set_aside(state, hurt, easier=reply.wishes.level == "easy")


def _adapted(state: State, reply: Reply, knowledge: Knowledge) -> State:
    wishes, case = reply.wishes, state.case
    places = [each for each in wishes.cannot if each in _PLACES]
    conditions = [each for each in wishes.cannot if each not in _PLACES]
    profile = replace(
        case.profile,
        place=wishes.place or next(iter(places), None) or case.profile.place,
        level=wishes.level or case.profile.level,
        goal=wishes.goal or case.profile.goal,
        conditions=tuple(dict.fromkeys((*case.profile.conditions, *conditions))),
    )
    talk = replace(
        state.conversation,
        minutes=wishes.minutes or state.conversation.minutes,
        changed=_change(reply),
    )
    return State(case=replace(case, profile=profile), conversation=talk)


def _change(reply: Reply) -> str:
    """Return the name of what the reply changes, the most telling first."""
    wishes = reply.wishes
    named = {
        "cannot": wishes.cannot,
        "place": wishes.place,
        EASIER: wishes.level == "easy",
        HARDER: wishes.level == "hard",
        "minutes": wishes.minutes,
    }
    return next((name for name, wish in named.items() if wish), OTHERS)


def _set_aside(state: State, reply: Reply, knowledge: Knowledge, change: str) -> State:
    """Set aside the exercise that is spoken of; all of the last plan if none is."""
    talk = state.conversation
    named = _still_there(state, reply, knowledge)
    disliked = dict.fromkeys((*talk.disliked, *(named or talk.plan)))
    talk = replace(talk, disliked=tuple(disliked), changed=change)
    return replace(state, conversation=talk)


def _still_there(state: State, reply: Reply, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the exercises of the last plan that a reply names."""
    plan = state.conversation.plan
    named = exercises_named(state, reply, knowledge)
    return tuple(each for each in named if each in plan)


def _screened_again(state: State, change: str) -> State:
    denied = (key for key, answer in state.case.answers.items() if answer == NO)
    talk = replace(
        state.conversation,
        shown=None,
        waiting=None,
        detail=None,
        changed=change,
        denied=tuple(dict.fromkeys((*state.conversation.denied, *denied))),
    )
    return State(case=rescreen(state.case), conversation=talk)


def _without_last_answer(state: State) -> State:
    """Ask the last question again; an answer other than "no" still counts."""
    answers = dict(state.case.answers)
    last = next(reversed(answers), None)
    if last is None or answers[last] != NO:
        return state
    del answers[last]
    talk = replace(state.conversation, waiting=None, shown=None, changed=BACK)
    return State(case=replace(state.case, answers=answers), conversation=talk)


def supposed_case(case: Case, reply: Reply) -> Case | None:
    """Return what the case would be if it were as the reply supposes.

    None when the reply supposes nothing: it has no such words, tells a complaint, or
    says something that is so. What is said to be so is never taken for a thought.
    """
    wishes = reply.wishes
    told = any(mention.assertion is Assertion.PRESENT for mention in reply.mentions)
    if not wishes.supposing or told or reply.complaint != "none":
        return None
    thought = tuple(
        replace(mention, assertion=Assertion.PRESENT)
        for mention in reply.mentions
        if mention.assertion is Assertion.UNCERTAIN
    )
    facts = any(
        getattr(reply.profile, each.name) not in (None, ())
        for each in fields(reply.profile)
    )
    if not thought and not facts:
        return None
    return replace(
        case,
        mentions=merged_mentions(case.mentions, thought),
        profile=merged_profile(case.profile, reply.profile),
    )
