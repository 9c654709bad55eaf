"""How a plan is told: each exercise with its steps, dose and easier way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from actions.safe_action import Scene
from spinewise.knowledge.plan_types import Exercise, Variant
from spinewise.knowledge.types import Tier
from spinewise.plan import Choice, PlannedExercise


def show_exercises(scene: Scene, plan: Choice) -> None:
    """Say each exercise, when to stop, what to expect and when to come back."""
    if scene.assessment.tier is Tier.CLINICIAN:
        scene.say("utter_gentle_moves_too")
    for number, picked in enumerate(plan.exercises, start=1):
        _say_exercise(scene, number, picked)
    stage = scene.knowledge.timeline.get(plan.stage)
    scene.say(
        "utter_plan_end",
        notes=notes_of(scene, plan),
        expect=stage.expect if stage else "",
        come_back=stage.come_back if stage else "",
    )


def notes_of(scene: Scene, plan: Choice) -> str:
    """Return the advice that goes with a plan, the stop rule among it."""
    advice = scene.knowledge.advice
    return "\n".join(advice[each].text for each in plan.say if each in advice)


def _say_exercise(scene: Scene, number: int, picked: PlannedExercise) -> None:
    exercise = scene.knowledge.exercises[picked.exercise]
    variant: Variant | None = (
        getattr(exercise, picked.variant) if picked.variant else None
    )
    steps = [variant.text] if variant and variant.text else list(exercise.steps)
    easier = _easier(exercise, picked)
    scene.say(
        "utter_exercise_with_easier" if easier else "utter_exercise",
        number=number,
        name=exercise.name,
        why=" ".join([exercise.why, *_reasons(scene, picked)]),
        steps="\n".join(f"- {step}" for step in steps),
        dose=exercise.dose.text,
        easier=easier,
        careful=" ".join([*_careful(scene, picked), *exercise.stop]),
        **_shown(scene, exercise, picked.variant if variant and variant.text else ""),
    )


def _shown(scene: Scene, exercise: Exercise, variant: str) -> dict[str, Any]:
    """Name the exercise for guided sessions, with its picture; a variant has none."""
    named = {"exercise": {"id": exercise.id, "variant": variant}}
    if variant:
        return {"metadata": named}
    return {
        "image": f"/pictures/{exercise.id}.svg",
        "metadata": {"alt": scene.knowledge.poses[exercise.id].alt, **named},
    }


def _reasons(scene: Scene, picked: PlannedExercise) -> Iterable[str]:
    advice = scene.knowledge.advice
    return [advice[each].text for each in picked.reasons[:1] if each in advice]


def _careful(scene: Scene, picked: PlannedExercise) -> Iterable[str]:
    known = scene.knowledge.contraindications
    wanted = dict.fromkeys((*picked.because, *picked.ask_first))
    return [known[each].why for each in wanted if each in known]


def _easier(exercise: Exercise, picked: PlannedExercise) -> str:
    """Return the easier way, unless it is the one that is told anyway."""
    easier = exercise.easier
    return easier.text if easier is not None and not picked.variant else ""
