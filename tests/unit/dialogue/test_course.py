"""One turn: what a message adds, and when the bot must speak up at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinewise.dialogue.course import dangers_of
from spinewise.dialogue.reply import Reply
from spinewise.dialogue.state import (
    RESTART,
    Conversation,
    State,
    case_from,
    conversation_from,
    known_part,
    to_plain,
)
from spinewise.dialogue.steps import Act, next_step
from spinewise.knowledge import Knowledge, load
from spinewise.knowledge.types import Tier
from spinewise.settings import settings
from spinewise.triage.types import Assertion, Case, Mention, Profile
from tests.unit.dialogue.walk import DANGER, HOUR, said, turn

BACK = Reply(complaint="pain", region="lower")
KNOWLEDGE = load(settings().knowledge_path)


def waiting(question: str) -> State:
    """A conversation in which `question` was just asked."""
    return State(conversation=Conversation(waiting=question))


def test_a_danger_sign_takes_over_at_once(knowledge: Knowledge) -> None:
    now = turn(waiting("history"), said(DANGER), knowledge)

    assert now.new_danger
    assert now.assessment.tier is Tier.EMERGENCY
    assert now.state.conversation.waiting is None


def test_a_danger_glued_to_a_no_takes_over(knowledge: Knowledge) -> None:
    reply = replace(said(DANGER), answer="no")

    assert turn(waiting("unwell"), reply, knowledge).new_danger


def test_an_argument_after_an_emergency_is_no_new_danger(knowledge: Knowledge) -> None:
    after = turn(State(), said(DANGER), knowledge).state

    now = turn(after, Reply(text="nonsense", answer="no"), knowledge)

    assert not now.new_danger
    assert now.assessment.tier is Tier.EMERGENCY
    assert next_step(now.state, now.assessment, knowledge).act is Act.REPEAT_EMERGENCY


def test_a_danger_said_again_is_answered_again(knowledge: Knowledge) -> None:
    after = turn(State(), said(DANGER), knowledge).state

    assert turn(after, said(DANGER), knowledge).new_danger


def test_the_words_of_this_message_come_first(knowledge: Knowledge) -> None:
    after = turn(State(), said(DANGER), knowledge).state

    now = turn(after, said("heart.chest_pain"), knowledge)

    assert dangers_of(now)[0].finding == "heart.chest_pain"


@pytest.mark.parametrize("answer", ["yes", "unsure", "no"])
def test_an_answer_goes_to_the_waiting_question(
    knowledge: Knowledge, answer: str
) -> None:
    now = turn(waiting("nerves"), Reply(answer=answer), knowledge)

    assert now.state.case.answers == {"nerves": answer}


def test_an_answer_without_a_question_changes_nothing(knowledge: Knowledge) -> None:
    assert turn(State(), Reply(answer="yes"), knowledge).state.case.answers == {}


def test_a_pressed_answer_counts_whatever_was_asked(knowledge: Knowledge) -> None:
    now = turn(waiting("history"), Reply(pressed=("nerves", "yes")), knowledge)

    assert now.new_danger


@pytest.mark.parametrize(
    "pressed",
    [
        ("no such question", "yes"),
        ("nerves", "no such answer"),
        ("nerves", 5.0),
        ("about_you", 900.0),
        ("confirm.no.such", "yes"),
        ("nerves", ("a", "b")),
    ],
)
def test_an_answer_that_fits_nothing_changes_nothing(
    knowledge: Knowledge, pressed: tuple[str, object]
) -> None:
    now = turn(State(), Reply(pressed=pressed), knowledge)  # type: ignore[arg-type]

    assert now.state.case.answers == {}


def test_a_contradiction_keeps_the_riskier_answer(knowledge: Knowledge) -> None:
    state = turn(waiting("unwell"), Reply(answer="yes"), knowledge).state
    state = replace(state, conversation=Conversation(waiting="unwell"))

    now = turn(state, Reply(answer="no"), knowledge)

    assert now.assessment.tier is Tier.URGENT


def test_a_named_option_is_taken_in_place_of_a_bare_yes(knowledge: Knowledge) -> None:
    reply = replace(said("medicine.anticoagulant"), answer="yes")

    now = turn(waiting("history"), reply, knowledge)

    assert now.state.case.answers["history"] == ("blood_thinners",)


def test_a_bare_yes_to_a_group_is_followed_by_asking_which(
    knowledge: Knowledge,
) -> None:
    state = turn(State(), BACK, knowledge).state
    state = replace(state, conversation=Conversation(waiting="history"))

    now = turn(state, Reply(answer="yes"), knowledge)

    assert next_step(now.state, now.assessment, knowledge).act is Act.ASK_DETAIL


@pytest.mark.parametrize("text", ["34", "I am 34.", "34, not pregnant", "age: 34"])
def test_a_bare_number_answers_the_question_about_age(
    knowledge: Knowledge, text: str
) -> None:
    state = turn(waiting("about_you"), Reply(text=text), knowledge).state

    assert state.case.answers["about_you"] == 34


@pytest.mark.parametrize(
    "text",
    ["L4-L5", "since 12/10", "at 10:30", "none", "I only have 5 minutes", "2 weeks"],
)
def test_other_numbers_are_no_age(knowledge: Knowledge, text: str) -> None:
    state = turn(waiting("about_you"), Reply(text=text), knowledge).state

    assert "about_you" not in state.case.answers


def test_once_the_age_is_known_a_no_answers_the_rest_of_the_question(
    knowledge: Knowledge,
) -> None:
    state = turn(State(), replace(BACK, profile=Profile(age=30)), knowledge).state
    state = replace(state, conversation=Conversation(waiting="about_you"))

    now = turn(state, Reply(answer="no"), knowledge)

    assert now.state.case.answers == {"about_you": "no"}
    assert "about_you" not in now.assessment.open_questions


def test_who_asks_for_exercises_without_a_complaint_is_screened_first(
    knowledge: Knowledge,
) -> None:
    now = turn(State(), Reply(intent="ask_exercises"), knowledge)

    step = next_step(now.state, now.assessment, knowledge)
    assert step.act is Act.ASK
    assert step.question == "nerves"


def test_another_body_part_is_sent_elsewhere_without_questions_about_backs(
    knowledge: Knowledge,
) -> None:
    now = turn(State(), said("elsewhere.complaint"), knowledge)

    step = next_step(now.state, now.assessment, knowledge)
    assert now.assessment.tier is Tier.CLINICIAN
    assert step.act is Act.SHOW_OUTCOME


def test_after_an_emergency_no_opening_lines_follow(knowledge: Knowledge) -> None:
    assert turn(State(), said(DANGER), knowledge).state.conversation.introduced


def test_silence_beyond_the_time_out_begins_a_new_assessment(
    knowledge: Knowledge,
) -> None:
    state = turn(State(), said(DANGER), knowledge, now=HOUR).state

    within = turn(state, Reply(text="hi"), knowledge, now=12 * HOUR)
    beyond = turn(state, Reply(text="hi"), knowledge, now=14 * HOUR)

    assert within.assessment.tier is Tier.EMERGENCY
    assert beyond.assessment.tier is Tier.NONE


def test_a_confirmed_restart_names_the_earlier_danger(knowledge: Knowledge) -> None:
    state = turn(State(), said(DANGER), knowledge).state
    state = replace(state, conversation=Conversation(waiting=RESTART))

    now = turn(state, Reply(pressed=(RESTART, "yes")), knowledge)

    assert now.assessment.tier is Tier.NONE
    assert now.state.conversation.earlier == ("my own words",)


@pytest.mark.parametrize(
    "reply", [Reply(pressed=(RESTART, "no")), Reply(answer="no"), Reply(text="eh")]
)
def test_nothing_but_a_yes_restarts(knowledge: Knowledge, reply: Reply) -> None:
    state = turn(State(), said(DANGER), knowledge).state
    state = replace(state, conversation=Conversation(waiting=RESTART))

    assert turn(state, reply, knowledge).assessment.tier is Tier.EMERGENCY


def test_a_danger_in_the_same_breath_as_the_restart_is_heard(
    knowledge: Knowledge,
) -> None:
    reply = replace(said(DANGER), answer="yes")

    assert turn(waiting(RESTART), reply, knowledge).new_danger


def test_state_survives_being_kept_as_plain_data(knowledge: Knowledge) -> None:
    state = turn(
        waiting("unwell"), replace(said(DANGER), answer="yes"), knowledge
    ).state

    assert case_from(to_plain(state.case)) == state.case
    assert conversation_from(to_plain(state.conversation)) == state.conversation


def test_a_case_outlives_a_change_of_the_knowledge(knowledge: Knowledge) -> None:
    old = Case(
        mentions=(
            Mention(finding="no.longer_known", assertion=Assertion.PRESENT),
            Mention(finding=DANGER, assertion=Assertion.PRESENT),
        ),
        answers={"nerves": "no", "gone": "yes", "history": ("no such option",)},
        floor=Tier.URGENT,
    )

    kept = known_part(old, knowledge)

    assert [mention.finding for mention in kept.mentions] == [DANGER]
    assert kept.answers == {"nerves": "no"}
    assert kept.floor is Tier.URGENT


REPLIES = st.one_of(
    st.builds(
        said, st.sampled_from(sorted(KNOWLEDGE.findings)), st.sampled_from(Assertion)
    ),
    st.builds(
        lambda question, answer: Reply(pressed=(question, answer)),
        st.sampled_from(sorted(KNOWLEDGE.questions)),
        st.sampled_from(["yes", "no", "unsure"]),
    ),
    st.just(BACK),
    st.builds(lambda age: Reply(text=str(age)), st.integers(1, 110)),
)


@given(st.lists(REPLIES, max_size=8))
def test_the_tier_never_falls_within_an_assessment(messages: list[Reply]) -> None:
    state, highest = State(), Tier.NONE
    for message in messages:
        now = turn(state, message, KNOWLEDGE)
        assert now.assessment.tier >= highest
        state, highest = now.state, now.assessment.tier
