"""Which contraindications count for a person, and which do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spinewise.plan import Choice

PlanFor = Callable[..., Choice]


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
