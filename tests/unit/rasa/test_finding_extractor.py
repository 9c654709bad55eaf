"""The component that hears danger signs, trained and loaded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import spinewise.settings
from spinewise.rasa.entities import heard_from
from spinewise.rasa.finding_extractor import FindingExtractor
from spinewise.settings import Settings
from spinewise.triage.types import Assertion

NUMB = "my back hurts and my bits are numb"
DENIED = "no fever but I can't feel when I pee, I'm 34"

Make = Callable[[bool], FindingExtractor]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A trained component: the one that was trained, or the one loaded from it."""
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    context = ExecutionContext(GraphSchema({}))
    resource = Resource("extractor")
    trained = FindingExtractor.create({}, storage, resource, context)
    trained.train(TrainingData())
    loaded = FindingExtractor.load({}, storage, resource, context)
    return lambda load: loaded if load else trained


def heard_by(component: FindingExtractor, text: str) -> list[dict[str, object]]:
    """The entities that the component adds to a message."""
    [message] = component.process([Message({TEXT: text})])
    return list(message.get(ENTITIES, []))


@pytest.mark.parametrize("load", [False, True])
def test_a_finding_comes_with_its_assertion_and_the_quoted_words(
    make: Make, load: bool
) -> None:
    [finding] = [e for e in heard_by(make(load), NUMB) if e["entity"] == "finding"]

    assert finding["value"] == "cauda_equina.saddle_numbness"
    assert finding["role"] == "present"
    assert NUMB[finding["start"] : finding["end"]] == finding["quote"]  # type: ignore[misc]


def test_the_loaded_component_hears_what_the_trained_one_heard(make: Make) -> None:
    assert heard_by(make(True), DENIED) == heard_by(make(False), DENIED)


def test_what_other_code_compiled_is_compiled_anew(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained = make(False)
    monkeypatch.setattr("spinewise.rasa.stored_knowledge.code_hash", lambda: "other")
    monkeypatch.delattr("spinewise.rasa.stored_knowledge.restore")

    loaded = FindingExtractor.load(
        {}, trained._model_storage, trained._resource, ExecutionContext(GraphSchema({}))
    )

    assert heard_by(loaded, NUMB) == heard_by(trained, NUMB)


def test_what_was_heard_comes_back_from_the_entities(make: Make) -> None:
    heard = heard_from(heard_by(make(True), DENIED), extractor="FindingExtractor")

    said = {mention.finding: mention.assertion for mention in heard.mentions}
    assert said["infection.fever"] is Assertion.ABSENT
    assert Assertion.PRESENT in said.values()
    assert heard.profile.age == 34


def test_entities_of_other_components_stay(make: Make) -> None:
    other = {"entity": "city", "value": "Leeds", "start": 0, "end": 5}
    message = Message({TEXT: NUMB, ENTITIES: [other]})

    make(True).process([message])

    assert other in message.get(ENTITIES)


def test_a_pressed_button_is_not_read_as_words(make: Make) -> None:
    assert heard_by(make(True), '/answer{"question": "nerves", "value": "no"}') == []


@pytest.mark.parametrize("text", ["", " ", "🦵", "\x00", "a" * 10_000])
def test_any_text_is_taken(make: Make, text: str) -> None:
    heard_by(make(True), text)


def test_a_changed_lexicon_changes_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "knowledge"
    shutil.copytree(spinewise.settings.settings().knowledge_path, copied)
    changed = Settings(knowledge=str(copied))
    monkeypatch.setattr("spinewise.rasa.stored_knowledge.settings", lambda: changed)
    before = FindingExtractor.fingerprint_addon({})
    cues = copied / "lexicon" / "en" / "cues.yml"

    cues.write_text(cues.read_text() + "# one more line\n")

    assert FindingExtractor.fingerprint_addon({}) != before
