"""What could be an emergency is asked before what could be urgent."""

from __future__ import annotations

import pytest

from spinewise.dialogue.state import State
from spinewise.dialogue.steps import in_order, next_step
from spinewise.dialogue.suspicion import suspected
from spinewise.knowledge import Knowledge
from spinewise.triage import assess
from spinewise.triage.answers import CONFIRM
from spinewise.triage.types import Assertion, Case, Likeness, Mention

FEVER = "infection.fever"
NUMB = "cauda_equina.saddle_numbness"


def doubtful(*findings: str) -> Case:
    """A sore back whose owner is not sure about some things."""
    mentions = tuple(
        Mention(finding=finding, assertion=Assertion.UNCERTAIN) for finding in findings
    )
    return Case(complaint="pain", region="lower", mentions=mentions)


def order(case: Case, knowledge: Knowledge) -> tuple[str, ...]:
    """The open questions of a case, in the order of asking."""
    return in_order(case, assess(case, knowledge), knowledge)


def like(case: Case, topic: str, finding: str, knowledge: Knowledge) -> Case:
    """The case after words that sound like a topic."""
    likeness = Likeness(topic=topic, finding=finding, score=0.3)
    return suspected(case, likeness, (), knowledge)


def test_a_suspected_emergency_comes_before_an_urgent_doubt(
    knowledge: Knowledge,
) -> None:
    case = like(doubtful(FEVER), "nerves", NUMB, knowledge)

    step = next_step(State(case=case), assess(case, knowledge), knowledge)

    assert order(case, knowledge)[:2] == ("nerves", CONFIRM + FEVER)
    assert step.question == "nerves"


def test_a_doubt_comes_before_what_nothing_hints_at(knowledge: Knowledge) -> None:
    assert order(doubtful(FEVER), knowledge)[:2] == (CONFIRM + FEVER, "nerves")


def test_a_doubt_about_an_emergency_comes_first_of_all(knowledge: Knowledge) -> None:
    case = like(doubtful(FEVER, NUMB), "nerves", NUMB, knowledge)

    assert order(case, knowledge)[0] == CONFIRM + NUMB


def test_a_suspected_urgent_thing_waits_for_a_doubt_about_as_much(
    knowledge: Knowledge,
) -> None:
    case = like(doubtful(FEVER), "history", "cancer.history", knowledge)

    assert order(case, knowledge)[:2] == (CONFIRM + FEVER, "history")


@pytest.mark.parametrize("findings", [(), (FEVER,), (FEVER, NUMB)])
def test_the_order_keeps_every_open_question(
    knowledge: Knowledge, findings: tuple[str, ...]
) -> None:
    case = like(doubtful(*findings), "history", "cancer.history", knowledge)

    assert set(order(case, knowledge)) == set(assess(case, knowledge).open_questions)
