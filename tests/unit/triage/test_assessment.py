"""Assessing single cases: tiers, reasons, questions."""

from __future__ import annotations

import dataclasses
import json
import timeit

import msgspec
import pytest

from spinewise.knowledge import Tier
from spinewise.triage import (
    Assertion,
    CaseError,
    Mention,
    Profile,
    as_dict,
    assess,
    rescreen,
)
from tests.unit.triage.build import ALL_NO, assessed, case, knowledge, rules_of

K = knowledge()
GROUPS = ("nerves", "chest_or_accident", "unwell", "history", "about_you")


def test_fired_rule_names_the_words_that_made_it_fire() -> None:
    said = Mention(
        finding="infection.fever",
        assertion=Assertion.PRESENT,
        quote="boiling hot",
        start=3,
        end=14,
    )
    found = assess(dataclasses.replace(case(age=50), mentions=(said,)), K)

    assert found.fired[0].rule.id == "infection.fever"
    assert found.fired[0].because == (said,)


def test_fired_rule_names_the_facts_that_made_it_fire() -> None:
    found = assessed("injury.minor", age=65)

    assert rules_of(found) == ["injury.minor_at_risk"]
    assert found.fired[0].facts == ("age 65",)


def test_fired_rules_stand_with_the_most_serious_first() -> None:
    found = assessed("nerve.leg_pain", "nerve.leg_numbness", "heart.chest_pain")
    tiers = [fired.rule.tier for fired in found.fired]

    assert tiers == sorted(tiers, reverse=True)


def test_nearly_fired_rule_names_what_is_missing() -> None:
    found = assessed("cancer.history", uncertain=("nerve.leg_numbness",))
    near = {each.rule.id: each for each in found.nearly}

    assert near["cancer.history_nerve"].missing == ("nerve.leg_numbness",)
    assert near["cancer.history_nerve"].because[0].finding == "cancer.history"


def test_a_doubt_is_not_needed_where_a_present_finding_suffices() -> None:
    found = assessed(
        "nerve.leg_numbness",
        uncertain=("nerve.arm_numbness", "cancer.history"),
    )
    near = {each.rule.id: each for each in found.nearly}

    assert near["cancer.history_nerve"].missing == ("cancer.history",)


def test_assessment_is_plain_data_for_json() -> None:
    found = assessed("cancer.history", uncertain=("nerve.leg_numbness",), age=60)

    shown = json.loads(json.dumps(as_dict(found)))

    assert shown["tier"] == "urgent"
    assert shown["fired"][0]["because"][0]["id"] == "cancer.history"
    assert shown["nearly"][0]["missing"] == ["nerve.leg_numbness"]


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (Assertion.PRESENT, Assertion.UNCERTAIN),
        (Assertion.PRESENT, Assertion.PAST),
        (Assertion.PRESENT, Assertion.ABSENT),
        (Assertion.UNCERTAIN, Assertion.PAST),
        (Assertion.UNCERTAIN, Assertion.ABSENT),
        (Assertion.PAST, Assertion.ABSENT),
    ],
)
def test_in_a_contradiction_the_riskiest_claim_wins(
    stronger: Assertion, weaker: Assertion
) -> None:
    both = tuple(
        Mention(finding="heart.chest_pain", assertion=assertion)
        for assertion in (weaker, stronger)
    )
    found = assess(dataclasses.replace(case(), mentions=both), K)

    assert [mention.assertion for mention in found.findings] == [stronger]


def test_another_persons_finding_stands_apart() -> None:
    found = assessed("heart.chest_pain", other=("heart.chest_pain",))

    assert [mention.assertion for mention in found.findings] == [
        Assertion.PRESENT,
        Assertion.OTHER_PERSON,
    ]


def test_absent_past_finding_does_not_count_but_history_does() -> None:
    assert assessed(past=("infection.fever",)).tier == Tier.SELFCARE
    assert assessed(past=("cancer.history",)).tier == Tier.URGENT


def test_open_questions_stand_in_their_order() -> None:
    assert assessed().open_questions == GROUPS


@pytest.mark.parametrize("question", GROUPS)
def test_answered_question_is_not_asked_again(question: str) -> None:
    found = assessed(answers={question: ALL_NO[question]})

    assert question not in found.open_questions


def test_question_whose_options_are_all_known_is_skipped() -> None:
    denied = tuple(option.finding for option in K.questions["unwell"].options)
    found = assessed(absent=denied)

    assert "unwell" not in found.open_questions


def test_question_with_a_doubtful_option_is_asked() -> None:
    findings = [option.finding for option in K.questions["unwell"].options]
    found = assessed(absent=tuple(findings[1:]), uncertain=(findings[0],))

    assert "unwell" in found.open_questions


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"age": 40}, True),
        ({"age": 40, "sex": "male"}, False),
        ({"age": 40, "pregnant": False}, False),
        ({"age": 40, "weeks_pregnant": 12}, False),
        ({"age": 55}, True),
        ({"age": 56}, False),
        ({"sex": "male"}, True),
    ],
)
def test_age_and_pregnancy_are_asked_about_while_they_matter(
    facts: dict[str, object], asked: bool
) -> None:
    assert ("about_you" in assessed(**facts).open_questions) == asked


def test_a_picked_option_without_an_age_leaves_the_age_open() -> None:
    found = assessed(answers={"about_you": ["pregnant"]})

    assert "about_you" in found.open_questions


def test_an_answered_age_is_the_age() -> None:
    found = assessed(answers={**ALL_NO, "about_you": 15})

    assert "child.under_16" in rules_of(found)


