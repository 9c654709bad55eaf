"""Changes the exercises when one hurts, is too easy or does not fit the place."""

from __future__ import annotations

from actions.next_step import take_step
from actions.safe_action import SafeAction, Scene


class ActionAdaptPlan(SafeAction):
    """Shows the plan anew with the place, level and time that the person named."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_adapt_plan"

    def act(self, scene: Scene) -> None:
        """Forget that the plan was shown, so that the next step shows it anew."""
        if scene.assessment.exercises_allowed:
            scene.remember(shown=None)
        take_step(scene)
