"""Which plan a person gets, by complaint, region, time and what stands against it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, get_args

import msgspec
import pytest

from spinewise.knowledge import Knowledge, Tier
from spinewise.knowledge.plan_types import LEVELS, Complaint, Goal, Place, Region
from spinewise.plan import Choice, choose, make_plan
from spinewise.triage import assess
from tests.unit.plan.build import exercise, with_exercises
from tests.unit.triage.build import ALL_NO, case

PlanFor = Callable[..., Choice]

ONSETS = (None, 0, 2, 3, 10, 14, 30, 42, 83, 84, 400)


def ids(choice: Choice) -> list[str]:
    """The picked exercises."""
    return [one.exercise for one in choice.exercises]


@pytest.mark.parametrize("region", get_args(Region))
@pytest.mark.parametrize("complaint", get_args(Complaint))
def test_each_complaint_in_each_region_gives_a_plan_at_any_time(
    plan_for: PlanFor, complaint: str, region: str
) -> None:
    for days in ONSETS:
        choice = plan_for(complaint=complaint, region=region, onset_days=days)

        assert 2 <= len(choice.exercises) <= 4
        assert choice.say[0] == "safety.stop_rule"


@pytest.mark.parametrize("place", get_args(Place))
@pytest.mark.parametrize("complaint", get_args(Complaint))
def test_each_place_gives_a_plan_at_any_time(
    plan_for: PlanFor, complaint: str, place: str
) -> None:
    for days, region in itertools.product(ONSETS, ("lower", "upper", "neck")):
        choice = plan_for(
            complaint=complaint, region=region, onset_days=days, place=place
        )

        assert len(choice.exercises) >= 2


def test_each_contraindication_alone_leaves_something_to_do(
    plan_for: PlanFor, knowledge: Knowledge
) -> None:
    for code in knowledge.contraindications.values():
        for days, region in itertools.product(ONSETS, get_args(Region)):
            choice = plan_for(
                region=region, onset_days=days, conditions=code.conditions[:1]
            )

            assert code.id in choice.raised
            assert bool(len(choice.exercises) >= 2) is not code.blocks_all, code.id


@pytest.mark.parametrize(
    ("told", "plan"),
    [
        ({"complaint": "tightness", "region": "lower"}, "lower_back"),
        ({"complaint": "pain", "region": "unknown"}, "lower_back"),
        ({"complaint": "stiffness", "region": "lower"}, "stiffness"),
        ({"complaint": "strain", "region": "lower"}, "strain"),
        ({"complaint": "spasm", "region": "lower"}, "spasm"),
        ({"complaint": "tightness", "region": "upper"}, "upper_back"),
        ({"complaint": "tightness", "region": "middle"}, "upper_back"),
        ({"complaint": "stiffness", "region": "neck"}, "neck_and_shoulder_blade"),
        ({"complaint": "soreness", "region": "buttock"}, "buttock"),
        ({"complaint": "sciatica", "region": "lower"}, "sciatica"),
        ({"findings": {"nerve.leg_pain": "present"}}, "sciatica"),
        ({"complaint": "pain", "onset_days": 84}, "long_lasting"),
        ({"complaint": "pain", "onset_days": 83}, "lower_back"),
        ({"complaint": "none", "goal": "prevent"}, "prevention"),
        ({"complaint": "pain", "goal": "prevent", "onset_days": 60}, "prevention"),
        ({"complaint": "pain", "goal": "prevent", "onset_days": 1}, "lower_back"),
        ({"complaint": "none", "goal": "strengthen"}, "strength"),
        ({"complaint": "none"}, "general"),
        ({"pregnant": True}, "pregnant"),
        ({"findings": {"bone.osteoporosis": "past"}}, "weak_bones"),
        ({"findings": {"spine.recent_procedure": "uncertain"}}, "post_surgery"),
    ],
)
def test_the_plan_follows_complaint_region_time_and_goal(
    plan_for: PlanFor, told: dict[str, Any], plan: str
) -> None:
    assert plan_for(**told).plan == plan


@pytest.mark.parametrize(
    ("told", "phase"),
    [
        ({"onset_days": None}, "P1"),
        ({"onset_days": -1}, "P1"),
        ({"onset_days": 0}, "P1"),
        ({"onset_days": 2.9}, "P1"),
        ({"onset_days": 3}, "P2"),
        ({"onset_days": 13}, "P2"),
        ({"onset_days": 14}, "P3"),
        ({"onset_days": 41}, "P3"),
        ({"onset_days": 42}, "P4"),
        ({"onset_days": 20, "pain": 4}, "P3"),
        ({"onset_days": 20, "pain": 5}, "P2"),
        ({"onset_days": 20, "pain": 6}, "P1"),
        ({"onset_days": 20, "findings": {"pain.worsening": "present"}}, "P2"),
        ({"onset_days": 20, "findings": {"pain.severe": "uncertain"}}, "P1"),
        ({"onset_days": 20, "findings": {"pain.severe": "absent"}}, "P3"),
        ({"complaint": "none", "goal": "strengthen"}, "P3"),
    ],
)
def test_the_phase_follows_the_days_and_is_held_back_by_pain(
    plan_for: PlanFor, told: dict[str, Any], phase: str
) -> None:
    assert plan_for(**told).phase == phase


def test_the_first_days_bring_easy_moves_only(
    plan_for: PlanFor, knowledge: Knowledge
) -> None:
    for complaint, region in itertools.product(get_args(Complaint), get_args(Region)):
        choice = plan_for(
            complaint=complaint, region=region, onset_days=1, level="hard"
        )

        assert {knowledge.exercises[name].level for name in ids(choice)} == {"easy"}
        assert all(one.variant != "harder" for one in choice.exercises)


def test_a_pregnant_person_gets_the_seated_tilt_in_place_of_lying_down(
    plan_for: PlanFor,
) -> None:
    choice = plan_for(pregnant=True, onset_days=1)

    tilt = next(one for one in choice.exercises if one.exercise == "pelvic_tilt")
    assert tilt.variant == "seated"
    assert tilt.because == ("pregnancy",)
    assert "reason.instead" in tilt.reasons


def test_ankle_over_thigh_becomes_its_seated_exercise_on_a_chair(
    plan_for: PlanFor,
) -> None:
    choice = plan_for(region="buttock", onset_days=1, place="chair")

    assert "figure_four_seated" in ids(choice)
    assert "figure_four" not in ids(choice)


def test_a_disliked_exercise_does_not_come_back_as_the_way_of_another(
    plan_for: PlanFor,
) -> None:
    choice = plan_for(
        region="buttock", onset_days=1, place="chair", disliked=["figure_four_seated"]
    )

    assert "figure_four_seated" not in ids(choice)


def test_a_fresh_operation_gets_no_exercise_but_the_honest_answer(
    plan_for: PlanFor,
) -> None:
    choice = plan_for(findings={"spine.recent_procedure": "present"}, onset_days=100)

    assert choice.exercises == ()
    assert choice.say == ("fallback.ask_physio_first", "fallback.ask_surgeon")


def test_choosing_gives_the_exercises_of_the_plan(knowledge: Knowledge) -> None:
    told = case(region="lower", answers=ALL_NO, onset_days=5)
    found = assess(told, knowledge)
    wanted: dict[str, Any] = {"minutes": 30, "disliked": ["knee_to_chest"]}

    picked = choose(told, found, knowledge, **wanted)

    assert picked == make_plan(told, found, knowledge, **wanted).exercises
    assert len(picked) == 4
    assert picked != choose(told, found, knowledge, minutes=30)


def test_disliking_everything_ends_in_the_honest_answer(
    plan_for: PlanFor, knowledge: Knowledge
) -> None:
    choice = plan_for(disliked=list(knowledge.exercises))

    assert choice.exercises == ()
    assert choice.say[0] == "fallback.ask_physio_first"


def test_more_time_brings_more_exercises(plan_for: PlanFor) -> None:
    short = plan_for(onset_days=5, minutes=3)
    usual = plan_for(onset_days=5)
    long = plan_for(onset_days=5, minutes=30)

    assert [len(one.exercises) for one in (short, usual, long)] == [2, 3, 4]


def test_the_goal_comes_first_within_the_plan(
    plan_for: PlanFor, knowledge: Knowledge
) -> None:
    choice = plan_for(complaint="stiffness", onset_days=5, goal="strengthen")

    assert "strengthen" in knowledge.exercises[ids(choice)[0]].goals
    assert "reason.goal_strengthen" in choice.exercises[0].reasons


def test_the_stage_says_what_to_expect_only_when_the_onset_is_known(
    plan_for: PlanFor,
) -> None:
    assert plan_for(onset_days=5).stage == "first_two_weeks"
    assert plan_for(onset_days=84).stage == "over_twelve_weeks"
    assert plan_for().stage == ""
    assert plan_for(onset_days=-1).stage == ""


def test_where_exercises_are_not_allowed_only_that_is_said(plan_for: PlanFor) -> None:
    assert plan_for(allowed=False, age=40) == Choice(say=("fallback.not_now",))


def test_where_only_the_age_is_missing_it_is_asked_for(plan_for: PlanFor) -> None:
    unknown = plan_for(allowed=False, age=None, tier=Tier.SELFCARE)
    with_more = plan_for(allowed=False, age=None, tier=Tier.CLINICIAN)

    assert unknown == Choice(say=("fallback.age_unknown",))
    assert with_more == Choice(say=("fallback.not_now",))


@pytest.mark.parametrize(
    ("exercises", "say"),
    [
        ("ab", ("safety.stop_rule", "note.of_own")),
        ("a", ("safety.stop_rule", "note.of_own", "fallback.little_left")),
        ("ax", ("safety.stop_rule", "note.of_own", "fallback.ask_physio_first")),
        ("", ("fallback.ask_physio_first", "note.of_own")),
    ],
)
def test_a_plan_says_when_it_is_short_or_needs_a_yes(
    exercises: str, say: tuple[str, ...]
) -> None:
    some = [
        exercise(name, ask_first_with=("balance",) if name == "x" else ())
        for name in exercises
    ]
    knowledge = with_exercises(some, plan={"P1": tuple(exercises)})
    told = case(answers={**ALL_NO, "about_you": 80})

    assert make_plan(told, assess(told, knowledge), knowledge).say == say


def test_a_complaint_that_no_plan_names_gets_the_one_for_everybody() -> None:
    knowledge = with_exercises([exercise("a")], plan={}, fills={"P1": ("a",)})
    told = case(complaint="spasm", answers=ALL_NO)

    assert make_plan(told, assess(told, knowledge), knowledge).plan == "all"


def test_without_a_phase_for_an_unknown_onset_the_first_one_counts(
    knowledge: Knowledge,
) -> None:
    told = case(answers=ALL_NO)
    phases = {
        name: msgspec.structs.replace(phase, onset_unknown=False)
        for name, phase in knowledge.phases.items()
    }
    changed = msgspec.structs.replace(knowledge, phases=phases)

    assert make_plan(told, assess(told, changed), changed).phase == "P1"


def test_every_exercise_is_reached_without_disliking_any(
    plan_for: PlanFor, knowledge: Knowledge
) -> None:
    reached = {
        name
        for complaint, region, days, place, level in itertools.product(
            get_args(Complaint),
            get_args(Region),
            (1, 5, 20, 60, 100),
            (None, *get_args(Place)),
            (None, *LEVELS),
        )
        for goal in (None, *get_args(Goal))
        for name in ids(
            plan_for(
                complaint=complaint,
                region=region,
                onset_days=days,
                place=place,
                level=level,
                goal=goal,
                minutes=20,
            )
        )
    }

    assert set(knowledge.exercises) - reached == set()


def test_an_eased_exercise_comes_in_its_easier_way(knowledge: Knowledge) -> None:
    told = case(age=34, answers=ALL_NO)
    assessment = assess(told, knowledge)
    first, *others = choose(told, assessment, knowledge)

    eased, *rest = choose(told, assessment, knowledge, eased=[first.exercise])

    assert first.variant == ""
    assert (eased.exercise, eased.variant) == (first.exercise, "easier")
    assert rest == others
