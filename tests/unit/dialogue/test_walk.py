"""What holds in every dialogue state that can be reached."""

from __future__ import annotations

import pytest

from spinewise.dialogue.steps import Act
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Tier
from spinewise.plan import choose
from tests.unit.dialogue.walk import Seen, walk


@pytest.fixture(scope="module")
def reached(knowledge: Knowledge) -> list[Seen]:
    """Every reachable state."""
    return list(walk(knowledge))


def test_the_walk_reaches_every_kind_of_step_and_tier(reached: list[Seen]) -> None:
    assert len(reached) > 100
    assert {seen.step.act for seen in reached} >= {
        Act.ASK,
        Act.ASK_DETAIL,
        Act.REPEAT_EMERGENCY,
        Act.SHOW_OUTCOME,
        Act.OFFER_MORE,
    }
    assert {seen.assessment.tier for seen in reached} >= {
        Tier.SELFCARE,
        Tier.CLINICIAN,
        Tier.URGENT,
        Tier.EMERGENCY,
    }


def test_no_exercise_is_shown_before_every_danger_question_is_answered(
    reached: list[Seen], knowledge: Knowledge
) -> None:
    for seen in reached:
        if choose(seen.state.case, seen.assessment, knowledge):
            assert not seen.assessment.open_questions
            assert not seen.assessment.confirm
            assert seen.assessment.tier <= Tier.CLINICIAN


def test_an_outcome_below_urgent_is_shown_only_when_nothing_is_left_to_ask(
    reached: list[Seen],
) -> None:
    for seen in reached:
        if seen.step.act is Act.SHOW_OUTCOME and seen.assessment.tier < Tier.URGENT:
            assert not seen.assessment.open_questions


def test_a_danger_sign_said_in_any_state_is_an_emergency_in_that_turn(
    reached: list[Seen],
) -> None:
    told = [seen for seen in reached if seen.danger_said]

    assert told
    assert all(seen.assessment.tier is Tier.EMERGENCY for seen in told)
    assert all(seen.step.act is Act.REPEAT_EMERGENCY for seen in told)
