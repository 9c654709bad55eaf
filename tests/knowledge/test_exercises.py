"""What the exercise knowledge must hold: rows of the brief and safety."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from spinewise.dialogue.phrases import read_words
from spinewise.dialogue.wishes import WishesFile
from spinewise.knowledge import Knowledge, load
from spinewise.knowledge.plan_types import (
    LEVELS,
    PHASES,
    Exercise,
    Goal,
    Place,
    Region,
    Variant,
)

FOLDER = Path(__file__).resolve().parents[2] / "knowledge"
# Of the clinical brief, section 2.5: which codes stand against which row.
CODES = {
    "X01": "B",
    "X02": "P",
    "X03": "P",
    "X04": "O D",
    "X05": "O D P K",
    "X06": "O D P",
    "X07": "K D P",
    "X08": "W K O",
    "X09": "K O P",
    "X10": "P",
    "X11": "B DZ",
    "X12": "P H",
    "X13": "W K",
    "X14": "N O P",
    "X15": "S P H",
    "X16": "B",
    "X17": "K",
    "X18": "K B",
    "X19": "B K",
    "X20": "D",
    "X21": "O N DZ",
    "X22": "O",
    "X23": "S",
    "X24": "S",
    "X25": "S",
    "X26": "NA DZ",
    "X27": "NA DZ",
}
# Section 2.6: the least that each plan offers in P1, P2 and P3.
STARTER_PLANS = {
    "lower_back": ("X03 X04 X01", "X05 X07 X09 X08", "X12 X13"),
    "stiffness": ("X04 X11 X01", "X08 X09 X18", "X13 X17"),
    "strain": ("X02 X03 X01", "X04 X05 X08", "X12 X13 X14 X15 X17"),
    "spasm": ("X02 X03", "X04 X01", "X12"),
    "upper_back": ("X02 X01 X23", "X21 X22 X24 X25 X08", "X13 X17"),
    "neck_and_shoulder_blade": ("X23 X27", "X26 X24 X21", "X13"),
    "buttock": ("X07 X01", "X07 X05 X04", "X12 X16"),
    "sciatica": ("X01", "X03 X11 X04", "X12 X13"),
    "long_lasting": ("X01", "", "X12 X13 X14 X15"),
    "prevention": ("", "X08 X24", "X13 X14 X15 X17 X01"),
    "pregnant": ("X01 X03 X08", "X24 X07", "X13"),
    "weak_bones": ("X01 X23", "X21 X16", "X12 X17 X13"),
    "post_surgery": ("", "", ""),
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The real knowledge folder."""
    return load(FOLDER)


def test_each_exercise_row_of_the_brief_has_an_exercise(knowledge: Knowledge) -> None:
    rows = {row for exercise in exercises(knowledge) for row in exercise.brief}

    assert {f"X{number:02}" for number in range(1, 30)} - rows == set()


@pytest.mark.parametrize(("row", "letters"), CODES.items())
def test_the_codes_of_the_brief_stand_against_the_exercise_as_told(
    knowledge: Knowledge, row: str, letters: str
) -> None:
    by_code = {item.code: item.id for item in knowledge.contraindications.values()}
    expected = {by_code[letter] for letter in letters.split()}

    for exercise in exercises(knowledge):
        if row in exercise.brief and not exercise.id.endswith("_seated"):
            assert expected - set(exercise.avoid_with) == set(), exercise.id


@pytest.mark.parametrize(("plan", "rows_by_phase"), STARTER_PLANS.items())
def test_each_starter_plan_of_the_brief_is_offered_in_its_phase(
    knowledge: Knowledge, plan: str, rows_by_phase: tuple[str, ...]
) -> None:
    for phase, rows in zip(PHASES, rows_by_phase, strict=False):
        names = knowledge.plans[plan].phases.of(phase)
        offered = {row for name in names for row in knowledge.exercises[name].brief}

        assert set(rows.split()) - offered == set(), phase


def test_a_plan_puts_no_exercise_before_its_own_phase(knowledge: Knowledge) -> None:
    for plan in knowledge.plans.values():
        for phase in PHASES:
            for name in plan.phases.of(phase):
                assert phase in knowledge.exercises[name].phases, (plan.id, name)


def test_after_an_operation_no_phase_offers_anything(knowledge: Knowledge) -> None:
    plan = knowledge.plans["post_surgery"]

    assert not any(plan.phases.of(phase) for phase in PHASES)
    assert knowledge.contraindications["recent_surgery"].blocks_all


def test_weak_bones_forbid_each_deep_bend_and_crunch_in_any_way(
    knowledge: Knowledge,
) -> None:
    deep = ("knee_to_chest", "both_knees_to_chest", "childs_pose", "curl_up")
    for name in deep:
        exercise = knowledge.exercises[name]
        bending = [exercise.avoid_with]
        if name == "childs_pose":
            bending += [variant.avoid_with for variant in texts_of(exercise)]

        assert all("osteoporosis" in codes for codes in bending), name


def test_lying_flat_or_on_the_front_is_never_told_in_pregnancy(
    knowledge: Knowledge,
) -> None:
    flat = re.compile(r"\blie (down|flat|on your (back|front))", re.IGNORECASE)
    for exercise in exercises(knowledge):
        if flat.search(" ".join(exercise.steps)):
            assert "pregnancy" in exercise.avoid_with, exercise.id
        for variant in texts_of(exercise):
            if flat.search(variant.text):
                assert "pregnancy" in variant.avoid_with, exercise.id


