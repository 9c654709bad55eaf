"""What a wish changes: the exercises, the question before, a supposed case."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from spinewise.dialogue.merging import merged_mentions, merged_profile
from spinewise.dialogue.setting_aside import (
    HURTS,
    OTHERS,
    hurt_by_exercise,
    screened_again,
    set_aside,
    spoken_of,
    told_which,
)
from spinewise.dialogue.state import HURTING, State
from spinewise.dialogue.turn import Reply
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Tier
from spinewise.triage.answers import NO
from spinewise.triage.types import Assertion, Case

# Whoever says these speaks of the exercises, whatever else the words may mean.
_ABOUT_EXERCISES = frozenset({"cant_do_exercise", "ask_exercises"})
_OTHER_ONES = "cant_do_exercise"
_PLACES = frozenset({"office", "chair", "bed", "floor", "standing"})
BACK: Final = "back"
AGAIN: Final = "again"
AGE: Final = "age"
# Smaller numbers may pick an option or tell how bad it is; asked about a fever, one
# may be a temperature.
_AGES: Final = range(11, 111)
_FEVER: Final = "infection.fever"
# Once there is advice, it is itself the answer to a question about these.
_OWN_CASE = frozenset({"see_doctor", "first_steps"})


def changed_by_wish(state: State, reply: Reply, knowledge: Knowledge) -> State:
    """Return the state with what the reply wishes for.

    Before any exercise was shown only whoever asks for exercises is heard, so that a
    chair that hurts is not taken for a place to exercise. News of getting worse opens
    all danger questions again, a pain in an exercise those about an emergency.
    """
    wishes = reply.wishes
    if wishes.country is not None:
        profile = replace(state.case.profile, country=wishes.country)
        state = replace(state, case=replace(state.case, profile=profile))
    if wishes.back:
        return _without_last_answer(state)
    if _is_early_age(state, reply, knowledge):
        profile = replace(state.case.profile, age=reply.manner.age)
        return State(
            case=replace(state.case, profile=profile),
            conversation=replace(state.conversation, changed=AGE),
        )
    talk = state.conversation
    if talk.chosen is not None and talk.chosen[0] == HURTING:
        return told_which(state, reply, knowledge)
    if wishes.worse and talk.shown is not None:
        return screened_again(state)
    if wishes.explain and not (wishes.for_exercises or wishes.worse):
        named = spoken_of(state, reply, knowledge)
        if named:
            return replace(state, conversation=replace(talk, explained=named[0]))
    if wishes.again and talk.shown is not None and not wishes.for_exercises:
        if state.case.floor < Tier.URGENT and topic_beside(reply):
            return state
        return replace(state, conversation=replace(talk, shown=None, changed=AGAIN))
    about = reply.intent in _ABOUT_EXERCISES or (
        bool(talk.plan) and reply.complaint == "none"
    )
    if wishes.hurts and not talk.plan:
        # Nothing was shown yet that could hurt: it speaks of the back.
        wishes = replace(wishes, hurts=False)
        reply = replace(reply, wishes=wishes)
    if about and wishes.for_exercises:
        return _adapted(state, reply, knowledge)
    if reply.intent == _OTHER_ONES and talk.plan:
        return set_aside(state, reply, knowledge)
    return state


def _is_early_age(state: State, reply: Reply, knowledge: Knowledge) -> bool:
    """Whether a bare number tells the age before it is asked for."""
    question = knowledge.questions.get(state.conversation.waiting or "")
    return (
        question is not None
        and question.type != "number"
        and all(option.finding != _FEVER for option in question.options)
        and state.case.profile.age is None
        and reply.manner.only_age
        and reply.manner.age in _AGES
    )


def topic_beside(reply: Reply) -> str | None:
    """Return the topic that a wish to hear the advice again asks about besides."""
    return None if reply.topic in _OWN_CASE else reply.topic


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
    state = State(case=replace(case, profile=profile), conversation=talk)
    if wishes.hurts and talk.plan:
        return hurt_by_exercise(state, reply, knowledge)
    return state


def _change(reply: Reply) -> str:
    """Return the name of what the reply changes, the most telling first."""
    wishes = reply.wishes
    named = {
        HURTS: wishes.hurts,
        "cannot": wishes.cannot,
        "place": wishes.place,
        "easier": wishes.level == "easy",
        "harder": wishes.level == "hard",
        "minutes": wishes.minutes,
    }
    return next((name for name, wish in named.items() if wish), OTHERS)


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
