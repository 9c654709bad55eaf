"""RulePolicy is left out only where its answer cannot count."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.rasa.quick_rules import _find_action, goes_by_intents, is_settled

BY_INTENT = (
    '[{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "a"}}]'
)
BY_TEXT = '[{"prev_action": {"action_name": "action_listen"}, "user": {"text": "a"}}]'
BY_NOTHING = '[{"prev_action": {"action_name": "action_listen"}}]'
AT_ONCE = "[{}]"
AFTER_ACTION = '[{"prev_action": {"action_name": "action_inform"}}]'
LISTEN = ActionExecuted("action_listen")
MESSAGE = UserUttered("a", {"name": "a"})


def policy(*rules: str) -> RulePolicy:
    made = RulePolicy.__new__(RulePolicy)
    made.priority = 6
    made.lookup = {"rules": dict.fromkeys(rules, "action_inform")}
    return made


def conversation(*events: Any) -> DialogueStateTracker:
    tracker = DialogueStateTracker("someone", [])
    tracker.update_with_events(list(events), Domain.empty())
    return tracker


def answer(confidence: float = 1.0, priority: int = 10) -> PolicyPrediction:
    return PolicyPrediction([0.0, confidence], "SafetyPolicy", priority)


def test_a_certain_answer_of_higher_priority_settles_it() -> None:
    tracker = conversation(LISTEN, MESSAGE)

    assert is_settled(policy(BY_INTENT, AFTER_ACTION), tracker, [tracker, answer()])


@pytest.mark.parametrize("other", [answer(0.99), answer(priority=6), answer(0.0)])
def test_any_less_settles_nothing(other: PolicyPrediction) -> None:
    tracker = conversation(LISTEN, MESSAGE)

    assert not is_settled(policy(BY_INTENT), tracker, [tracker, other])


@pytest.mark.parametrize(
    "event", [ActiveLoop("a_form"), ActionExecutionRejected("utter_emergency")]
)
def test_a_form_or_a_refused_action_settles_nothing(event: Any) -> None:
    tracker = conversation(LISTEN, MESSAGE, event)

    assert not is_settled(policy(BY_INTENT), tracker, [answer()])


def test_an_action_refused_before_the_last_one_does_not_matter() -> None:
    refused = ActionExecutionRejected("utter_emergency")
    tracker = conversation(LISTEN, MESSAGE, refused, ActionExecuted("utter_x"))

    assert is_settled(policy(BY_INTENT), tracker, [answer()])


@pytest.mark.parametrize("rule", [BY_TEXT, BY_NOTHING, AT_ONCE])
def test_with_a_rule_that_a_text_may_meet_it_is_asked(rule: str) -> None:
    asked = policy(BY_INTENT, rule)

    assert not goes_by_intents(asked)
    assert not is_settled(asked, conversation(LISTEN, MESSAGE), [answer()])


def test_what_a_rule_does_after_an_action_is_no_answer_to_a_text() -> None:
    assert goes_by_intents(policy(BY_INTENT, AFTER_ACTION))


@pytest.mark.parametrize(
    ("rules", "events"),
    [((BY_INTENT, BY_TEXT), ()), ((BY_INTENT,), (ActiveLoop("a_form"),))],
)
def test_quoted_messages_are_looked_for_where_there_may_be_some(
    rules: tuple[str, ...], events: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ("action_inform", "rule", True)
    monkeypatch.setattr("spinewise.rasa.quick_rules._find_in_rules", lambda *_: found)
    tracker = conversation(LISTEN, MESSAGE, *events)

    assert _find_action(policy(*rules), tracker, Domain.empty(), True) == found
