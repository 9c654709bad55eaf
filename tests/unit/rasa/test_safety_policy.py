"""The policy that keeps the assessment, without a server around it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.rasa.safety_policy import SafetyPolicy

BROKEN: dict[str, Any] = {"mentions": "nonsense"}


@pytest.fixture(scope="module")
def domain() -> Domain:
    """The shipped domain."""
    return Domain.load(["domain.yml", "data/responses"])


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory, domain: Domain) -> SafetyPolicy:
    """The policy, trained and loaded."""
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    context = ExecutionContext(GraphSchema({}))
    resource = Resource("policy")
    config = SafetyPolicy.get_default_config()
    SafetyPolicy.create(config, storage, resource, context).train([], domain)
    return SafetyPolicy.load(config, storage, resource, context)


def told(domain: Domain, *events: Any) -> DialogueStateTracker:
    """A tracker with these events after a first listen."""
    return DialogueStateTracker.from_events(
        "a", [ActionExecuted("action_listen"), *events], domain.slots
    )


def danger(finding: str = "cauda_equina.saddle_numbness") -> UserUttered:
    """A message in which the component heard a danger sign."""
    entity = {
        "entity": "finding",
        "value": finding,
        "role": "present",
        "quote": "numb bits",
        "start": 0,
        "end": 9,
        "extractor": "FindingExtractor",
    }
    return UserUttered("numb bits", {"name": "out_of_scope"}, [entity])


def pressed(question: str, value: str) -> UserUttered:
    """A pressed button."""
    text = f'/answer{{"question": "{question}", "value": "{value}"}}'
    return UserUttered(text, {"name": "answer"})


def chosen(policy: SafetyPolicy, domain: Domain, *events: Any) -> str | None:
    """The action that the policy insists on, or None when it leaves it to the rules."""
    prediction = policy.predict_action_probabilities(told(domain, *events), domain)
    if prediction.max_confidence == 0:
        return None
    return str(domain.action_names_or_texts[prediction.max_confidence_index])


def set_slots(policy: SafetyPolicy, domain: Domain, *events: Any) -> dict[str, Any]:
    """The slots that the prediction sets."""
    prediction = policy.predict_action_probabilities(told(domain, *events), domain)
    return {event.key: event.value for event in prediction.events}


@pytest.mark.parametrize("message", [danger(), pressed("nerves", "yes")])
def test_an_emergency_is_answered_before_any_rule(
    policy: SafetyPolicy, domain: Domain, message: UserUttered
) -> None:
    assert chosen(policy, domain, message) == "utter_emergency"


def test_the_slots_tell_the_emergency_text_what_to_say(
    policy: SafetyPolicy, domain: Domain
) -> None:
    values = set_slots(policy, domain, danger())

    assert values["tier"] == "emergency"
    assert values["emergency_kind"] == "go_now"
    assert values["heard"] == "numb bits"


def test_the_policy_ends_its_own_turn(policy: SafetyPolicy, domain: Domain) -> None:
    said = (danger(), ActionExecuted("utter_emergency"))

    assert chosen(policy, domain, *said) == "action_listen"


def test_everything_else_is_left_to_the_rules(
    policy: SafetyPolicy, domain: Domain
) -> None:
    message = UserUttered("hello", {"name": "greet"})

    assert chosen(policy, domain, message) is None


@pytest.mark.parametrize("intent", ["restart", "back", "session_start"])
def test_wiping_the_conversation_is_asked_about_first(
    policy: SafetyPolicy, domain: Domain, intent: str
) -> None:
    message = UserUttered(f"/{intent}", {"name": intent})

    assert chosen(policy, domain, message) == "action_start_again"


def test_a_state_that_cannot_be_read_leads_to_the_safe_text(
    policy: SafetyPolicy, domain: Domain
) -> None:
    events = (SlotSet("case", BROKEN), UserUttered("hi", {"name": "greet"}))

    assert chosen(policy, domain, *events) == "utter_could_not_answer"
