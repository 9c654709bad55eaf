"""What is kept of earlier assessments never changes one, and can be forgotten."""

from __future__ import annotations

import dataclasses
from unittest.mock import patch

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from spinewise.dialogue import assessing
from spinewise.dialogue.assessing import assess_once, forget_assessments
from spinewise.knowledge import Tier
from spinewise.rasa.forgetting import tell_forgotten
from spinewise.triage import Case, Profile, assess
from tests.unit.triage.test_properties import CHECKS, K, cases


@CHECKS
@given(cases, cases, st.sampled_from(Tier))
def test_a_kept_assessment_is_always_that_of_its_case(
    one: Case, other: Case, floor: Tier
) -> None:
    higher = dataclasses.replace(one, floor=floor)
    answered = dataclasses.replace(one, answers=other.answers)
    older = dataclasses.replace(one, profile=Profile(age=80.0))
    for case in (one, higher, answered, older, other, one):
        assert assess_once(case, K) == assess(case, K)


def test_the_same_case_is_assessed_once() -> None:
    forget_assessments()
    with patch.object(assessing, "assess", wraps=assess) as assessed:
        assess_once(Case(complaint="pain"), K)
        assess_once(Case(complaint="pain"), K)

    assert assessed.call_count == 1


def test_nothing_is_kept_once_somebody_asked_to_be_forgotten() -> None:
    assess_once(Case(complaint="pain"), K)
    tell_forgotten("somebody")
    with patch.object(assessing, "assess", wraps=assess) as assessed:
        assess_once(Case(complaint="pain"), K)

    assert assessed.call_count == 1


def test_other_knowledge_assesses_anew() -> None:
    case = Case(complaint="pain")
    assess_once(case, K)
    changed = msgspec.structs.replace(K, hash="another")
    with patch.object(assessing, "assess", wraps=assess) as assessed:
        assess_once(case, changed)

    assert assessed.call_count == 1
