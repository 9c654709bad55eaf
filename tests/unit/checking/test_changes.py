"""The changes that docs/knowledge.md shows work as they stand there, in one file each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from spinewise.assessing import Assessor, InputLine
from spinewise.checking import faults_in
from spinewise.knowledge import Tier, knowledge_hash
from spinewise.plan import choose
from spinewise.triage import assess
from tests.guide import BLOCKS, EXERCISE, NEW_RULE, PHRASE, RULE, SENTENCE, change
from tests.unit.triage.build import ALL_NO, FOLDER, case

Changed = Callable[[str], Assessor]


@pytest.fixture
def changed(folder: Path) -> Changed:
    """Make one change of the guide and check it; then assess with it."""

    def call(file: str) -> Assessor:
        before = knowledge_hash(folder)
        change(folder, file)

        assert [str(fault) for fault in faults_in(folder).problems] == []
        # The model carries this hash, so that the next start trains anew.
        assert knowledge_hash(folder) != before
        return Assessor(knowledge_path=folder)

    return call


def test_the_guide_shows_a_phrase_a_tier_a_rule_and_an_exercise() -> None:
    assert set(BLOCKS) == {PHRASE, RULE, NEW_RULE, EXERCISE}


def test_an_added_phrase_is_heard(changed: Changed) -> None:
    untouched = Assessor(knowledge_path=FOLDER).result_of(InputLine(text=SENTENCE))

    found = changed(PHRASE).result_of(InputLine(text=SENTENCE))

    assert untouched["findings"] == []
    assert [each["id"] for each in found["findings"]] == [
        "cauda_equina.saddle_numbness"
    ]
    assert found["tier"] == "emergency"


def test_a_rule_that_was_moved_up_gives_the_new_tier(changed: Changed) -> None:
    knowledge = changed(RULE).knowledge

    assert assess(case("nerve.leg_numbness"), knowledge).tier == Tier.URGENT


@pytest.mark.parametrize(("age", "tier"), [(69, Tier.SELFCARE), (70, Tier.CLINICIAN)])
def test_an_added_rule_gives_its_tier(changed: Changed, age: int, tier: Tier) -> None:
    knowledge = changed(NEW_RULE).knowledge
    told = case(answers={**ALL_NO, "about_you": age}, onset_days=14)

    assert assess(told, knowledge).tier == tier


def test_an_added_exercise_is_offered(changed: Changed) -> None:
    knowledge = changed(EXERCISE).knowledge
    told = case(region="upper", answers=ALL_NO)
    others = set(knowledge.exercises) - {"shoulder_circles"}

    picked = choose(told, assess(told, knowledge), knowledge, disliked=others)

    assert [each.exercise for each in picked] == ["shoulder_circles"]
