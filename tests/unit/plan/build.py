"""Short ways to say exercises, plans and wishes that were made up for a test."""

from __future__ import annotations

from typing import Any

import msgspec

from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import (
    Dose,
    Exercise,
    Phase,
    Plan,
    PlanPhases,
    PlanWhen,
)
from spinewise.plan.picking import Wish
from spinewise.triage.types import Case, Profile
from tests.unit.triage.build import knowledge


def exercise(name: str, **more: Any) -> Exercise:
    """An easy exercise for every place, region, phase and goal, without any ban."""
    plain: dict[str, Any] = {
        "id": name,
        "goals": ("ease",),
        "regions": ("lower",),
        "places": ("floor", "chair"),
        "phases": ("P1", "P2", "P3", "P4"),
        "level": "easy",
        "dose": Dose(text="once", minutes=more.pop("minutes", 2)),
        "easier": None,
        "seated": None,
        "harder": None,
        "avoid_with": (),
        "ask_first_with": (),
    }
    first = next(iter(knowledge().exercises.values()))
    return msgspec.structs.replace(first, **{**plain, **more})


def with_exercises(
    exercises: list[Exercise],
    *,
    plan: dict[str, tuple[str, ...]],
    fills: dict[str, tuple[str, ...]] | None = None,
) -> Knowledge:
    """The project's knowledge with these exercises in a plan and one for everybody."""
    real = knowledge()
    first = next(iter(real.plans.values()))
    plans = {
        "own": _plan(first, "own", plan, (PlanWhen(complaints=("pain",)),)),
        "all": _plan(first, "all", fills or {}, ()),
    }
    return msgspec.structs.replace(
        real, exercises={one.id: one for one in exercises}, plans=plans
    )


def _plan(
    first: Plan,
    name: str,
    phases: dict[str, tuple[str, ...]],
    when: tuple[PlanWhen, ...],
) -> Plan:
    return msgspec.structs.replace(
        first,
        id=name,
        when=when,
        phases=PlanPhases(**phases),
        notes=("note.of_" + name,),
        fills_gaps=name == "all",
    )


def wish(
    of: Knowledge,
    *,
    phase: str = "P3",
    region: str = "lower",
    minutes: float | None = None,
    raised: tuple[str, ...] = (),
    disliked: tuple[str, ...] = (),
    limits: dict[str, Any] | None = None,
    **profile: Any,
) -> Wish:
    """A wish for the plan `own`; `limits` changes fields of the phase."""
    real: Phase = of.phases[phase]
    return Wish(
        case=Case(profile=Profile(**profile), complaint="pain", region=region),
        plan=of.plans["own"],
        phase=msgspec.structs.replace(real, **(limits or {})),
        knowledge=of,
        raised=frozenset(raised),
        minutes=minutes,
        disliked=frozenset(disliked),
    )
