"""Answers questions about backs in general, from the advice in knowledge/."""

from __future__ import annotations

import spinewise
from actions.about_talk import tell_supposed
from actions.reasons import sources_of
from actions.safe_action import SafeAction, Scene
from spinewise.dialogue.changing import AGAIN
from spinewise.knowledge.types import Tier

_ASKS = "ask_"
_ABOUT_BOT = "ask_about_bot"
_HASH_LENGTH = 8


class ActionInform(SafeAction):
    """Gives the advice for what is asked: the topic heard, else the intent's."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_inform"

    def act(self, scene: Scene) -> None:
        """Say the advice with its source, or who is speaking."""
        talk = scene.state.conversation
        only_changes = talk.changed and not (talk.changed == AGAIN and talk.topic)
        no_question = only_changes or talk.asks_nothing
        if no_question or talk.explained or talk.chosen or tell_supposed(scene):
            return
        if scene.intent == _ABOUT_BOT:
            scene.say(
                "utter_about_bot",
                version=spinewise.__version__,
                knowledge=scene.knowledge.hash[:_HASH_LENGTH],
            )
            return
        tell_topic(scene, talk.topic or scene.intent.removeprefix(_ASKS))
        scene.remember(topic=None)


def tell_topic(scene: Scene, topic: str) -> None:
    """Say the advice on a topic, each text with its source.

    Where a doctor is needed today, it is said first that this is not about the person's
    own back. In an emergency it waits: what is true of most backs would sound as if
    help could wait.
    """
    if scene.assessment.tier is Tier.EMERGENCY:
        scene.say("utter_topic_waits")
        return
    if scene.assessment.tier is Tier.URGENT:
        scene.say("utter_about_backs_in_general")
    for advice in scene.knowledge.advice.values():
        if topic == advice.topic or topic in advice.answers:
            scene.say(
                "utter_advice",
                advice=advice.text,
                source=sources_of(advice.sources, scene),
            )
