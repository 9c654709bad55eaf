"""In which way one person may do one exercise."""

from __future__ import annotations

from typing import Any

import pytest

from spinewise.knowledge.plan_types import Exercise, Variant
from spinewise.plan import PlannedExercise
from spinewise.plan.fitting import Limits, fit
from tests.unit.plan.build import exercise

SEATED = Variant(text="Sit.", places=("chair",), avoid_with=("dizzy",))
EASIER = Variant(text="Half way.", places=("floor",), ask_first_with=("wrist",))
HARDER = Variant(text="Twice.", places=("floor",), avoid_with=("balance",))


def fitted(
    one: Exercise, *others: Exercise, raised: tuple[str, ...] = (), **limits: Any
) -> PlannedExercise | None:
    """The way that fits a person with these limits."""
    limits.setdefault("hardest", "hard")
    exercises = {each.id: each for each in (one, *others)}
    return fit(one, Limits(raised=frozenset(raised), **limits), exercises)


def test_without_any_limit_the_exercise_is_done_as_told() -> None:
    one = exercise("bridge", easier=EASIER, seated=SEATED, harder=HARDER)

    assert fitted(one) == PlannedExercise(exercise="bridge")


def test_a_ban_leads_to_the_next_milder_way_and_is_named() -> None:
    one = exercise("bridge", avoid_with=("knee", "neck"), easier=EASIER, seated=SEATED)

    assert fitted(one, raised=("neck", "knee", "wrist")) == PlannedExercise(
        exercise="bridge", variant="seated", because=("knee", "neck")
    )
    assert fitted(one, raised=("knee",)) == PlannedExercise(
        exercise="bridge", variant="easier", because=("knee",)
    )


def test_a_milder_way_for_another_reason_names_no_ban() -> None:
    one = exercise("bridge", places=("floor",), seated=SEATED, avoid_with=("knee",))

    assert fitted(one, place="chair", raised=("wrist",)) == PlannedExercise(
        exercise="bridge", variant="seated"
    )


def test_a_person_for_whom_every_way_is_banned_gets_none() -> None:
    one = exercise("bridge", avoid_with=("knee",), seated=SEATED)

    assert fitted(one, raised=("knee", "dizzy")) is None


def test_what_needs_a_professionals_yes_comes_only_when_asked_for() -> None:
    one = exercise("bridge", ask_first_with=("wrist", "neck", "knee"))

    assert fitted(one, raised=("wrist", "dizzy")) is None
    assert fitted(
        one, raised=("wrist", "dizzy", "neck"), asking_first=True
    ) == PlannedExercise(exercise="bridge", ask_first=("neck", "wrist"))


def test_a_ban_stays_a_ban_when_a_professional_may_be_asked() -> None:
    one = exercise("bridge", avoid_with=("wrist",))

    assert fitted(one, raised=("wrist",), asking_first=True) is None


def test_another_exercise_as_the_way_comes_with_its_own_bans_and_name() -> None:
    one = exercise("bridge", avoid_with=("knee",), easier=Variant(exercise="tilt"))
    tilt = exercise("tilt", avoid_with=("neck",))

    assert fitted(one, tilt, raised=("knee",)) == PlannedExercise(
        exercise="tilt", because=("knee",)
    )
    assert fitted(one, tilt, raised=("knee", "neck")) is None
    assert fitted(one, tilt, raised=("knee",), disliked=frozenset({"tilt"})) is None


def test_a_harder_way_comes_first_for_who_wants_it() -> None:
    one = exercise("bridge", harder=HARDER)

    assert fitted(one, wants_harder=True) == PlannedExercise(
        exercise="bridge", variant="harder"
    )
    assert fitted(one, wants_harder=True, raised=("balance",)) == PlannedExercise(
        exercise="bridge"
    )


def test_a_harder_way_may_be_another_exercise() -> None:
    one = exercise("bridge", harder=Variant(exercise="one_leg"))

    assert fitted(one, exercise("one_leg"), wants_harder=True) == PlannedExercise(
        exercise="one_leg"
    )


@pytest.mark.parametrize(
    ("level", "hardest", "variant"),
    [
        ("easy", "easy", ""),
        ("easy", "medium", "harder"),
        ("medium", "medium", ""),
        ("medium", "hard", "harder"),
        ("hard", "hard", "harder"),
    ],
)
def test_a_harder_way_is_one_level_up(level: str, hardest: str, variant: str) -> None:
    one = exercise("bridge", level=level, harder=HARDER)

    found = fitted(one, wants_harder=True, hardest=hardest)

    assert found is not None
    assert found.variant == variant


@pytest.mark.parametrize(
    ("level", "hardest", "variant"),
    [
        ("hard", "medium", "easier"),
        ("hard", "easy", None),
        ("medium", "easy", "easier"),
    ],
)
def test_an_easier_way_is_one_level_down(
    level: str, hardest: str, variant: str | None
) -> None:
    one = exercise("bridge", level=level, easier=EASIER)

    found = fitted(one, hardest=hardest)

    assert (found.variant if found else None) == variant


def test_an_easier_way_of_an_easy_exercise_is_easy() -> None:
    one = exercise("bridge", avoid_with=("knee",), easier=EASIER)

    found = fitted(one, hardest="easy", raised=("knee",))

    assert found is not None
    assert found.variant == "easier"


def test_a_disliked_exercise_comes_in_no_way() -> None:
    one = exercise("bridge", seated=SEATED, easier=Variant(exercise="tilt"))

    assert fitted(one, exercise("tilt"), disliked=frozenset({"bridge"})) is None


@pytest.mark.parametrize("level", ["easy", "hard"])
def test_of_an_eased_exercise_only_a_milder_way_comes(level: str) -> None:
    one = exercise("bridge", easier=EASIER, harder=HARDER)
    found = fitted(one, eased=frozenset({"bridge"}), wants_harder=level == "hard")

    assert found == PlannedExercise(exercise="bridge", variant="easier")


def test_easing_one_exercise_leaves_the_others_as_they_are() -> None:
    found = fitted(exercise("bridge", easier=EASIER), eased=frozenset({"plank"}))

    assert found == PlannedExercise(exercise="bridge")


def test_an_eased_exercise_without_a_milder_way_does_not_come() -> None:
    one = exercise("bridge", harder=HARDER)

    assert fitted(one, eased=frozenset({"bridge"}), wants_harder=True) is None
