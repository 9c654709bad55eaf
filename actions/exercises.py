"""How a plan is told: each exercise with its steps, dose and easier way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from actions.safe_action import Scene
from spinewise.knowledge.plan_types import Exercise, Variant
from spinewise.knowledge.types import Tier
from spinewise.plan import Choice, PlannedExercise

# What is expected of a back whose onset nobody told.
_USUAL_STAGE = "first_two_weeks"


def show_exercises(scene: Scene, plan: Choice, *, easier: bool = False) -> None:
    """Say each exercise; a reason that is the same for the next one is said once.

    `easier`: the easier way of each, where it has one, in place of the usual one.
    """
    said = ""
    for number, picked in enumerate(plan.exercises, start=1):
        reason = " ".join(_reasons(scene, picked))
        if easier and _may_be_easier(scene, picked, plan):
            picked = replace(picked, variant="easier")
        _say_exercise(scene, number, picked, "" if reason == said else reason)
        said = reason


def _may_be_easier(scene: Scene, picked: PlannedExercise, plan: Choice) -> bool:
    """Whether the exercise has an easier way that nothing known forbids."""
    way = scene.knowledge.exercises[picked.exercise].easier
    if picked.variant or way is None or not way.text:
        return False
    return not {*way.avoid_with, *way.ask_first_with} & set(plan.raised)


def expected_of(scene: Scene, plan: Choice) -> str:
    """Return what to expect, and when to come back for who is to see nobody yet.

    It begins with a space. Of an unknown onset most is known in the first weeks; it is
    empty then for who is to see somebody anyway, or only wants to get stronger.
    """
    at_home = scene.assessment.tier < Tier.CLINICIAN
    told = at_home and scene.state.case.profile.goal is None
    stage = scene.knowledge.timeline.get(plan.stage or (_USUAL_STAGE if told else ""))
    if stage is None:
        return ""
    if not at_home:
        return f" {stage.expect}"
    return f" {stage.expect} {stage.come_back}"


def notes_of(scene: Scene, ids: Iterable[str]) -> str:
    """Return the advice that goes with a plan, the stop rule among it."""
    advice = scene.knowledge.advice
    return "\n".join(advice[each].text for each in ids if each in advice)


def _say_exercise(
    scene: Scene, number: int, picked: PlannedExercise, reason: str
) -> None:
    exercise = scene.knowledge.exercises[picked.exercise]
    variant: Variant | None = (
        getattr(exercise, picked.variant) if picked.variant else None
    )
    steps = [variant.text] if variant and variant.text else list(exercise.steps)
    easier = _easier(exercise, picked)
    careful = " ".join([*_careful(scene, picked), *exercise.stop])
    scene.say(
        "utter_exercise_with_easier" if easier else "utter_exercise",
        number=number,
        name=exercise.name,
        why=" ".join(filter(None, [exercise.why, reason])),
        steps="\n".join(f"- {step}" for step in steps),
        dose=exercise.dose.text,
        easier=easier,
        **_shown(scene, exercise, picked.variant if variant and variant.text else ""),
        careful=f"\n{careful}" if careful else "",
    )


def _shown(scene: Scene, exercise: Exercise, variant: str) -> dict[str, Any]:
    """Name the exercise for guided sessions, with its picture; a variant has none."""
    named = {"exercise": {"id": exercise.id, "name": exercise.name, "variant": variant}}
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
