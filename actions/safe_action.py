"""What all actions share: read the state, act, and never leave a person waiting."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from spinewise.dialogue.assessing import assess_once
from spinewise.dialogue.state import (
    Conversation,
    State,
    case_from,
    conversation_from,
    to_plain,
)
from spinewise.knowledge import Knowledge
from spinewise.rasa import slots
from spinewise.rasa.on_disk import knowledge
from spinewise.rasa.wording import numbers
from spinewise.triage.types import Assessment

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Scene:
    """What an action works with: the state, its assessment, and a way to speak.

    `spoke`: something was said about this message, the opening lines aside.
    """

    state: State
    assessment: Assessment
    knowledge: Knowledge
    intent: str
    dispatcher: CollectingDispatcher
    slots: Mapping[str, Any] = field(default_factory=dict)
    spoke: bool = False
    _texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, tracker: Tracker, dispatcher: CollectingDispatcher) -> Scene:
        """Read the scene from the tracker's slots."""
        case = case_from(tracker.get_slot(slots.CASE))
        talk = conversation_from(tracker.get_slot(slots.CONVERSATION))
        return cls(
            state=State(case=case, conversation=talk),
            assessment=assess_once(case, knowledge()),
            knowledge=knowledge(),
            intent=str((tracker.latest_message.get("intent") or {}).get("name") or ""),
            dispatcher=dispatcher,
            slots=tracker.slots,
            _texts=numbers(case.profile.country, knowledge()),
        )

    def say(self, response: str, **words: Any) -> None:
        """Say a response of the domain, its placeholders filled."""
        self.dispatcher.utter_message(response=response, **{**self._texts, **words})
        self.spoke = True

    def remember(self, **changes: Any) -> None:
        """Change the course of the conversation."""
        talk: Conversation = replace(self.state.conversation, **changes)
        self.state = replace(self.state, conversation=talk)

    @property
    def events(self) -> list[dict[str, Any]]:
        """The slot events that keep what was remembered."""
        return [SlotSet(slots.CONVERSATION, to_plain(self.state.conversation))]


class SafeAction(Action, ABC):  # type: ignore[misc]
    """An action that introduces the bot once, and answers even when it breaks."""

    @abstractmethod
    def act(self, scene: Scene) -> None:
        """Do the action's job by speaking and remembering."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run `act`; a failure becomes the safe text, and its kind is logged."""
        try:
            scene = Scene.of(tracker, dispatcher)
            if not scene.state.conversation.introduced:
                scene.say("utter_intro")
                scene.remember(introduced=True)
                scene.spoke = False
            self.act(scene)
        except Exception as error:  # whatever broke, the person must be answered
            logger.error("%s failed: %s", self.name(), type(error).__name__)
            dispatcher.messages.clear()
            dispatcher.utter_message(response="utter_could_not_answer")
            return []
        return scene.events
