"""How a plan is told: each exercise with its steps, dose and easier way."""

from __future__ import annotations

from actions.safe_action import Scene
from spinewise.knowledge.types import Tier
from spinewise.plan import Choice, PlannedExercise

_STOP_RULE = "stop.rule"


def show_exercises(scene: Scene, plan: Choice) -> None:
    """Say each exercise, when to stop, what to expect and when to come back."""
    if scene.assessment.tier is Tier.CLINICIAN:
        scene.say("utter_gentle_moves_too")
    for number, picked in enumerate(plan.exercises, start=1):
        _say_exercise(scene, number, picked)
    stage = scene.knowledge.timeline.get(plan.stage)
    advice = scene.knowledge.advice
    notes = [advice[each].text for each in plan.say if each in advice]
    scene.say(
        "utter_selfcare_end",
        stop_rule="\n".join(notes),
        expect=stage.expect if stage else "",
        come_back=stage.come_back if stage else "",
    )


def _say_exercise(scene: Scene, number: int, picked: PlannedExercise) -> None:
    exercise = scene.knowledge.exercises[picked.exercise]
    variant = getattr(exercise, picked.variant) if picked.variant else None
    steps = [variant.text] if variant and variant.text else list(exercise.steps)
    scene.say(
        "utter_exercise",
        number=number,
        name=exercise.name,
        why=exercise.why,
        steps="\n".join(f"- {step}" for step in steps),
        dose=exercise.dose.text,
        more=" ".join(exercise.stop),
    )
