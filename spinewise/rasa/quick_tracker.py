"""Copies conversations, and looks back in them, without replaying their events.

Rasa copies a conversation before every action, by replaying all of its events, and
replays them again for every look of RulePolicy at what came before: together a fifth
of a turn. Where a session holds plain events alone, what a replay would give is at
hand; any other session is left to Rasa.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any, Final

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

# They take nothing back, and begin or end no form. DefinePrevUserUtteredFeaturization
# changes the message itself, which all replays share.
_PLAIN: Final = frozenset(
    {
        ActionExecuted,
        BotUttered,
        DefinePrevUserUtteredFeaturization,
        SlotSet,
        UserUttered,
    }
)
_copy_by_replay = DialogueStateTracker.copy
_states_by_replay = RulePolicy._prediction_states


def use(domain: Domain) -> None:
    """Let Rasa copy and look back quickly; for a domain whose slots decide nothing."""
    Slot.__copy__ = _slot_copied
    DialogueStateTracker.copy = copied
    if not any(slot.has_features() for slot in domain.slots):
        RulePolicy._prediction_states = recent_states


def is_plain(events: Iterable[Event]) -> bool:
    """Whether none of these events takes others back or belongs to a form."""
    return all(type(event) in _PLAIN for event in events)


def _slot_copied(slot: Slot) -> Slot:
    new: Slot = object.__new__(type(slot))
    vars(new).update(vars(slot))
    return new


def copied(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """Return a conversation that can go on without changing this one."""
    session = _session(tracker)
    if session is None or type(tracker.slots) is not dict:
        replayed: DialogueStateTracker = _copy_by_replay(tracker)
        return replayed
    new: DialogueStateTracker = object.__new__(type(tracker))
    vars(new).update(vars(tracker))
    new.events = copy.copy(tracker.events)
    new.slots = {name: copy.copy(slot) for name, slot in tracker.slots.items()}
    # A replayed copy has none of these either.
    new.sender_source = new.model_id = new.assistant_id = None
    return new


def _session(tracker: DialogueStateTracker) -> list[Event] | None:
    """Return the events since the session began; None when they are not plain."""
    events = list(tracker.events)
    starts = [i for i, event in enumerate(events) if type(event) is SessionStarted]
    session = events[starts[-1] + 1 :] if starts else events
    others = [event for event in events if type(event) is not SessionStarted]
    return session if is_plain(others) else None


class _Moment:
    """What a conversation was at one moment, as far as a state shows it."""

    def __init__(self, message: UserUttered, action: dict[str, str]) -> None:
        self.latest_message = message
        self.latest_action = action
        self.slots: dict[str, Slot] = {}
        self.active_loop = None


class _Recent:
    """The end of a conversation, to take the place of all of it."""

    def __init__(self, session: list[Event], most: int) -> None:
        self._session = session
        self._most = most

    def past_states(self, domain: Domain, **_: Any) -> list[State]:
        """Return the last states: one before each action, and the present one."""
        moments: list[_Moment] = []
        message = UserUttered.empty()
        action: dict[str, str] = {}
        for event in self._session:
            if type(event) is ActionExecuted:
                moments.append(_Moment(message, action))
                action = event.as_sub_state()
            elif type(event) is UserUttered:
                message = event
        moments.append(_Moment(message, action))
        return [domain.get_active_state(each) for each in moments[-self._most :]]


def recent_states(
    policy: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool = False,
    rule_only_data: dict[str, Any] | None = None,
) -> list[State]:
    """Return as many of the last states as the longest rule has."""
    session = None if tracker.active_loop else _session(tracker)
    seen = tracker if session is None else _Recent(session, _longest_rule(policy))
    states: list[State] = _states_by_replay(
        policy, seen, domain, use_text_for_last_user_input, rule_only_data
    )
    return states


def _longest_rule(policy: RulePolicy) -> int:
    """Return the number of states in the longest rule: none looks further back."""
    known = vars(policy).get("_spinewise_longest_rule")
    if known is None:
        lookups = (each for each in policy.lookup.values() if isinstance(each, dict))
        lengths = (
            len(policy._rule_key_to_state(key)) for each in lookups for key in each
        )
        known = vars(policy)["_spinewise_longest_rule"] = max(lengths, default=1)
    return int(known)
