"""Checks of what exercises, plans and their reasons refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from spinewise.knowledge.plan_types import Exercise, Plan, Variant

Refer = Callable[[str, str, str, Iterable[str]], None]


def plan_references(items: Mapping[str, Mapping[str, Any]], refer: Refer) -> None:
    """Hand every id that these items name to `refer(list, item, to_list, ids)`."""
    for exercise in filter(None, items["exercises"].values()):
        _exercise(exercise, refer)
    for plan in filter(None, items["plans"].values()):
        _plan(plan, refer)
    for reason in filter(None, items["contraindications"].values()):
        refer("contraindications", reason.id, "findings", reason.findings)
    for phase in filter(None, items["phases"].values()):
        refer("phases", phase.id, "findings", phase.not_with)


def _exercise(exercise: Exercise, refer: Refer) -> None:
    variants = (exercise.easier, exercise.seated, exercise.harder)
    parts: list[Exercise | Variant] = [exercise, *filter(None, variants)]
    for part in parts:
        for codes in (part.avoid_with, part.ask_first_with):
            refer("exercises", exercise.id, "contraindications", codes)
        if isinstance(part, Variant) and part.exercise:
            refer("exercises", exercise.id, "exercises", [part.exercise])


def _plan(plan: Plan, refer: Refer) -> None:
    phases = plan.phases
    for ids in (phases.P1, phases.P2, phases.P3, phases.P4):
        refer("plans", plan.id, "exercises", ids)
    for when in plan.when:
        refer("plans", plan.id, "contraindications", when.raised)
    refer("plans", plan.id, "advice", plan.notes)
