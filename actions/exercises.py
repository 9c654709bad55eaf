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
# By whether an easier way is told, and whether one for a chair is.
_RESPONSES = {
    (False, False): "utter_exercise",
    (True, False): "utter_exercise_with_easier",
    (False, True): "utter_exercise_with_seated",
    (True, True): "utter_exercise_with_both",
}


def show_exercises(scene: Scene, plan: Choice, *, easier: bool = False) -> None:
    """Say each exercise; a reason that is the same for the next one is said once.

    `easier`: the easier way of each, where it has one, in place of the usual one.
    """
    said = ""
    for number, picked in enumerate(plan.exercises, start=1):
        reason = " ".join(_reasons(scene, picked))
        way = scene.knowledge.exercises[picked.exercise].easier
        if easier and not picked.variant and way is not None and way.text:
            milder = _told(scene, picked, way, plan)
            picked = replace(picked, variant="easier" if milder else "")
        again = "" if reason == said else reason
        say_exercise(scene, number, picked, plan, again)
        said = reason


def _told(
    scene: Scene, picked: PlannedExercise, way: Variant | None, plan: Choice
) -> str:
    """Return how another way to do an exercise is told; empty without a fitting one.

    A way that is an exercise of its own is told by its steps. What is known of the
    person, and the place where they are, may rule a way out.
    """
    if way is None:
        return ""
    exercises = scene.knowledge.exercises
    which = exercises[way.exercise] if way.exercise else way
    if {*which.avoid_with, *which.ask_first_with} & set(plan.raised):
        return ""
    place = scene.state.case.profile.place
    if place in exercises[picked.exercise].places and place not in which.places:
        return ""
    return " ".join(which.steps) if isinstance(which, Exercise) else which.text


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


def say_exercise(
    scene: Scene, number: int, picked: PlannedExercise, plan: Choice, reason: str = ""
) -> None:
    """Say one exercise of a plan, and the reason why it was picked if one is given."""
    exercise = scene.knowledge.exercises[picked.exercise]
    variant: Variant | None = (
        getattr(exercise, picked.variant) if picked.variant else None
    )
    steps = [variant.text] if variant and variant.text else list(exercise.steps)
    # Whoever is told another way needs no further ones.
    easier, seated = (
        "" if picked.variant else _told(scene, picked, way, plan)
        for way in (exercise.easier, exercise.seated)
    )
    careful = " ".join([*_careful(scene, picked), *exercise.stop])
    scene.say(
        _RESPONSES[bool(easier), bool(seated)],
        number=number,
        name=exercise.name,
        why=" ".join(filter(None, [exercise.why, reason])),
        steps="\n".join(f"- {step}" for step in steps),
        dose=exercise.dose.text,
        easier=easier,
        seated=seated,
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
