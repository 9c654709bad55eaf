"""Tells the summary that a person takes along to a clinician."""

from __future__ import annotations

from actions.safe_action import SafeAction, Scene
from spinewise.rasa.summaries import summary_of
from spinewise.summary import as_text


class ActionSumUp(SafeAction):
    """Says the summary, or that there is nothing to sum up yet."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_sum_up"

    def act(self, scene: Scene) -> None:
        """Say the summary of what is known."""
        summary = summary_of(scene.slots)
        if summary is None:
            scene.say("utter_nothing_to_sum_up")
        else:
            scene.say("utter_summary", summary=as_text(summary))
