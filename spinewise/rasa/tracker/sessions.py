"""Rolls a long conversation over into a new session, with everything it knows.

Rasa replays all events of a session in every turn, so a turn costs more the longer
a person talks. What is known about the person stands in slots; a new session that
begins with those slots therefore knows as much as the old one and is short again.
"""

from __future__ import annotations

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    Event,
    ReminderScheduled,
    SessionStarted,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker

# One turn makes 8 to 20 events: a session then holds the last two or three turns.
# Our rules need the current turn alone.
DEFAULT_SESSION_EVENTS = 24


def events_of_next_session(tracker: DialogueStateTracker, *, after: int) -> list[Event]:
    """Return the events that begin a new session, or none while there is no need.

    Args:
        tracker: the conversation after a turn; it is not changed.
        after: how many events a session may have.

    Returns:
        The start of a session with the value of every slot that differs from its
        initial one. Empty when the session is short, or in the middle of something
        that slots do not hold (a turn, a form, a pause, a reminder).
    """
    if len(tracker.events) <= after or not _is_at_rest(tracker):
        return []
    fresh = tracker.init_copy()
    fresh.model_id, fresh.assistant_id = tracker.model_id, tracker.assistant_id
    carried = [
        SlotSet(name, slot.value)
        for name, slot in tracker.slots.items()
        if slot.value != slot.initial_value
    ]
    fresh.update_with_events(
        [
            ActionExecuted(ACTION_SESSION_START_NAME),
            SessionStarted(),
            *carried,
            ActionExecuted(ACTION_LISTEN_NAME),
        ],
        None,
    )
    return list(fresh.events)


def _is_at_rest(tracker: DialogueStateTracker) -> bool:
    return (
        tracker.latest_action_name == ACTION_LISTEN_NAME
        and tracker.followup_action is None
        and tracker.active_loop is None
        and not tracker.is_paused()
        and not any(isinstance(event, ReminderScheduled) for event in tracker.events)
    )
