"""Asks before a new assessment, because what was said would otherwise be lost."""

from __future__ import annotations

from actions.inform import tell_topic
from actions.next_step import begin_again, take_step
from actions.safe_action import SafeAction, Scene
from spinewise.dialogue.changing import BACK
from spinewise.dialogue.state import RESTART


class ActionStartAgain(SafeAction):
    """Asks whether to start again; the safety policy acts on the answer."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_start_again"

    def act(self, scene: Scene) -> None:
        """Ask for the confirmation and wait for it; going back needs none.

        A yes may sound like the wish itself ("yes, start again"): then it is done. A
        question may sound like it too ("was it a slipped disc after all?").
        """
        talk = scene.state.conversation
        if talk.restarted:
            begin_again(scene)
        elif talk.topic:
            tell_topic(scene, talk.topic)
        if talk.restarted or talk.topic or talk.changed == BACK:
            take_step(scene)
            return
        scene.say("utter_confirm_restart")
        scene.remember(waiting=RESTART)
