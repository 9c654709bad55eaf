"""With all that hot_path.py takes out, every turn is what Rasa alone makes of it."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest
import rasa.core.processor
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_TRACKER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    FollowupAction,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from bench.speed.measuring import conversations
from spinewise.rasa import quick_rules
from spinewise.rasa.channels.web import WebOutput
from spinewise.rasa.hot_path import StraightRunner, make_lean
from spinewise.settings import ROOT
from tests.conversations.talking import Bot

_CHANGED = (
    (DialogueStateTracker, "copy"),
    (Domain, "is_empty"),
    (Event, "resolve_by_type"),
    (MessageProcessor, "_log_slots"),
    (MessageProcessor, "run_action_extract_slots"),
    (RulePolicy, "_find_action_from_rules"),
    (RulePolicy, "_get_possible_keys"),
    (RulePolicy, "_prediction_states"),
    (Slot, "__copy__"),
    (rasa.core.processor, "copy"),
)
# What people type, press and what reaches a server besides.
_SAID = (
    "my lower back is tight",
    "my back hurts and I can't feel when I pee",
    "the pain goes down my left leg to my foot",
    "I want to kill myself",
    "no",
    "yes",
    "not sure",
    "I am 40",
    "4 out of 10",
    "why?",
    "what if I had a fever",
    "is heat or ice better for my back",
    "start again",
    "I pressed the wrong button",
    "thanks",
    "hello",
    "you are stupid",
    "qwzx vbnm",
    "me duele la espalda",
    "skip",
    "",
    "?",
    "/restart",
    "/back",
    "/session_start",
    "/affirm",
    "/unknown_intent",
    "/nlu_fallback",
    "/answer{broken",
    '/answer{"question": "nerves", "value": "yes"}',
    '/answer{"question": "nerves", "value": "no"}',
    '/answer{"question": "history", "value": "unsure"}',
    '/answer{"question": "no_such_question", "value": "yes"}',
)
_GENERATED, _LENGTH = 60, 8
_HOURS_APART = 13
_BEGINNING = 1_700_000_000.0


def _stories() -> Iterator[list[str]]:
    for path in sorted((ROOT / "tests" / "stories").glob("*.yml")):
        for story in yaml.safe_load(path.read_text())["stories"]:
            yield [step["user"] for step in story["steps"] if "user" in step]


def _generated() -> Iterator[list[str]]:
    chance = random.Random(42)
    for _ in range(_GENERATED):
        yield chance.choices(_SAID, k=_LENGTH)


def _talks() -> list[list[str]]:
    return [*_stories(), *conversations(), *_generated()]


def _played(bot: Bot, patch: pytest.MonkeyPatch) -> list[list[Any]]:
    """Return, for each message of all talks, every event kept and all that is sent."""
    saved: list[Any] = []
    store = bot.agent.tracker_store
    keep = store.save

    async def save(tracker: DialogueStateTracker) -> None:
        saved.append([event.as_dict() for event in tracker.events])
        await keep(tracker)

    patch.setattr(store, "save", save)
    now = _BEGINNING
    for number, talk in enumerate(_talks()):
        for place, message in enumerate(talk):
            # Some come back after an assessment has ended of itself.
            now += 3600 * _HOURS_APART if number % 5 == place else 60
            patch.setattr(time, "time", lambda now=now: now)
            random.seed(place)
            output = WebOutput()
            asked = UserMessage(
                message,
                output,
                f"person {number}",
                input_channel="web",
                message_id=f"{number} {place}",
            )
            bot.run(bot.agent.handle_message(asked))
            saved.append(output.messages)
    patch.undo()
    return saved


@pytest.fixture(scope="module")
def as_rasa(bot: Bot) -> Iterator[Bot]:
    """The bot as Rasa loads it."""
    loaded = Bot.loaded()
    yield loaded
    loaded.loop.close()


@pytest.fixture
def patch() -> Iterator[pytest.MonkeyPatch]:
    """For what holds while talks are played."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def lean() -> Iterator[Bot]:
    """The bot with all shortcuts, which are taken back afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in _CHANGED:
            patch.setattr(owner, name, vars(owner).get(name), raising=False)
        loaded = Bot.loaded()
        make_lean(loaded.agent.processor)
        yield loaded
        loaded.loop.close()


def test_every_event_and_every_answer_is_what_rasa_alone_gives(
    as_rasa: Bot, patch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    without = _played(as_rasa, patch)

    with_shortcuts = _played(request.getfixturevalue("lean"), patch)

    assert len(without) >= 2 * sum(map(len, _talks()))
    for rasas, ours in zip(without, with_shortcuts, strict=True):
        assert ours == rasas


_NEW = UserUttered("no", {"name": "deny", "confidence": 1.0})
_EVENTS = st.sampled_from(
    [
        ActionExecuted("action_listen"),
        ActionExecuted("action_next_step", "RulePolicy", 1.0),
        ActionExecuted("action_inform", "RulePolicy", 1.0),
        ActionExecuted("utter_emergency", "SafetyPolicy", 1.0),
        ActionExecuted("utter_could_not_answer", "SafetyPolicy", 1.0),
        ActionExecutionRejected("utter_emergency"),
        ActionExecutionRejected("action_listen"),
        ActionExecutionRejected("action_inform"),
        # Any action will do as a form: there are none.
        ActiveLoop("action_inform"),
        ActiveLoop(None),
        FollowupAction("action_inform"),
        LoopInterrupted(True),
        Restarted(),
        SessionStarted(),
        SlotSet("tier", "urgent"),
        SlotSet("case", "spoilt"),
        _NEW,
        UserUttered("", {"name": None, "confidence": 0.0}),
        UserUttered("/restart", {"name": "restart", "confidence": 1.0}),
        UserUttered("hm", {"name": "nlu_fallback", "confidence": 0.5}),
        UserUttered("hm", {"name": "unknown_intent", "confidence": 1.0}),
        UserUttered("swim?", {"name": "ask_sport_activity", "confidence": 0.9}),
    ]
)
_DANGER = UserUttered(
    '/answer{"question": "nerves", "value": "yes"}',
    {"name": "answer", "confidence": 1.0},
)
_ENDS = st.sampled_from(
    [
        [],
        [ActionExecuted("action_listen"), _DANGER],
        [ActionExecuted("action_listen"), _NEW],
        [_DANGER, ActionExecuted("utter_emergency", "SafetyPolicy", 1.0)],
    ]
)


def _decided(runner: Any, bot: Bot, events: list[Event]) -> dict[str, Any]:
    processor = bot.agent.processor
    tracker = DialogueStateTracker("someone", processor.domain.slots)
    tracker.update_with_events(events, processor.domain)
    target = processor.model_metadata.core_target
    found = runner.run(inputs={PLACEHOLDER_TRACKER: tracker}, targets=[target])
    prediction: PolicyPrediction = found[target]
    return {
        **vars(prediction),
        "events": [event.as_dict() for event in prediction.events],
        "probabilities": list(prediction.probabilities),
    }


@given(events=st.lists(_EVENTS, max_size=12), end=_ENDS)
@settings(max_examples=300, deadline=None)
def test_whatever_has_happened_the_policies_together_decide_as_under_rasa(
    as_rasa: Bot, events: list[Event], end: list[Event]
) -> None:
    runner = as_rasa.agent.processor.graph_runner
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", lambda: _BEGINNING)
        told = [copy.deepcopy(event) for event in (*events, *end)]
        rasas = _decided(runner, as_rasa, told)

        patch.setattr(RulePolicy, "_find_action_from_rules", quick_rules._find_action)
        ours = _decided(StraightRunner(runner), as_rasa, told)

    assert ours == rasas
