"""Replies that are no answer: what they weigh, and when a question is left.

Nobody is asked the same for ever, and nobody's silence is taken for an answer without
a word about it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spinewise.dialogue.reply import Reply, is_question, tells_more
from spinewise.dialogue.state import Conversation, State

SKIPS: Final = "skips"
# A question whose replies weigh so much in a row counts as "not sure": two that skip
# it, three that were no answer, or six that wished for something or that the model took
# for a question to the bot. The model may be wrong there, but whoever truly asks is not
# to be hurried.
_MOST_WEIGHT = 6
_SKIPPING_WEIGHS = 3
_NO_ANSWER_WEIGHS = 2
_OTHER_THINGS_WEIGH = 1


def leaves_open(talk: Conversation, reply: Reply) -> bool:
    """Whether a reply leaves open which of the options of a "yes" is meant."""
    waits = talk.detail is not None and talk.detail == talk.waiting
    return waits and not tells_more(reply)


def unheard(state: State, reply: Reply) -> State:
    """Note a reply that was no answer; after too many the question is given up.

    A question about a topic that was not asked about meanwhile weighs nothing.
    """
    talk = state.conversation
    new_topic = reply.topic is not None and reply.topic not in talk.asked_meanwhile
    if reply.manner.skips:
        talk = replace(talk, unheard=talk.unheard + _SKIPPING_WEIGHS, changed=SKIPS)
    elif is_question(reply) and new_topic:
        talk = replace(talk, asked_meanwhile=(*talk.asked_meanwhile, str(reply.topic)))
    elif is_question(reply) or talk.changed:
        talk = replace(talk, unheard=talk.unheard + _OTHER_THINGS_WEIGH)
    else:
        talk = replace(talk, unheard=talk.unheard + _NO_ANSWER_WEIGHS)
    if talk.unheard >= _MOST_WEIGHT:
        talk = replace(
            talk, given_up=talk.waiting, detail=None, unheard=0, asked_meanwhile=()
        )
    return replace(state, conversation=talk)
