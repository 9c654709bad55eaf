"""Nobody is asked the same for ever, and nobody who asks back is hurried."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spinewise.dialogue.reply import Reply
from spinewise.dialogue.state import RESTART, Conversation, State
from spinewise.dialogue.steps import Act, next_step
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Tier
from spinewise.triage.answers import CONFIRM
from spinewise.triage.types import Assertion, Case, Mention
from tests.unit.dialogue.walk import DANGER, asked, turn

DOUBT = Mention(finding=DANGER, assertion=Assertion.UNCERTAIN, quote="numb")
VAIN = Reply(text="the bus", intent="nlu_fallback")
TAKEN_FOR_A_QUESTION = Reply(intent="ask_sleep")


def waiting_for(question: str) -> State:
    """A conversation about a back in which a question was just asked."""
    return State(
        case=Case(complaint="pain", region="lower", mentions=(DOUBT,)),
        conversation=Conversation(waiting=question),
    )


def after(state: State, replies: list[Reply], knowledge: Knowledge) -> State:
    """The state after replies, the same question waiting after each of them."""
    question = state.conversation.waiting
    for reply in replies:
        state = turn(state, reply, knowledge).state
        talk = replace(state.conversation, waiting=question)
        state = replace(state, conversation=talk)
    return state


@pytest.mark.parametrize("question", ["nerves", "unwell", f"{CONFIRM}{DANGER}"])
@pytest.mark.parametrize(
    ("reply", "times"), [(VAIN, 3), (TAKEN_FOR_A_QUESTION, 6)], ids=["vain", "asks"]
)
def test_the_last_reply_that_is_no_answer_counts_as_unsure(
    knowledge: Knowledge, question: str, reply: Reply, times: int
) -> None:
    before = after(waiting_for(question), [reply] * (times - 1), knowledge)
    state = after(before, [reply], knowledge)

    assert question not in before.case.answers
    assert state.case.answers[question] == "unsure"
    assert state.conversation.given_up == question


def test_whoever_asks_one_thing_after_another_is_not_hurried(
    knowledge: Knowledge,
) -> None:
    topics = ["sleep", "heat_cold", "scan", "surgery", "opioids", "work_lifting"] * 2
    asks = [Reply(intent=f"ask_{each}", topic=each) for each in topics[:10]]

    state = after(waiting_for("nerves"), asks, knowledge)

    assert "nerves" not in state.case.answers


def test_the_same_thing_asked_over_and_over_does_not_go_on_for_ever(
    knowledge: Knowledge,
) -> None:
    asks = [Reply(intent="ask_sleep", topic="sleep")] * 7

    state = after(waiting_for("nerves"), asks, knowledge)

    assert state.case.answers["nerves"] == "unsure"


def test_an_answer_in_between_begins_the_count_anew(knowledge: Knowledge) -> None:
    state = after(waiting_for("nerves"), [VAIN, VAIN, Reply(answer="no")], knowledge)
    talk = replace(state.conversation, waiting="unwell")

    state = after(replace(state, conversation=talk), [VAIN, VAIN], knowledge)

    assert "unwell" not in state.case.answers


def test_the_options_of_a_yes_are_not_asked_for_ever(knowledge: Knowledge) -> None:
    now = turn(waiting_for("unwell"), Reply(answer="yes"), knowledge)
    step = next_step(now.state, now.assessment, knowledge)
    assert step.act is Act.ASK_DETAIL

    state = after(asked(now, step), [VAIN] * 3, knowledge)
    now = turn(state, VAIN, knowledge)

    assert state.conversation.given_up == "unwell"
    assert state.case.answers["unwell"] == "yes"
    step = next_step(now.state, now.assessment, knowledge)
    assert step.act is not Act.ASK_DETAIL


@pytest.mark.parametrize("first", [[], [Reply(answer="yes")]])
def test_a_doubtful_yes_is_not_asked_about_for_ever(
    knowledge: Knowledge, first: list[Reply]
) -> None:
    doubtful = Reply(text="yes it is stiff", answer="yes")

    state = after(waiting_for("unwell"), [*first, doubtful, doubtful], knowledge)
    now = turn(state, doubtful, knowledge)

    step = next_step(now.state, now.assessment, knowledge)
    assert (step.act, step.question) != (Act.ASK_DETAIL, "unwell")
    assert "unwell" in now.state.case.answers


def test_whatever_else_is_said_leaves_a_restart_behind(knowledge: Knowledge) -> None:
    state = turn(State(), Reply(complaint="pain", region="lower"), knowledge).state
    talk = replace(state.conversation, waiting=RESTART)

    now = turn(replace(state, conversation=talk), VAIN, knowledge)

    assert now.state.case.complaint == "pain"
    step = next_step(now.state, now.assessment, knowledge)
    assert step.question == "nerves"
    assert now.assessment.tier is Tier.SELFCARE
