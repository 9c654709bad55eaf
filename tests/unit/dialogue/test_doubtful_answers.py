"""What sounds like an answer and is none, and what must still be asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spinewise.dialogue.reply import Reply
from spinewise.dialogue.state import Conversation, State
from spinewise.dialogue.steps import Act, next_step
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Tier
from spinewise.triage.types import Assertion, Case, Likeness, Mention
from tests.unit.dialogue.walk import said, turn

FEVER = Mention(
    finding="infection.fever", assertion=Assertion.PRESENT, quote="shivering"
)


def asked(question: str, case: Case | None = None) -> State:
    """A conversation about a back in which `question` was just asked."""
    return State(
        case=case or Case(complaint="pain", region="lower"),
        conversation=Conversation(waiting=question),
    )


@pytest.mark.parametrize(
    "text", ["ok", "ok bye", "Okay, thanks.", "sure, whatever", "k"]
)
def test_a_filler_is_no_yes(knowledge: Knowledge, text: str) -> None:
    now = turn(asked("nerves"), Reply(text=text, answer="yes"), knowledge)

    assert now.assessment.tier is Tier.SELFCARE
    assert next_step(now.state, now.assessment, knowledge).question == "nerves"


@pytest.mark.parametrize(
    "text",
    [
        "it is a bit stiff in the morning",
        "yes it is stiff",
        "correct, it is only my back",
        "definitely just muscles",
    ],
)
def test_a_yes_to_an_ordinary_back_is_asked_about(
    knowledge: Knowledge, text: str
) -> None:
    now = turn(asked("nerves"), Reply(text=text, answer="yes"), knowledge)
    step = next_step(now.state, now.assessment, knowledge)

    assert now.assessment.tier is Tier.SELFCARE
    assert (step.act, step.question) == (Act.ASK_DETAIL, "nerves")


@pytest.mark.parametrize("text", ["yes", "yeah a few of them", "yes, since sunday"])
def test_a_plain_yes_counts_at_once(knowledge: Knowledge, text: str) -> None:
    now = turn(asked("nerves"), Reply(text=text, answer="yes"), knowledge)

    assert now.new_danger


def test_a_doubtful_yes_with_a_danger_sign_counts_at_once(
    knowledge: Knowledge,
) -> None:
    sign = replace(
        said("cauda_equina.saddle_numbness"),
        text="it is just my back and my bum is numb",
        answer="yes",
    )

    assert turn(asked("nerves"), sign, knowledge).new_danger


def test_a_goodbye_is_no_yes(knowledge: Knowledge) -> None:
    reply = Reply(text="ok see you", answer="yes", intent="goodbye")
    now = turn(asked("confirm.nerve.leg_weakness"), reply, knowledge)

    assert not now.new_danger


def test_an_urgent_case_is_asked_what_could_make_it_an_emergency(
    knowledge: Knowledge,
) -> None:
    """Fever with a needle in the back, or a weak immune system, can't wait."""
    case = Case(
        complaint="pain",
        region="lower",
        mentions=(FEVER,),
        answers={"nerves": "no", "chest_or_accident": "no", "unwell": "no"},
    )
    now = turn(asked("history", case), Reply(text="hm"), knowledge)

    assert now.assessment.tier is Tier.URGENT
    assert next_step(now.state, now.assessment, knowledge).question == "history"


def test_an_urgent_case_is_not_asked_what_changes_nothing(
    knowledge: Knowledge,
) -> None:
    case = Case(
        complaint="pain",
        region="lower",
        mentions=(FEVER,),
        answers={
            "nerves": "no",
            "chest_or_accident": "no",
            "unwell": "no",
            "history": "no",
            "about_you": 30,
        },
    )
    now = turn(asked("x", case), Reply(text="hm"), knowledge)

    assert next_step(now.state, now.assessment, knowledge).act is Act.SHOW_OUTCOME


BURNS = "kidney.pee_burning_or_blood"


def sounding(score: float = 0.7, intent: str = "report_symptom") -> Reply:
    """An answer that leaves out what the question named."""
    likeness = Likeness(topic="unwell", finding=BURNS, score=score)
    return Reply(text="it burns and stinks", intent=intent, likeness=likeness)


def test_what_sounds_like_a_sign_that_is_asked_about_is_asked_about_by_name(
    knowledge: Knowledge,
) -> None:
    now = turn(asked("unwell"), sounding(), knowledge)
    step = next_step(now.state, now.assessment, knowledge)

    assert now.assessment.tier is Tier.SELFCARE
    assert (step.act, step.question) == (Act.ASK_DETAIL, "unwell")


def test_what_was_told_before_and_sounds_so_again_answers_the_question(
    knowledge: Knowledge,
) -> None:
    told = Mention(finding=BURNS, assertion=Assertion.PRESENT, quote="burning pee")
    case = Case(complaint="pain", region="lower", mentions=(told,))

    now = turn(asked("unwell", case), sounding(), knowledge)

    assert now.state.case.answers == {"unwell": ("pee",)}
    assert now.assessment.tier is Tier.URGENT


def test_a_reply_in_unknown_words_is_no_answer_and_shows_the_signs(
    knowledge: Knowledge,
) -> None:
    now = turn(asked("unwell"), sounding(score=0.2), knowledge)
    step = next_step(now.state, now.assessment, knowledge)

    assert now.state.case.answers == {}
    assert step.act is Act.ASK_DETAIL


def test_a_question_that_sounds_so_is_no_answer(knowledge: Knowledge) -> None:
    reply = sounding(intent="ask_seriousness")
    now = turn(asked("unwell"), reply, knowledge)
    step = next_step(now.state, now.assessment, knowledge)

    assert now.state.case.answers == {}
    assert step.act is Act.ASK


@pytest.mark.parametrize(
    ("finding", "question", "answers"),
    [
        ("bone.osteoporosis", "history", {"history": ("weak_bones",)}),
        ("infection.fever", "unwell", {}),
    ],
)
def test_a_thing_of_the_past_answers_where_having_had_it_counts(
    knowledge: Knowledge, finding: str, question: str, answers: dict[str, object]
) -> None:
    now = turn(asked(question), said(finding, Assertion.PAST), knowledge)

    assert now.state.case.answers == answers
