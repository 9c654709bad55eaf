"""What holds for every person that can be told to the planner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import (
    LEVELS,
    Complaint,
    Contraindication,
    FactTest,
    Goal,
    Place,
    Region,
)
from spinewise.plan import Choice, PlannedExercise

PlanFor = Callable[..., Choice]
ASSERTIONS = ("present", "uncertain", "absent", "past", "other_person")
thorough = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@st.composite
def people(draw: st.DrawFn, knowledge: Knowledge) -> dict[str, Any]:
    """Anything that may be known about a person, sensible or not."""
    codes = list(knowledge.contraindications.values())
    findings = sorted({name for code in codes for name in code.findings})
    conditions = sorted({name for code in codes for name in code.conditions})
    medicines = sorted({name for code in codes for name in code.medicines})
    sometimes = st.none() | st.floats(0, 400)
    return {
        "complaint": draw(st.sampled_from(get_args(Complaint))),
        "region": draw(st.sampled_from(get_args(Region))),
        "findings": draw(
            st.dictionaries(
                st.sampled_from([*findings, "pain.severe", "pain.worsening"]),
                st.sampled_from(ASSERTIONS),
                max_size=3,
            )
        ),
        "answers": draw(
            st.dictionaries(
                st.sampled_from(list(knowledge.questions)),
                st.sampled_from(["yes", "no", "unsure"]),
                max_size=1,
            )
        ),
        "age": draw(st.none() | st.floats(16, 110)),
        "pregnant": draw(st.sampled_from([None, None, False, True])),
        "weeks_pregnant": draw(st.none() | st.floats(0, 42)),
        "postpartum": draw(st.sampled_from([None, None, False, True])),
        "onset_days": draw(sometimes),
        "pain": draw(st.none() | st.floats(0, 10)),
        "place": draw(st.none() | st.sampled_from((*get_args(Place), "garden"))),
        "goal": draw(st.none() | st.sampled_from((*get_args(Goal), "fun"))),
        "level": draw(st.none() | st.sampled_from((*LEVELS, "pro"))),
        "conditions": tuple(
            draw(st.lists(st.sampled_from(conditions), max_size=3, unique=True))
        ),
        "medicines": tuple(
            draw(st.lists(st.sampled_from(medicines), max_size=1, unique=True))
        ),
        "minutes": draw(st.none() | st.floats(0, 60)),
        "disliked": draw(
            st.lists(st.sampled_from(list(knowledge.exercises)), max_size=12)
        ),
    }


@pytest.fixture(scope="module")
def person(knowledge: Knowledge) -> st.SearchStrategy[dict[str, Any]]:
    """The strategy for one person."""
    return people(knowledge)


def test_nothing_is_picked_that_anything_known_forbids(
    person: st.SearchStrategy[dict[str, Any]], plan_for: PlanFor, knowledge: Knowledge
) -> None:
    @thorough
    @given(person)
    def check(told: dict[str, Any]) -> None:
        against = raised_by(told, knowledge)
        choice = plan_for(**told)

        for one in choice.exercises:
            assert not against & forbidden_for(one, knowledge)

    check()


def test_there_are_two_to_four_exercises_or_an_honest_fallback(
    person: st.SearchStrategy[dict[str, Any]], plan_for: PlanFor
) -> None:
    @thorough
    @given(person)
    def check(told: dict[str, Any]) -> None:
        choice = plan_for(**told)

        assert len(choice.exercises) <= 4
        assert len(choice.exercises) >= 2 or falls_back(choice)
        assert choice.exercises or "fallback.ask_physio_first" in choice.say

    check()


def test_nothing_is_picked_when_exercises_are_not_allowed(
    person: st.SearchStrategy[dict[str, Any]], plan_for: PlanFor
) -> None:
    @thorough
    @given(person)
    def check(told: dict[str, Any]) -> None:
        choice = plan_for(**told, allowed=False)

        assert not choice.exercises
        assert len(choice.say) == 1

    check()


def test_nothing_blocks_all_and_is_followed_by_an_exercise(
    person: st.SearchStrategy[dict[str, Any]], plan_for: PlanFor, knowledge: Knowledge
) -> None:
    @thorough
    @given(person)
    def check(told: dict[str, Any]) -> None:
        choice = plan_for(**told)
        blocked = any(
            knowledge.contraindications[code].blocks_all for code in choice.raised
        )

        assert not (blocked and choice.exercises)

    check()


def test_the_same_person_gets_the_same_plan_in_whatever_order_they_tell_it(
    person: st.SearchStrategy[dict[str, Any]], plan_for: PlanFor
) -> None:
    @thorough
    @given(person)
    def check(told: dict[str, Any]) -> None:
        turned = dict(told)
        turned["findings"] = dict(reversed(told["findings"].items()))
        turned["conditions"] = told["conditions"][::-1]
        turned["disliked"] = told["disliked"][::-1]

        assert plan_for(**told) == plan_for(**turned)

    check()


def test_no_exercise_comes_twice_and_none_that_is_disliked(
    person: st.SearchStrategy[dict[str, Any]], plan_for: PlanFor
) -> None:
    @thorough
    @given(person)
    def check(told: dict[str, Any]) -> None:
        picked = [one.exercise for one in plan_for(**told).exercises]

        assert len(picked) == len(set(picked))
        assert not set(picked) & set(told["disliked"])

    check()


def test_every_pick_says_why_in_words_that_exist(
    person: st.SearchStrategy[dict[str, Any]], plan_for: PlanFor, knowledge: Knowledge
) -> None:
    @thorough
    @given(person)
    def check(told: dict[str, Any]) -> None:
        choice = plan_for(**told)

        assert set(choice.say) <= set(knowledge.advice)
        for one in choice.exercises:
            assert one.reasons
            assert set(one.reasons) <= set(knowledge.advice)
            assert set(one.because) | set(one.ask_first) <= set(choice.raised)
        # Beyond the least number only the plan itself and what fills gaps may come.
        for one in choice.exercises[2:]:
            assert one.reasons[0] != "reason.region"
            assert not one.ask_first

    check()


def test_the_plan_fits_the_time_unless_it_is_already_the_shortest(
    person: st.SearchStrategy[dict[str, Any]], plan_for: PlanFor, knowledge: Knowledge
) -> None:
    @thorough
    @given(person)
    def check(told: dict[str, Any]) -> None:
        picked = plan_for(**told).exercises
        minutes = sum(knowledge.exercises[one.exercise].dose.minutes for one in picked)

        assert told["minutes"] is None or minutes <= told["minutes"] or len(picked) <= 2

    check()


def falls_back(choice: Choice) -> bool:
    """Whether the plan owns up to being short."""
    return any(advice.startswith("fallback.") for advice in choice.say)


def forbidden_for(one: PlannedExercise, knowledge: Knowledge) -> set[str]:
    """Codes that forbid the exercise in the way in which it was picked."""
    exercise = knowledge.exercises[one.exercise]
    if not one.variant:
        return set(exercise.avoid_with)
    return set(getattr(exercise, one.variant).avoid_with)


def raised_by(told: dict[str, Any], knowledge: Knowledge) -> set[str]:
    """Another, plainer reading of contraindications.yml than the planner's own."""
    return {
        code.id
        for code in knowledge.contraindications.values()
        if any(
            told["findings"].get(name) in ("present", "uncertain")
            for name in code.findings
        )
        or any(
            told["findings"].get(name) == "past" and knowledge.findings[name].history
            for name in code.findings
            if name in knowledge.findings
        )
        or set(code.conditions) & set(told["conditions"])
        or set(code.medicines) & set(told["medicines"])
        or holds_any(code, told)
    }


def holds_any(code: Contraindication, told: dict[str, Any]) -> bool:
    """Whether a fact test of the contraindication holds."""
    return any(holds(test, told.get(test.fact)) for test in code.facts)


def holds(test: FactTest, value: Any) -> bool:
    """Whether one fact test holds for a value."""
    if value is None or test.is_ not in (None, value):
        return False
    high_enough = test.at_least is None or value >= test.at_least
    return high_enough and (test.below is None or value < test.below)
