"""Pick exercises from a plan, and from further afield when it has too few."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import get_args

from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import (
    LEVELS,
    Exercise,
    Goal,
    Level,
    Phase,
    Place,
    Plan,
)
from spinewise.plan.fitting import Limits, fit
from spinewise.plan.types import PlannedExercise
from spinewise.triage.types import Case

_ANYWHERE_IN_THE_BACK = frozenset({"whole", "unknown"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What fits a person: plan, phase, what is raised, and what they asked for."""

    case: Case
    plan: Plan
    phase: Phase
    knowledge: Knowledge
    raised: frozenset[str] = frozenset()
    minutes: float | None = None
    disliked: frozenset[str] = frozenset()
    eased: frozenset[str] = frozenset()

    @property
    def goal(self) -> str | None:
        """The goal in a word that exercises know, or None."""
        goal = self.case.profile.goal
        return goal if goal in get_args(Goal) else None

    @property
    def place(self) -> str | None:
        """The place in a word that exercises know, or None."""
        place = self.case.profile.place
        return place if place in get_args(Place) else None

    @property
    def level(self) -> Level | None:
        """The level the person said, or None."""
        return next((word for word in LEVELS if word == self.case.profile.level), None)


@dataclasses.dataclass(frozen=True, slots=True)
class _Candidate:
    exercise: Exercise
    reason: str


@dataclasses.dataclass(slots=True)
class _Basket:
    """What is picked so far."""

    wish: Wish
    picked: list[PlannedExercise] = dataclasses.field(default_factory=list)
    minutes: int = 0

    def fill(self, candidates: list[_Candidate], limits: Limits, *, upto: int) -> None:
        """Add what fits until there are `upto` exercises."""
        exercises = self.wish.knowledge.exercises
        for candidate in candidates:
            if len(self.picked) >= upto:
                return
            found = fit(candidate.exercise, limits, exercises)
            if found is None or found.exercise in {one.exercise for one in self.picked}:
                continue
            takes = exercises[found.exercise].dose.minutes
            if self._is_enough(takes):
                continue
            self.minutes += takes
            why = _reasons(found, candidate, self.wish, limits)
            self.picked.append(dataclasses.replace(found, reasons=why))

    def _is_enough(self, takes: int) -> bool:
        minutes = self.wish.minutes
        if minutes is None or len(self.picked) < self.wish.phase.at_least:
            return False
        return self.minutes + takes > minutes


def pick(wish: Wish) -> tuple[PlannedExercise, ...]:
    """As many exercises as the phase wants, the plan's own first.

    The place and the usual sources are given up only where fewer than the least
    number is found; what is raised and what is disliked never are. Exercises that
    need a professional's yes come last of all.
    """
    phase = wish.phase
    limits = _limits(wish)
    basket = _Basket(wish)
    own, wider = list(_own(wish)), list(_wider(wish))
    most = phase.usual if wish.minutes is None else phase.at_most
    basket.fill(own, limits, upto=most)
    anywhere = dataclasses.replace(limits, place=None)
    for loosened in (limits, anywhere):
        basket.fill(own + wider, loosened, upto=phase.at_least)
    for loosened in (limits, anywhere):
        asking = dataclasses.replace(loosened, asking_first=True)
        basket.fill(own + wider, asking, upto=phase.at_least)
    return tuple(basket.picked)


def _limits(wish: Wish) -> Limits:
    said = wish.level or wish.phase.usual_level
    return Limits(
        raised=wish.raised,
        hardest=min(said, wish.phase.hardest, key=LEVELS.index),
        wants_harder=wish.level == LEVELS[-1],
        place=wish.place,
        disliked=wish.disliked,
        eased=wish.eased,
    )


def _own(wish: Wish) -> Iterator[_Candidate]:
    """The plan's exercises for the phase, then gentler ones, then for every back."""
    phase, exercises = wish.phase.id, wish.knowledge.exercises
    own = [exercises[name] for name in wish.plan.phases.of(phase)]
    # sorted() is stable: within the goal, and without a goal, the plan's order stays.
    if wish.level == LEVELS[-1]:
        own.sort(key=lambda one: -LEVELS.index(one.level))
    for exercise in sorted(own, key=lambda one: wish.goal not in (None, *one.goals)):
        yield _Candidate(exercise, "reason.in_plan")
    phases = sorted(wish.knowledge.phases.values(), key=lambda one: -one.from_day)
    for earlier in phases:
        if earlier.from_day < wish.phase.from_day:
            for name in wish.plan.phases.of(earlier.id):
                if phase in exercises[name].phases:
                    yield _Candidate(exercises[name], "reason.earlier")
    for plan in wish.knowledge.plans.values():
        if plan.fills_gaps:
            for name in plan.phases.of(phase):
                yield _Candidate(exercises[name], "reason.fills_gap")


def _wider(wish: Wish) -> Iterator[_Candidate]:
    """Every exercise for the region and phase, then any that is right for the phase."""
    region = wish.case.region
    regions = {region} if region not in _ANYWHERE_IN_THE_BACK else _ANYWHERE_IN_THE_BACK
    fitting = [
        exercise
        for exercise in wish.knowledge.exercises.values()
        if wish.phase.id in exercise.phases
    ]
    for exercise in fitting:
        if not regions.isdisjoint(exercise.regions):
            yield _Candidate(exercise, "reason.region")
    for exercise in fitting:
        yield _Candidate(exercise, "reason.fills_gap")


def _reasons(
    found: PlannedExercise, candidate: _Candidate, wish: Wish, limits: Limits
) -> tuple[str, ...]:
    exercise = wish.knowledge.exercises[found.exercise]
    reasons = [candidate.reason, f"reason.phase_{wish.phase.id.lower()}"]
    if wish.goal in exercise.goals:
        reasons.append(f"reason.goal_{wish.goal}")
    if wish.place:
        here = limits.place is not None
        reasons.append(f"reason.place_{wish.place}" if here else "reason.other_place")
    if found.because:
        reasons.append("reason.instead")
    return tuple(reasons)
