"""Exercises that hurt or that somebody can't do: which one, and what is asked then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from spinewise.dialogue.phrases import plain_words
from spinewise.dialogue.state import State
from spinewise.dialogue.turn import Reply, is_question
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Tier
from spinewise.triage.answers import NO, rescreen

OTHERS: Final = "other"
HURTS: Final = "hurts"
WHICH: Final = "which"
WORSE: Final = "worse"
# Shorter words say too little to tell one name from another.
_SHORTEST_WORD: Final = 3


def set_aside(state: State, reply: Reply, knowledge: Knowledge) -> State:
    """Set aside the exercise that is spoken of; all of the last plan if none is."""
    named = spoken_of(state, reply, knowledge)
    return _without(state, named or state.conversation.plan, OTHERS)


def hurt_by_exercise(state: State, reply: Reply, knowledge: Knowledge) -> State:
    """Stop what hurts, and open again the questions whose yes is an emergency.

    Where it is not told which exercise hurts, that is asked (`HURTING`); the danger
    questions stay open meanwhile.
    """
    named = spoken_of(state, reply, knowledge)
    plan = state.conversation.plan
    opened = _opened(state, _emergency_questions(knowledge))
    if named or len(plan) == 1:
        return _without(opened, named or plan, HURTS)
    return replace(opened, conversation=replace(opened.conversation, changed=WHICH))


def told_which(state: State, reply: Reply, knowledge: Knowledge) -> State:
    """Set aside what a reply to "which one hurts?" names, or all of the plan.

    A question leaves it open: nothing is set aside then.
    """
    plan = state.conversation.plan
    pressed = reply.pressed[1] if reply.pressed is not None else None
    if pressed in plan:
        return _without(state, (str(pressed),), HURTS)
    if is_question(reply):
        return state
    named = spoken_of(state, reply, knowledge) or _alike(reply.text, plan, knowledge)
    return _without(state, named or plan, HURTS)


def screened_again(state: State) -> State:
    """Open all danger questions again: new or changed signs make a "no" worthless."""
    denied = [key for key, answer in state.case.answers.items() if answer == NO]
    opened = _opened(state, denied)
    return State(
        case=rescreen(state.case),
        conversation=replace(opened.conversation, changed=WORSE),
    )


def spoken_of(state: State, reply: Reply, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the exercises of the last plan that a reply names, by number or name."""
    plan = state.conversation.plan
    which = reply.wishes.which
    text = plain_words(reply.text)
    named = tuple(
        each
        for number, each in enumerate(plan, start=1)
        if which in (number, number - len(plan) - 1)
        or plain_words(knowledge.exercises[each].name) in text
    )
    return named or _alike(reply.wishes.named or "", plan, knowledge)


def _alike(text: str, plan: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the exercises of a plan whose name has a word like one of the text.

    "The knee one" is the kneeling stretch.
    """
    said = [word for word in plain_words(text).split() if len(word) >= _SHORTEST_WORD]
    return tuple(
        each
        for each in plan
        if any(
            name.startswith(word) or (word.startswith(name) and _tells(name))
            for name in plain_words(knowledge.exercises[each].name).split()
            for word in said
        )
    )


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD


def _without(state: State, exercises: Iterable[str], change: str) -> State:
    talk = state.conversation
    disliked = dict.fromkeys((*talk.disliked, *exercises))
    talk = replace(talk, disliked=tuple(disliked), changed=change)
    return replace(state, conversation=talk)


def _opened(state: State, questions: Iterable[str]) -> State:
    """Take a "no" back from questions; that it was given stays known."""
    answers = dict(state.case.answers)
    denied = [each for each in questions if answers.get(each) == NO]
    for each in denied:
        del answers[each]
    talk = replace(
        state.conversation,
        shown=None,
        waiting=None,
        detail=None,
        denied=tuple(dict.fromkeys((*state.conversation.denied, *denied))),
    )
    return State(case=replace(state.case, answers=answers), conversation=talk)


def _emergency_questions(knowledge: Knowledge) -> list[str]:
    return [
        question.id
        for question in knowledge.questions.values()
        if question.yes_tier is Tier.EMERGENCY
    ]
