"""The trainable component that hears danger signs in every message.

"Training" checks the knowledge, stores its files in the model, so that a model and
the lexicon it was built with never drift apart, and what compiling makes of them. The
fingerprint holds the hash of the files and of the language package: Rasa's own
covers neither, and would ship the old lexicon from its cache.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from spinewise.language import Listener
from spinewise.rasa.entities import entities_from
from spinewise.rasa.stored_knowledge import (
    fingerprint,
    read_listener,
    store_knowledge,
    store_listener,
)

_PAYLOAD_PREFIX = "/"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True
)
class FindingExtractor(GraphComponent):  # type: ignore[misc]
    """Adds findings, facts and the complaint to each message as entities."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings of this component: it has none of its own."""
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FindingExtractor:
        """Return an untrained component."""
        return cls(model_storage, resource)

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        listener: Listener | None = None,
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._listener = listener

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Return what must train this component anew when it changes."""
        return fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        """Check the knowledge and store its files in the model.

        Raises:
            KnowledgeError: the knowledge has faults; all are listed.
        """
        with self._model_storage.write_to(self._resource) as folder:
            store_listener(store_knowledge(Path(folder)))
            self._listener = read_listener(Path(folder))
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FindingExtractor:
        """Return the component with the lexicon that the model carries."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, read_listener(Path(folder)))

    def process(self, messages: list[Message]) -> list[Message]:
        """Append what is heard; entities of other components stay."""
        if self._listener is None:
            return messages
        for message in messages:
            text = message.get(TEXT) or ""
            if text.lstrip().startswith(_PAYLOAD_PREFIX):
                continue
            heard = self._listener.hear(text)
            found = entities_from(heard, extractor=type(self).__name__)
            message.set(
                ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples are left as they are: nothing learns from findings."""
        return training_data
