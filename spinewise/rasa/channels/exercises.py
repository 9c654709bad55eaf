"""Serves what a guided session needs to know about an exercise."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.knowledge.plan_types import Exercise
from spinewise.rasa.channels.drawings import size_of
from spinewise.rasa.on_disk import knowledge

_VARIANTS = ("easier", "seated", "harder")


def add_exercises(blueprint: Blueprint) -> None:
    """Add `GET /exercises/<id>`: the exercise as JSON, 404 when there is none."""

    @blueprint.route("/exercises/<name:str>", methods=["GET"])
    async def exercise(_: Request, name: str) -> HTTPResponse:
        found = knowledge().exercises.get(name)
        if found is None:
            return response.json({"error": f"{name}: no such exercise"}, status=404)
        headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        return response.json(_told(found), headers=headers)


def _told(exercise: Exercise) -> dict[str, Any]:
    texts = {name: getattr(exercise, name) for name in _VARIANTS}
    dose = exercise.dose
    return {
        "id": exercise.id,
        "name": exercise.name,
        "steps": exercise.steps,
        "stop": exercise.stop,
        "variants": {name: each.text for name, each in texts.items() if each},
        "dose": {
            "text": dose.text,
            "minutes": dose.minutes,
            "sets": dose.sets or 1,
            "reps": dose.reps,
            "hold_seconds": dose.hold_seconds,
            "sides": dose.sides,
        },
        "picture": f"/pictures/{exercise.id}.svg",
        **size_of(exercise.id),
        "alt": knowledge().poses[exercise.id].alt,
    }
