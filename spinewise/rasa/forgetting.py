"""Deletes a conversation for good when the person asked to be forgotten.

A cleared tracker would keep its events. The tracker stores therefore delete a
conversation whose state says that it is forgotten, in place of saving it.
"""

from __future__ import annotations

from collections.abc import Callable

from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.dialogue.assessing import forget_assessments
from spinewise.rasa.slots import CONVERSATION

_FORGOTTEN = "forgotten"
# Other places that keep something of a conversation, such as a channel's answers.
_also: list[Callable[[str], None]] = []
# Conversations that could not be deleted yet, until their channel has said so.
_put_off: set[str] = set()


def is_forgotten(tracker: DialogueStateTracker) -> bool:
    """Whether the person just had all they told deleted."""
    return bool((tracker.get_slot(CONVERSATION) or {}).get(_FORGOTTEN))


def on_forget(forget: Callable[[str], None]) -> None:
    """Have `forget` called with the id of every conversation that is deleted."""
    _also.append(forget)


def tell_forgotten(conversation: str, *, later: bool = False) -> None:
    """Let every other place that keeps something delete it too.

    `later`: the store is down, and deletes the conversation once it is back.
    """
    forget_assessments()
    for forget in _also:
        forget(conversation)
    if later:
        _put_off.add(conversation)


def was_put_off(conversation: str) -> bool:
    """Whether the deletion had to wait, and the person has not been told yet."""
    if conversation not in _put_off:
        return False
    _put_off.discard(conversation)
    return True
