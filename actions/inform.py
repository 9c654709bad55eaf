"""Answers questions about backs in general, from the advice in knowledge/."""

from __future__ import annotations

import spinewise
from actions.reasons import sources_of
from actions.safe_action import SafeAction, Scene

_ASKS = "ask_"
_ABOUT_BOT = "ask_about_bot"
_HASH_LENGTH = 8


class ActionInform(SafeAction):
    """Gives the advice whose topic is the intent's: ask_surgery -> surgery."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_inform"

    def act(self, scene: Scene) -> None:
        """Say the advice with its source, or who is speaking."""
        if scene.intent == _ABOUT_BOT:
            scene.say(
                "utter_about_bot",
                version=spinewise.__version__,
                knowledge=scene.knowledge.hash[:_HASH_LENGTH],
            )
            return
        topic = scene.intent.removeprefix(_ASKS)
        for advice in scene.knowledge.advice.values():
            if advice.topic == topic:
                scene.say(
                    "utter_advice",
                    text=advice.text,
                    source=sources_of(advice.sources, scene),
                )
