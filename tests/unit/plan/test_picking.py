"""Which exercises are picked from a plan and, when it has too few, from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from spinewise.knowledge.plan_types import Exercise, Variant
from spinewise.plan.picking import Wish, pick
from tests.unit.plan.build import exercise, wish, with_exercises


def ids(made: Wish) -> list[str]:
    """The picked exercises."""
    return [one.exercise for one in pick(made)]


def reasons(made: Wish) -> dict[str, tuple[str, ...]]:
    """Why each exercise was picked."""
    return {one.exercise: one.reasons for one in pick(made)}


def own(*exercises: Exercise, names: tuple[str, ...] = (), **more: Any) -> Wish:
    """A wish in P3 for a plan that holds `names`, or all the exercises."""
    told = names or tuple(one.id for one in exercises)
    fills = more.pop("fills", None)
    return wish(with_exercises(list(exercises), plan={"P3": told}, fills=fills), **more)


FIVE = tuple(exercise(name) for name in ("a", "b", "c", "d", "e"))


def test_the_plans_first_exercises_come_as_many_as_usual() -> None:
    assert ids(own(*FIVE)) == ["a", "b", "c"]
    assert reasons(own(*FIVE))["a"] == ("reason.in_plan", "reason.phase_p3")


@pytest.mark.parametrize(
    ("minutes", "picked"),
    [(1, "ab"), (4, "ab"), (5, "ab"), (6, "abc"), (7, "abc"), (8, "abcd"), (99, "abcd")],
)  # fmt: skip
def test_the_time_decides_how_many_between_the_least_and_the_most(
    minutes: float, picked: str
) -> None:
    assert ids(own(*FIVE, minutes=minutes)) == list(picked)


def test_an_exercise_that_takes_too_long_lets_a_shorter_one_in() -> None:
    long = exercise("long", minutes=9)

    assert ids(own(*FIVE[:2], long, *FIVE[2:], minutes=6)) == ["a", "b", "c"]


def test_the_goal_comes_first_and_else_the_order_of_the_plan() -> None:
    strong = exercise("strong", goals=("strengthen",))
    both = exercise("both", goals=("prevent", "strengthen"))
    made = own(*FIVE[:2], strong, both, goal="strengthen")

    assert ids(made) == ["strong", "both", "a"]
    assert "reason.goal_strengthen" in reasons(made)["both"]
    assert "reason.goal_strengthen" not in reasons(made)["a"]
    assert ids(own(*FIVE[:2], strong, goal="fun")) == ["a", "b", "strong"]


def test_harder_moves_come_first_for_who_wants_them() -> None:
    harder = exercise("harder", level="medium")

    assert ids(own(*FIVE[:2], harder, level="hard"))[0] == "harder"
    assert ids(own(*FIVE[:2], harder, level="medium"))[0] == "a"


def test_the_place_is_kept_and_named() -> None:
    bed = exercise("bed", places=("bed",))

    assert reasons(own(bed, *FIVE[:2], place="chair")) == {
        "a": ("reason.in_plan", "reason.phase_p3", "reason.place_chair"),
        "b": ("reason.in_plan", "reason.phase_p3", "reason.place_chair"),
    }


def test_the_place_is_given_up_only_for_the_least_number() -> None:
    beds = [exercise(name, places=("bed",)) for name in ("x", "y", "z")]
    made = own(*beds, FIVE[0], place="chair")

    assert ids(made) == ["a", "x"]
    assert reasons(made)["x"][-1] == "reason.other_place"
    assert reasons(made)["a"][-1] == "reason.place_chair"


def test_an_unknown_place_is_anywhere() -> None:
    assert reasons(own(*FIVE, place="garden"))["a"] == (
        "reason.in_plan",
        "reason.phase_p3",
    )


def test_a_milder_way_is_a_reason_of_its_own() -> None:
    seated = Variant(text="Sit.", places=("chair",))
    one = exercise("one", avoid_with=("knee",), seated=seated)
    found = pick(own(one, raised=("knee",)))

    assert found[0].because == ("knee",)
    assert found[0].reasons[-1] == "reason.instead"


@pytest.mark.parametrize(
    ("level", "usual", "hardest", "picked"),
    [
        (None, "easy", "hard", ["easy"]),
        (None, "medium", "hard", ["easy", "medium"]),
        ("easy", "hard", "hard", ["easy"]),
        ("medium", "easy", "hard", ["easy", "medium"]),
        ("hard", "easy", "medium", ["medium", "easy"]),
        ("hard", "easy", "hard", ["hard", "medium", "easy"]),
        ("pro", "medium", "hard", ["easy", "medium"]),
    ],
)
def test_the_level_is_the_persons_own_up_to_what_the_phase_allows(
    level: str | None, usual: str, hardest: str, picked: list[str]
) -> None:
    three = [exercise(name, level=name) for name in ("easy", "medium", "hard")]
    limits = {"usual_level": usual, "hardest": hardest}

    assert ids(own(*three, level=level, limits=limits)) == picked


@pytest.mark.parametrize(
    ("level", "variant"), [("hard", "harder"), ("medium", ""), (None, "")]
)
def test_only_who_says_hard_is_shown_the_harder_way(
    level: str | None, variant: str
) -> None:
    harder = Variant(text="More.", places=("floor",))
    made = own(exercise("a", harder=harder), level=level, limits={"hardest": "hard"})

    assert pick(made)[0].variant == variant


def test_a_plan_with_too_little_left_goes_back_to_gentler_phases_latest_first() -> None:
    early = exercise("early", phases=("P1", "P3"))
    later = exercise("later", phases=("P2", "P3"))
    only = exercise("only_then", phases=("P2",))
    after = exercise("after", phases=("P4", "P3"))
    plan = {"P1": ("early",), "P2": ("only_then", "later"), "P4": ("after",)}
    made = wish(with_exercises([early, later, only, after], plan=plan))

    assert ids(made) == ["later", "early"]
    assert reasons(made)["later"][0] == "reason.earlier"


def test_what_is_for_every_back_fills_the_plan_up_to_its_usual_number() -> None:
    a, b, c, d, _ = FIVE
    made = own(a, b, c, d, names=("a",), fills={"P3": ("d", "a", "c", "b")})

    assert ids(made) == ["a", "d", "c"]
    assert reasons(made)["d"][0] == "reason.fills_gap"


def test_the_region_comes_before_any_other_part_up_to_the_least_number() -> None:
    neck = exercise("neck", regions=("neck",))
    low = exercise("low", regions=("lower",))
    wrong_phase = exercise("wrong", phases=("P1",))
    made = own(wrong_phase, neck, low, names=("wrong",), disliked=("wrong",))

    assert ids(made) == ["low", "neck"]
    assert reasons(made)["low"][0] == "reason.region"
    assert reasons(made)["neck"][0] == "reason.fills_gap"


@pytest.mark.parametrize(
    ("region", "first"),
    [("neck", "neck"), ("unknown", "any"), ("whole", "any"), ("lower", "low")],
)
def test_a_back_that_is_not_told_more_closely_is_the_whole_back(
    region: str, first: str
) -> None:
    some = [
        exercise("gone"),
        exercise("low", regions=("lower",)),
        exercise("neck", regions=("neck",)),
        exercise("any", regions=("whole",)),
    ]
    made = own(*some, names=("gone",), disliked=("gone",), region=region)

    assert ids(made)[0] == first


def test_the_wider_choice_adds_no_more_than_the_least_number() -> None:
    made = own(*FIVE, names=("a",))

    assert ids(made) == ["a", "b"]


def test_what_needs_a_professionals_yes_comes_last_and_only_when_too_few() -> None:
    ask = exercise("ask", ask_first_with=("wrist",))
    far = exercise("far", ask_first_with=("wrist",), places=("bed",))
    enough = own(ask, *FIVE[:2], raised=("wrist",))
    few = own(far, ask, FIVE[0], raised=("wrist",), place="chair")

    assert ids(enough) == ["a", "b"]
    assert ids(few) == ["a", "ask"]
    assert pick(few)[1].ask_first == ("wrist",)


def test_what_needs_a_professionals_yes_may_be_at_another_place() -> None:
    far = exercise("far", ask_first_with=("wrist",), places=("bed",))
    made = own(far, FIVE[0], raised=("wrist",), place="chair")

    assert ids(made) == ["a", "far"]


def test_a_ban_and_a_dislike_are_never_given_up() -> None:
    banned = exercise("banned", avoid_with=("wrist",))
    made = own(banned, FIVE[0], FIVE[1], raised=("wrist",), disliked=("b",))

    assert ids(made) == ["a"]


def test_no_exercise_comes_twice_as_itself_and_as_the_way_of_another() -> None:
    one = exercise("one", avoid_with=("knee",), easier=Variant(exercise="a"))
    made = own(FIVE[0], one, FIVE[1], FIVE[2], raised=("knee",))

    assert ids(made) == ["a", "b", "c"]
