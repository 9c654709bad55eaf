"""The trainable component that tells what a person wants.

Danger signs are heard by another component in every message, whatever this one says.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from spinewise.intents import IntentModel, settings_hash

_RANKING = "intent_ranking"
_LENGTH = 10
_PAYLOAD_PREFIX = "/"
_NONE = {"name": None, "confidence": 0.0}


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class IntentClassifier(GraphComponent):  # type: ignore[misc]
    """Ranks the intents by words, letters and the sentence encoder."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings of this component: it has none."""
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """Return an untrained component."""
        return cls(model_storage, resource)

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Return what must train this component anew when it changes.

        Rasa's own fingerprint covers this file but none that it imports.
        """
        return settings_hash()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that have an intent and store what was learned."""
        examples = training_data.intent_examples
        rows = sorted((str(each.get(TEXT)), str(each.get(INTENT))) for each in examples)
        if len({intent for _, intent in rows}) < 2:
            return self._resource
        self._model = IntentModel.learn(
            [text for text, _ in rows], [intent for _, intent in rows]
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.store(Path(folder))
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """Return the component with the model that was trained.

        Raises:
            ValueError: what was stored is damaged.
            OSError: a part of it is missing.
        """
        with ExitStack() as stack:
            try:
                folder = stack.enter_context(model_storage.read_from(resource))
            except ValueError:
                # Nothing was stored: there were too few intents to tell apart.
                return cls(model_storage, resource)
            return cls(model_storage, resource, IntentModel.read(Path(folder)))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking; a text without words has no intent."""
        for message in messages:
            text = message.get(TEXT) or ""
            pressed = text.lstrip().startswith(_PAYLOAD_PREFIX)
            ranking = []
            if self._model and not pressed and text.strip():
                ranking = [
                    {"name": name, "confidence": chance}
                    for name, chance in self._model.rank(text)[:_LENGTH]
                ]
            message.set(INTENT, ranking[0] if ranking else _NONE, add_to_output=True)
            message.set(_RANKING, ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples are left as they are: nothing learns from intents."""
        return training_data
