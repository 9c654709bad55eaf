"""Asks before a new assessment, because what was said would otherwise be lost."""

from __future__ import annotations

from actions.next_step import take_step
from actions.safe_action import SafeAction, Scene
from spinewise.dialogue.changing import BACK
from spinewise.dialogue.state import RESTART


class ActionStartAgain(SafeAction):
    """Asks whether to start again; the safety policy acts on the answer."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_start_again"

    def act(self, scene: Scene) -> None:
        """Ask for the confirmation and wait for it; going back needs none."""
        if scene.state.conversation.changed == BACK:
            take_step(scene)
            return
        scene.say("utter_confirm_restart")
        scene.remember(waiting=RESTART)
