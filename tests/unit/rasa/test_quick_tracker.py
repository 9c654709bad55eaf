"""Copies of conversations, and looks back in them, are what Rasa's replays give."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.featurizers.tracker_featurizers import MaxHistoryTrackerFeaturizer
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.rasa import quick_tracker
from spinewise.rasa.quick_tracker import copied, recent_states
from spinewise.settings import ROOT

DOMAIN = Domain.load(ROOT / "domain.yml")
LONGEST = 3
PLAIN = [
    lambda: ActionExecuted("action_listen"),
    lambda: ActionExecuted("action_next_step", "RulePolicy", 1.0),
    lambda: BotUttered("And now?"),
    lambda: DefinePrevUserUtteredFeaturization(False),
    lambda: SessionStarted(),
    lambda: SlotSet("tier", "urgent"),
    lambda: SlotSet("case", {"floor": 3}),
    lambda: UserUttered("my back hurts", {"name": "report_pain"}),
    lambda: UserUttered("no", {"name": "deny"}, [{"entity": "reply", "value": "no"}]),
]
OTHER = [
    lambda: ActionReverted(),
    lambda: ActiveLoop("a_form"),
    lambda: FollowupAction("action_listen"),
    lambda: Restarted(),
    lambda: UserUtteranceReverted(),
]


# A policy whose longest rule has three states.
POLICY = RulePolicy.__new__(RulePolicy)
POLICY.lookup = {"rules": {"[{}, {}, {}]": "action_listen", "[{}]": "action_listen"}}
POLICY._Policy__featurizer = MaxHistoryTrackerFeaturizer()


def conversation(makers: list[Any]) -> DialogueStateTracker:
    tracker = DialogueStateTracker("someone", DOMAIN.slots)
    tracker.update_with_events([make() for make in makers], DOMAIN)
    return tracker


def held(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Return all that a conversation holds, slots by their values."""
    slots = {name: (s.value, s.has_been_set) for name, s in tracker.slots.items()}
    return {**vars(tracker), "events": list(tracker.events), "slots": slots}


@given(st.lists(st.sampled_from(PLAIN + OTHER), max_size=25))
def test_a_copy_holds_what_a_replayed_one_holds(makers: list[Any]) -> None:
    tracker = conversation(makers)

    assert held(copied(tracker)) == held(quick_tracker._copy_by_replay(tracker))


def test_what_happens_to_a_copy_does_not_happen_to_the_original() -> None:
    tracker = conversation(PLAIN)
    before = held(tracker)

    copied(tracker).update_with_events(
        [SlotSet("tier", "emergency"), UserUttered("hi"), ActionExecuted("utter_x")],
        DOMAIN,
    )

    assert held(tracker) == before


@given(
    makers=st.lists(st.sampled_from(PLAIN + OTHER), max_size=25),
    use_text=st.booleans(),
)
def test_the_last_states_are_those_of_a_replay(
    makers: list[Any], use_text: bool
) -> None:
    tracker = conversation(makers)

    every = quick_tracker._states_by_replay(POLICY, tracker, DOMAIN, use_text)
    recent = recent_states(POLICY, tracker, DOMAIN, use_text)

    assert recent[-LONGEST:] == every[-LONGEST:]


@pytest.mark.parametrize("other", OTHER)
def test_what_is_not_plain_is_left_to_rasa(other: Any) -> None:
    tracker = conversation([*PLAIN, *PLAIN, other, *PLAIN])

    every = quick_tracker._states_by_replay(POLICY, tracker, DOMAIN)

    assert recent_states(POLICY, tracker, DOMAIN) == every


def test_no_more_states_are_made_than_the_longest_rule_has() -> None:
    tracker = conversation([PLAIN[0], PLAIN[1]] * 4)

    assert len(recent_states(POLICY, tracker, DOMAIN)) == LONGEST


def test_a_slot_that_decides_about_actions_leaves_looking_back_to_rasa(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deciding = Domain.from_dict(
        {"slots": {"mood": {"type": "bool", "mappings": [{"type": "custom"}]}}}
    )
    replaying = quick_tracker._states_by_replay
    monkeypatch.setattr(RulePolicy, "_prediction_states", replaying)

    quick_tracker.use(deciding)

    assert RulePolicy._prediction_states is replaying


def test_the_domain_has_no_slot_that_decides_about_actions() -> None:
    assert not any(slot.has_features() for slot in DOMAIN.slots)
