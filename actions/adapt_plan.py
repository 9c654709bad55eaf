"""Shows other exercises when one hurts, is too easy or does not fit."""

from __future__ import annotations

from actions.next_step import take_step
from actions.outcomes import plan_of
from actions.safe_action import SafeAction, Scene


class ActionAdaptPlan(SafeAction):
    """Shows a plan without the exercises that were shown before."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_adapt_plan"

    def act(self, scene: Scene) -> None:
        """Set aside what was shown, so that the next step shows something else."""
        shown = plan_of(scene).exercises
        if shown:
            disliked = scene.state.conversation.disliked
            ids = (picked.exercise for picked in shown)
            scene.remember(shown=None, disliked=(*disliked, *ids))
        take_step(scene)