def test_hands_and_knees_are_never_told_with_a_sore_wrist_or_knee(
    knowledge: Knowledge,
) -> None:
    for exercise in exercises(knowledge):
        if "hands and knees" in " ".join(exercise.steps).casefold():
            needed = {"knee_or_hip", "floor"}
            needed |= set() if exercise.id == "childs_pose" else {"wrist"}

            assert needed <= set(exercise.avoid_with), exercise.id


def test_every_variant_that_is_an_exercise_is_milder_or_harder_as_named(
    knowledge: Knowledge,
) -> None:
    for exercise in exercises(knowledge):
        here = LEVELS.index(exercise.level)
        if exercise.easier and exercise.easier.exercise:
            easier = knowledge.exercises[exercise.easier.exercise]
            assert LEVELS.index(easier.level) < here
        if exercise.harder and exercise.harder.exercise:
            harder = knowledge.exercises[exercise.harder.exercise]
            assert LEVELS.index(harder.level) > here
        if exercise.seated and exercise.seated.exercise:
            assert "chair" in knowledge.exercises[exercise.seated.exercise].places


def test_every_exercise_has_an_easier_way(knowledge: Knowledge) -> None:
    assert [each.id for each in exercises(knowledge) if not each.easier] == []


def test_nobody_who_cannot_lie_down_is_told_to_lie(knowledge: Knowledge) -> None:
    lies = re.compile(r"\b(lie|lying)\b", re.IGNORECASE)
    for exercise in exercises(knowledge):
        if lies.search(" ".join(exercise.steps)):
            assert "lying" in exercise.avoid_with, exercise.id
        for variant in texts_of(exercise):
            if lies.search(variant.text) or set(variant.places) <= {"bed"}:
                assert "lying" in variant.avoid_with, (exercise.id, variant.text)


def test_every_exercise_is_told_in_two_to_five_steps(knowledge: Knowledge) -> None:
    for exercise in exercises(knowledge):
        assert 2 <= len(exercise.steps) <= 5, exercise.id
        assert all(step.endswith(".") for step in exercise.steps), exercise.id


def test_typed_doses_stand_in_the_text_that_a_person_reads(
    knowledge: Knowledge,
) -> None:
    for exercise in exercises(knowledge):
        dose = exercise.dose
        told = " ".join((dose.text, *exercise.steps)).casefold()
        if exercise.id in ("belly_breathing", "childs_pose"):  # told in breaths
            continue
        if dose.hold_seconds and "breath" not in told:
            assert re.search(rf"\b{dose.hold_seconds}\b|1 to 3 seconds", told), (
                exercise.id
            )


@pytest.mark.parametrize("goal", get_args(Goal))
@pytest.mark.parametrize("place", get_args(Place))
def test_each_place_has_something_for_each_goal(
    knowledge: Knowledge, place: str, goal: str
) -> None:
    assert any(
        goal in exercise.goals and place in places_of(exercise, knowledge)
        for exercise in exercises(knowledge)
    )


@pytest.mark.parametrize("region", get_args(Region))
def test_each_region_has_at_least_two_exercises_in_each_phase(
    knowledge: Knowledge, region: Region
) -> None:
    for phase in PHASES:
        fitting = [
            exercise
            for exercise in exercises(knowledge)
            if region in exercise.regions and phase in exercise.phases
        ]

        assert len(fitting) >= 2, phase


def test_every_contraindication_keeps_something_out(knowledge: Knowledge) -> None:
    used = {code for exercise in exercises(knowledge) for code in codes_of(exercise)}

    for item in knowledge.contraindications.values():
        assert item.blocks_all or item.id in used, item.id


def test_every_contraindication_can_be_heard(knowledge: Knowledge) -> None:
    # Names in the profile come from programs; people say findings, facts and wishes.
    wishes = read_words(FOLDER, "wishes.yml", WishesFile).wishes
    wished = {each.value for each in wishes if each.wish == "cannot"}
    for item in knowledge.contraindications.values():
        assert item.findings or wished & set(item.conditions), item.id


def test_one_plan_alone_fits_everybody_and_is_tried_last(
    knowledge: Knowledge,
) -> None:
    fillers = [plan for plan in knowledge.plans.values() if plan.fills_gaps]

    assert len(fillers) == 1
    assert fillers[0].order == max(plan.order for plan in knowledge.plans.values())


def test_the_timeline_has_no_gap_and_no_overlap(knowledge: Knowledge) -> None:
    stages = list(knowledge.timeline.values())

    assert stages[0].from_day == 0
    assert [stage.to_day for stage in stages[:-1]] == [
        stage.from_day for stage in stages[1:]
    ]
    assert stages[-1].to_day is None


def test_check_ins_follow_the_schedule_of_the_brief(knowledge: Knowledge) -> None:
    days = [day for stage in knowledge.timeline.values() for day in stage.check_in_days]

    assert days[:5] == [2, 7, 14, 28, 42]


def exercises(knowledge: Knowledge) -> list[Exercise]:
    """All exercises."""
    return list(knowledge.exercises.values())


def texts_of(exercise: Exercise) -> list[Variant]:
    """The ways to do an exercise that are told by a text."""
    variants = (exercise.easier, exercise.seated, exercise.harder)
    return [variant for variant in variants if variant and variant.text]


def codes_of(exercise: Exercise) -> set[str]:
    """Every contraindication that an exercise or a way to do it names."""
    codes = set(exercise.avoid_with) | set(exercise.ask_first_with)
    for variant in texts_of(exercise):
        codes |= set(variant.avoid_with) | set(variant.ask_first_with)
    return codes


def places_of(exercise: Exercise, knowledge: Knowledge) -> set[str]:
    """Where an exercise, or a way to do it, can be done."""
    places = set(exercise.places)
    for variant in texts_of(exercise):
        places |= set(variant.places)
    return places
