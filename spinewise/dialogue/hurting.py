"""A pain in an exercise: which one it is, and whether it is news.

That a stretch hurts is ordinary: it is left out, and the others stay. A pain that is
new, spreads or comes with a danger sign is news, and opens the danger questions again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from spinewise.dialogue.phrases import plain_words
from spinewise.dialogue.reply import Reply, is_question
from spinewise.dialogue.state import HURTING, State
from spinewise.knowledge import Knowledge
from spinewise.triage.types import Assertion, Mention

LEFT_OUT: Final = "left_out"
EASED: Final = "eased"
ASK_WHICH: Final = "which"
# With these the message told of an exercise, and nothing about the back.
ABOUT_A_MOVE: Final = frozenset({LEFT_OUT, EASED, ASK_WHICH})
# Buttons of the question which exercise it was, beside those with its id.
ALL: Final = "all"
NEW_PAIN: Final = "new"
NO_MOVE: Final = "none"
# So many words beside the name of an exercise say more than that it hurts.
_SAYS_MORE = 3
_LONGEST_BARE = 5
_SAID = frozenset({Assertion.PRESENT, Assertion.UNCERTAIN})


def exercises_named(
    state: State, reply: Reply, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the exercises that a reply names, by number, name or nickname.

    Those of the last plan; where it names none of them, any that were shown.
    """
    talk = state.conversation
    which = reply.wishes.which
    plain = plain_words(reply.text)
    by_number = tuple(
        each
        for number, each in enumerate(talk.plan, start=1)
        if which in (number, number - len(talk.plan) - 1)
    )
    if by_number:
        return by_number
    for known in (talk.plan, talk.given):
        named = tuple(each for each in known if _is_named(each, plain, knowledge))
        if named:
            return named
    return ()


def _is_named(exercise: str, plain: str, knowledge: Knowledge) -> bool:
    known = knowledge.exercises[exercise]
    names = "|".join((re.escape(plain_words(known.name)), *known.called))
    return re.search(rf"\b(?:{names})\b", plain) is not None


def which_hurt(
    state: State, reply: Reply, *, asked: bool, knowledge: Knowledge
) -> tuple[str, ...] | None:
    """Return the exercises that a reply says hurt; None when it says nothing so.

    Empty when it tells of a pain in an exercise and leaves open in which. `asked`: it
    answers the question which exercise it was.
    """
    talk, wishes = state.conversation, reply.wishes
    if not talk.plan:
        return None
    if reply.pressed is not None:
        return _pressed(state, reply)
    named = exercises_named(state, reply, knowledge)
    cannot_say = reply.answer == "unsure" and not named and not is_question(reply)
    if asked and (wishes.all_of_them or cannot_say):
        return talk.plan
    if named and (asked or wishes.hurts or wishes.pains):
        return named
    if not wishes.hurts and not (wishes.pains and wishes.this_one):
        return None
    if wishes.all_of_them or (wishes.this_one and len(talk.plan) == 1):
        return talk.plan
    of_a_move = wishes.this_one or wishes.news or reply.complaint == "none"
    return () if of_a_move else None


def _pressed(state: State, reply: Reply) -> tuple[str, ...] | None:
    question, value = reply.pressed or ("", "")
    if question != HURTING or value in (NEW_PAIN, NO_MOVE):
        return None
    plan = state.conversation.plan
    return plan if value == ALL else tuple(each for each in plan if each == value)


def is_news(state: State, reply: Reply, knowledge: Knowledge) -> bool:
    """Whether a reply tells of more than a pain in an exercise.

    What it merely sounds like counts where it says more than which exercise hurts.
    """
    likeness = reply.likeness
    says_more = len(_beside_moves(state, reply, knowledge)) >= _SAYS_MORE
    return (
        reply.pressed == (HURTING, NEW_PAIN)
        or reply.wishes.news
        or reply.wishes.worse
        or any(
            mention.assertion in _SAID
            and knowledge.findings[mention.finding].red_flag
            and not _is_of_a_move(mention, state, reply, knowledge)
            for mention in reply.mentions
        )
        or (
            says_more
            and likeness is not None
            and likeness.score >= knowledge.settings.likeness_asked
        )
    )


def _beside_moves(
    state: State,
    reply: Reply,
    knowledge: Knowledge,
    *,
    start: int = 0,
    end: int | None = None,
) -> list[str]:
    """Return the words that neither name an exercise nor just tell that it hurts."""
    talk, settings = state.conversation, knowledge.settings.talk
    names = list(settings.move_names)
    for each in dict.fromkeys((*talk.plan, *talk.given)):
        exercise = knowledge.exercises[each]
        names += [re.escape(exercise.name.lower()), *exercise.called]
    text = reply.text.lower()
    if len(text) != len(reply.text):  # the places of the mentions would not fit
        return text.split()
    masked = re.sub(
        rf"\b(?:{'|'.join(names)})\b", lambda name: " " * len(name[0]), text
    )
    words = re.findall(r"\w+", masked[start:end])
    return [word for word in words if word not in settings.move_hurts]


def _is_of_a_move(
    mention: Mention, state: State, reply: Reply, knowledge: Knowledge
) -> bool:
    """Whether a mention was heard in nothing but "the bridge hurts"."""
    where = (mention.start, mention.end)
    if where == (0, 0):
        return False
    return not _beside_moves(state, reply, knowledge, start=where[0], end=where[1])


def set_aside(
    state: State, exercises: tuple[str, ...], *, easier: bool = False
) -> State:
    """Return the state without the exercises, or with easier ways of them.

    One whose easier way hurts as well is left out, and so is one that has none.
    """
    talk = state.conversation
    eased = tuple(each for each in exercises if easier and each not in talk.eased)
    left = tuple(each for each in exercises if each not in eased)
    talk = replace(
        talk,
        eased=(*talk.eased, *eased),
        disliked=tuple(dict.fromkeys((*talk.disliked, *left))),
        changed=EASED if eased else LEFT_OUT,
    )
    return replace(state, conversation=talk)


def about_the_move(state: State, reply: Reply, knowledge: Knowledge) -> Reply:
    """Return a reply about an exercise without what it would say of the back."""
    mentions = tuple(
        mention
        for mention in reply.mentions
        if not _is_of_a_move(mention, state, reply, knowledge)
    )
    return replace(
        reply, complaint="none", region="unknown", mentions=mentions, likeness=None
    )


def as_answer(reply: Reply, waiting: str | None) -> Reply:
    """Return "all of them", in answer to which exercise hurts, as no more than that."""
    if waiting != HURTING:
        return reply
    bare = reply.wishes.all_of_them and len(reply.text.split()) <= _LONGEST_BARE
    return replace(reply, mentions=(), likeness=None) if bare else reply