def test_a_said_age_gives_way_to_an_answered_one() -> None:
    found = assessed(age=30, answers={**ALL_NO, "about_you": 15})

    assert "child.under_16" in rules_of(found)


@pytest.mark.parametrize(("age", "allowed"), [(15, False), (16, True)])
def test_exercises_begin_at_sixteen(age: int, allowed: bool) -> None:
    found = assessed(answers={**ALL_NO, "about_you": age})

    assert found.exercises_allowed == allowed


def test_exercises_wait_for_an_open_doubt() -> None:
    found = assessed(uncertain=("heart.chest_pain",), answers=ALL_NO)

    assert found.confirm == ("heart.chest_pain",)
    assert not found.exercises_allowed


def test_exercises_stay_withheld_for_a_tier_of_an_earlier_turn() -> None:
    before = case(answers=ALL_NO)

    held = dataclasses.replace(before, floor=Tier.CLINICIAN)

    assert assess(before, K).exercises_allowed
    assert not assess(held, K).exercises_allowed


def test_a_yes_that_is_told_in_full_does_not_withhold_what_its_rules_allow() -> None:
    vague = assessed(answers={**ALL_NO, "history": "yes"})
    full = assessed(answers={**ALL_NO, "history": ["yes", "weak_bones"]})

    assert vague.tier == full.tier == Tier.CLINICIAN
    assert not vague.exercises_allowed
    assert full.exercises_allowed


def test_an_emergency_of_an_earlier_turn_keeps_a_kind() -> None:
    found = assess(dataclasses.replace(case(), floor=Tier.EMERGENCY), K)

    assert found.kind == "ambulance"


def test_all_kinds_stand_in_the_order_of_pressing() -> None:
    found = assessed("crisis.self_harm", "medicine.overdose", "nerve.leg_weakness")

    assert found.kinds == ("poison", "crisis", "go_now")


@pytest.mark.parametrize(
    ("given", "provisional"),
    [
        (case(), True),
        (case(answers=ALL_NO), False),
        (case(complaint="none"), False),
        (case("heart.chest_pain"), False),
        (case("infection.fever"), True),
        (case(uncertain=("heart.chest_pain",), answers=ALL_NO), True),
    ],
)
def test_provisional_while_the_tier_may_still_rise(
    given: object, provisional: bool
) -> None:
    assert assess(given, K).provisional == provisional  # type: ignore[arg-type]


def test_a_doubt_without_a_complaint_is_asked_about() -> None:
    found = assessed(complaint="none", uncertain=("crisis.self_harm",))

    assert found.tier == Tier.NONE
    assert found.open_questions == ("confirm.crisis.self_harm",)


def test_finding_ids_in_the_profile_count() -> None:
    found = assess(
        dataclasses.replace(
            case(),
            profile=Profile(conditions=("cancer.history", "gout"), medicines=("tea",)),
        ),
        K,
    )

    assert rules_of(found) == ["cancer.history"]


def test_check_in_asks_the_whole_block_again_and_keeps_what_was_there() -> None:
    first = case(answers={**ALL_NO, "history": ["weak_bones"]})

    again = assess(rescreen(first), K)

    assert again.open_questions == ("nerves", "chest_or_accident", "unwell")
    assert "bone.osteoporosis" in rules_of(again)


@pytest.mark.parametrize(
    "broken",
    [
        case("back.pain"),
        case(answers={"nervs": "yes"}),
        case(answers={"nerves": "maybe"}),
        case(answers={"nerves": 3}),
        case(answers={"nerves": ["sadle"]}),
        case(answers={"about_you": 121}),
        case(answers={"about_you": -1}),
        case(answers={"about_you": True}),
        case(answers={"about_you": ["12", "13"]}),
        case(answers={"about_you": float("nan")}),
        case(answers={"confirm.back.pain": "yes"}),
        case(answers={"confirm.heart.chest_pain": "perhaps"}),
    ],
)
def test_what_does_not_exist_is_refused_by_name(broken: object) -> None:
    with pytest.raises(CaseError):
        assess(broken, K)  # type: ignore[arg-type]


def test_refused_answer_lists_the_allowed_ones() -> None:
    with pytest.raises(CaseError, match="yes, no, unsure, saddle, cannot_pee"):
        assessed(answers={"nerves": "sadle"})


def test_assessing_is_quick() -> None:
    typical = case(
        "infection.fever", "nerve.leg_numbness", age=50, onset_days=10, pain=6
    )
    assess(typical, K)

    best = min(timeit.repeat(lambda: assess(typical, K), number=50, repeat=10)) / 50

    # The aim is 0.3 ms; the rest is room for a slow and busy machine.
    assert best < 0.0015


@pytest.mark.parametrize(
    ("decision", "finding", "rule"),
    [
        ("thoracic_pain", "region.between_shoulder_blades", "thoracic.page"),
        ("cough_pain", "pain.cough_sneeze", "pressure.page"),
    ],
)
def test_a_clinician_may_choose_the_page_as_it_stands(
    decision: str, finding: str, rule: str
) -> None:
    chosen = msgspec.structs.replace(K.decisions[decision], chosen="page")
    other = msgspec.structs.replace(K, decisions={**K.decisions, decision: chosen})

    assert assess(case(finding), K).tier == Tier.CLINICIAN
    assert assess(case(finding), other).tier == Tier.URGENT
    assert rule in rules_of(assess(case(finding), other))
