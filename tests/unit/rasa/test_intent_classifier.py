"""The component that tells intents learns, is stored, and says the same again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from spinewise.intents import IntentModel
from spinewise.rasa.intent_classifier import IntentClassifier

_EXAMPLES = {
    "greet": ("hello", "good morning", "hi there", "hey", "\N{WAVING HAND SIGN}"),
    "ask_sleep": ("how should I sleep", "which side do I lie on", "best way to sleep"),
    "ask_gym": ("can I lift weights", "is the gym ok", "are squats fine"),
}
_ODD = (
    "",
    " ",
    "\U0001f9b5",
    "\xc4\xd6 \xdf",
    "?!",
    "12 345 6",
    "no " * 3000,
    "a" * 9000,
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a trained component and one loaded from what it stored."""
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    context, resource = ExecutionContext(GraphSchema({})), Resource("intents")
    data = TrainingData(
        [
            Message({TEXT: text, INTENT: intent})
            for intent, texts in _EXAMPLES.items()
            for text in texts
        ]
    )
    trained = IntentClassifier.create({}, storage, resource, context)
    trained.train(data)
    return trained, IntentClassifier.load({}, storage, resource, context)


def _ranked(component: IntentClassifier, text: str) -> list[dict[str, Any]]:
    [message] = component.process([Message({TEXT: text})])
    assert (
        message.get(INTENT)
        == ([*message.get("intent_ranking"), {"name": None, "confidence": 0.0}][0])
    )
    return list(message.get("intent_ranking"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello you", "greet"),
        ("in what position do I sleep", "ask_sleep"),
        ("CAN I DO SQUATS", "ask_gym"),
        ("may I go weightlifting", "ask_gym"),
    ],
)
def test_other_words_of_the_same_meaning_get_the_intent(
    parts: Any, text: str, intent: str
) -> None:
    _, loaded = parts

    assert _ranked(loaded, text)[0]["name"] == intent


def test_the_stored_model_says_what_the_trained_one_said(parts: Any) -> None:
    trained, loaded = parts

    for text in (*_ODD, "may I go weightlifting", "good evening"):
        assert _ranked(trained, text) == _ranked(loaded, text)


def test_chances_add_up_to_one_for_any_text(parts: Any) -> None:
    _, loaded = parts

    for text in _ODD:
        ranking = _ranked(loaded, text)
        if text.strip():
            assert sum(each["confidence"] for each in ranking) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "  ", "/greet", ' /answer{"question": "age"}'])
def test_a_pressed_button_and_an_empty_text_have_no_intent(
    parts: Any, text: str
) -> None:
    _, loaded = parts

    assert _ranked(loaded, text) == []


@pytest.mark.parametrize("text", ["hello", " HELLO! ", "which side do I lie on"])
def test_a_short_example_has_its_own_intent_and_no_other(parts: Any, text: str) -> None:
    _, loaded = parts

    [only] = _ranked(loaded, text)

    assert only["confidence"] == 1
    assert text.strip(" !").lower() in [
        each.lower() for each in _EXAMPLES[only["name"]]
    ]


def test_the_encoder_is_asked_only_in_doubt(
    parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, loaded = parts
    asked: list[str] = []
    encoder = loaded._model._encoder

    def listening(text: str) -> Any:
        asked.append(text)
        return encoder(text)

    monkeypatch.setattr(loaded._model, "_encoder", listening)
    sure = _ranked(loaded, "hello hello, good morning")[0]
    doubtful = _ranked(loaded, "may I go weightlifting")[0]

    assert sure["name"] == "greet"
    assert doubtful["name"] == "ask_gym"
    assert asked == ["may I go weightlifting"]


def test_an_example_with_two_intents_is_weighed_like_any_text() -> None:
    model = IntentModel.learn(
        ["good day", "good day", "hello", "bye"], ["greet", "bye", "greet", "bye"]
    )

    assert len(model.rank("good day")) == 2
    assert len(model.rank("hello")) == 1


@pytest.mark.parametrize("damage", ["{", ""])
def test_a_damaged_model_is_told_and_not_taken_for_none(
    tmp_path: Path, damage: str
) -> None:
    storage = LocalModelStorage.create(tmp_path)
    context, resource = ExecutionContext(GraphSchema({})), Resource("intents")
    two = [Message({TEXT: each, INTENT: each}) for each in ("hello", "bye")]
    IntentClassifier.create({}, storage, resource, context).train(TrainingData(two))
    with storage.write_to(resource) as folder:
        (Path(folder) / "intents.json").write_text(damage)

    with pytest.raises(json.JSONDecodeError):
        IntentClassifier.load({}, storage, resource, context)


def test_without_two_intents_nothing_is_learned(tmp_path: Path) -> None:
    storage = LocalModelStorage.create(tmp_path)
    context, resource = ExecutionContext(GraphSchema({})), Resource("intents")
    one = TrainingData([Message({TEXT: "hello", INTENT: "greet"})])

    IntentClassifier.create({}, storage, resource, context).train(one)
    loaded = IntentClassifier.load({}, storage, resource, context)

    assert _ranked(loaded, "hello") == []
