"""Find a way in which one person may do one exercise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spinewise.knowledge.plan_types import LEVELS, Exercise, Level, Variant
from spinewise.plan.types import PlannedExercise, VariantName


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What rules exercises out for one person.

    Attributes:
        raised: ids of contraindications.
        hardest: the hardest level to offer.
        wants_harder: whether a harder way is to be tried first.
        place: where the person can exercise; None for anywhere.
        asking_first: whether exercises that need a professional's yes may come.
        disliked: ids of exercises that the person does not want.
        eased: ids of exercises of which only an easier way may come.
    """

    raised: frozenset[str]
    hardest: Level
    wants_harder: bool = False
    place: str | None = None
    asking_first: bool = False
    disliked: frozenset[str] = frozenset()
    eased: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to do an exercise, with all that decides whether it fits."""

    exercise: str
    variant: VariantName
    level: Level
    places: tuple[str, ...]
    avoid_with: tuple[str, ...]
    ask_first_with: tuple[str, ...]


def fit(
    exercise: Exercise, limits: Limits, exercises: Mapping[str, Exercise]
) -> PlannedExercise | None:
    """The first way to do the exercise that nothing rules out, or None."""
    if exercise.id in limits.disliked:
        return None
    for way in _ways(exercise, limits, exercises):
        if _fits(way, limits):
            # Empty when it is done as told: else that way would not fit.
            forbidden = set(exercise.avoid_with) & limits.raised
            asked = set(way.ask_first_with) & limits.raised
            return PlannedExercise(
                exercise=way.exercise,
                variant=way.variant,
                because=tuple(sorted(forbidden)),
                ask_first=tuple(sorted(asked)),
            )
    return None


def _ways(
    exercise: Exercise, limits: Limits, exercises: Mapping[str, Exercise]
) -> Iterator[_Way]:
    eased = exercise.id in limits.eased
    if limits.wants_harder and exercise.harder and not eased:
        yield _by_variant(exercise, "harder", exercise.harder, exercises)
    if not eased:
        yield _as_told(exercise)
    if exercise.easier:
        yield _by_variant(exercise, "easier", exercise.easier, exercises)
    if exercise.seated:
        yield _by_variant(exercise, "seated", exercise.seated, exercises)


def _as_told(exercise: Exercise) -> _Way:
    return _Way(
        exercise=exercise.id,
        variant="",
        level=exercise.level,
        places=exercise.places,
        avoid_with=exercise.avoid_with,
        ask_first_with=exercise.ask_first_with,
    )


def _by_variant(
    exercise: Exercise,
    name: VariantName,
    variant: Variant,
    exercises: Mapping[str, Exercise],
) -> _Way:
    if variant.exercise:
        return _as_told(exercises[variant.exercise])
    return _Way(
        exercise=exercise.id,
        variant=name,
        level=_level(exercise.level, name),
        places=variant.places,
        avoid_with=variant.avoid_with,
        ask_first_with=variant.ask_first_with,
    )


def _level(level: Level, name: VariantName) -> Level:
    step = 1 if name == "harder" else -1
    return LEVELS[min(max(LEVELS.index(level) + step, 0), len(LEVELS) - 1)]


def _fits(way: _Way, limits: Limits) -> bool:
    return (
        way.exercise not in limits.disliked
        and limits.raised.isdisjoint(way.avoid_with)
        and (limits.asking_first or limits.raised.isdisjoint(way.ask_first_with))
        and (limits.place is None or limits.place in way.places)
        and LEVELS.index(way.level) <= LEVELS.index(limits.hardest)
    )
