"""Which contraindications count for a person, and which do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from spinewise.knowledge.plan_types import FactTest
from spinewise.plan import Choice
from spinewise.plan.raising import raised
from spinewise.triage import assess
from tests.unit.triage.build import case, knowledge

PlanFor = Callable[..., Choice]
K = knowledge()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"findings": {"nerve.leg_pain": "present"}}, "leg_pain"),
        ({"findings": {"nerve.leg_numbness": "uncertain"}}, "leg_pain"),
        ({"complaint": "sciatica"}, "leg_pain"),
        ({"findings": {"medicine.steroids": "present"}}, "osteoporosis"),
        ({"medicines": ("Prednisolone 5 mg",)}, "osteoporosis"),
        ({"findings": {"pregnancy.possible": "uncertain"}}, "pregnancy"),
        ({"pregnant": True}, "pregnancy"),
        ({"weeks_pregnant": 8}, "pregnancy"),
        ({"postpartum": True}, "after_birth"),
        ({"conditions": ("Knee replacement",)}, "knee_or_hip"),
        ({"conditions": ("my wrist pain",)}, "wrist"),
        ({"conditions": ("(Wrist-pain!)",)}, "wrist"),
        ({"conditions": ("high blood pressure",)}, "blood_pressure"),
        ({"findings": {"general.dizzy": "present"}}, "dizzy"),
        ({"findings": {"condition.knee_or_hip": "present"}}, "knee_or_hip"),
        ({"findings": {"condition.wheelchair": "present"}}, "standing"),
        ({"findings": {"condition.narrow_spine": "uncertain"}}, "bending_back"),
        ({"age": 75}, "balance"),
        ({"answers": {"about_you": 75}}, "balance"),
        ({"answers": {"about_you": ("80", "postpartum")}}, "balance"),
        ({"answers": {"about_you": "unsure"}}, "pregnancy"),
        ({"region": "neck"}, "neck"),
        ({"findings": {"spine.recent_procedure": "present"}}, "recent_surgery"),
        ({"answers": {"confirm.bone.osteoporosis": "unsure"}}, "osteoporosis"),
    ],
)
def test_what_is_told_raises_its_contraindication(
    plan_for: PlanFor, told: dict[str, Any], code: str
) -> None:
    assert code in plan_for(**told).raised


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"findings": {"nerve.leg_pain": "absent"}}, "leg_pain"),
        ({"findings": {"nerve.leg_pain": "past"}}, "leg_pain"),
        ({"findings": {"bone.osteoporosis": "other_person"}}, "osteoporosis"),
        ({"pregnant": False}, "pregnancy"),
        ({"age": 74}, "balance"),
        ({"answers": {"about_you": 74}}, "balance"),
        ({"age": 80, "answers": {"about_you": 30}}, "balance"),
        ({"answers": {"history": "no"}}, "osteoporosis"),
        ({"answers": {"history": ("yes", "blood_thinners")}}, "osteoporosis"),
        ({"conditions": ("wristwatch",)}, "wrist"),
        ({}, "recent_surgery"),
    ],
)
def test_what_is_denied_or_over_or_of_others_raises_nothing(
    plan_for: PlanFor, told: dict[str, Any], code: str
) -> None:
    assert code not in plan_for(**told).raised


def test_an_answered_age_is_no_week_of_a_pregnancy(plan_for: PlanFor) -> None:
    assert "pregnancy" not in plan_for(answers={"about_you": 30}).raised


@pytest.mark.parametrize(
    ("test", "told", "counts"),
    [
        ({"fact": "age", "below": 18}, {"age": 17.5}, True),
        ({"fact": "age", "below": 18}, {"age": 18}, False),
        ({"fact": "age", "at_least": 18, "below": 20}, {"age": 18}, True),
        ({"fact": "age", "at_least": 18, "below": 20}, {"age": 20}, False),
        ({"fact": "age", "at_least": 18}, {}, False),
        ({"fact": "sex", "is": "male"}, {"sex": "male"}, True),
        ({"fact": "sex", "is": "male"}, {"sex": "female"}, False),
        ({"fact": "sex", "at_least": 1}, {"sex": "male"}, False),
        ({"fact": "sex", "below": 1}, {"sex": "male"}, False),
    ],
)
def test_a_test_of_a_fact_counts_within_its_limits(
    test: dict[str, Any], told: dict[str, Any], counts: bool
) -> None:
    only = msgspec.structs.replace(
        K.contraindications["balance"],
        findings=(),
        conditions=(),
        facts=(msgspec.convert(test, FactTest),),
    )
    changed = msgspec.structs.replace(K, contraindications={"balance": only})
    someone = case(**told)

    found = raised(someone, assess(someone, K), changed)

    assert [item.id for item in found] == (["balance"] if counts else [])


def test_two_unsure_answers_count_all_that_both_cover(plan_for: PlanFor) -> None:
    choice = plan_for(answers={"about_you": "unsure", "history": "unsure"})

    assert {"pregnancy", "osteoporosis", "recent_surgery"} <= set(choice.raised)


@pytest.mark.parametrize("answer", ["unsure", "yes"])
def test_a_bare_answer_about_the_history_counts_all_that_it_covers(
    plan_for: PlanFor, answer: str
) -> None:
    choice = plan_for(answers={"history": answer})

    assert {"osteoporosis", "recent_surgery"} <= set(choice.raised)
    assert not choice.exercises


def test_what_was_denied_by_itself_stays_denied_after_an_unsure(
    plan_for: PlanFor,
) -> None:
    answer = "unsure"
    denied = {"spine.recent_procedure": "absent", "medicine.steroids": "absent"}

    choice = plan_for(answers={"history": answer}, findings=denied)

    assert "recent_surgery" not in choice.raised
    assert "osteoporosis" in choice.raised
