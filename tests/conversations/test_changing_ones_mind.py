"""Corrections, contradictions, pauses and answers to other questions."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, titles, words

START = "my lower back is tight since monday"


def test_a_correction_to_a_danger_counts(talk: Talk) -> None:
    talk.say(START)
    talk.press("nerves", "no")
    talk.say("no wait, actually I do feel numb between my legs")

    assert talk.slot("tier") == "emergency"


def test_of_two_contradictory_answers_the_riskier_stands(talk: Talk) -> None:
    talk.say(START)
    talk.press("unwell", "yes")
    before = talk.slot("tier")
    talk.press("unwell", "no")

    assert before == "urgent"
    assert talk.slot("tier") == "urgent"


def test_going_back_asks_the_question_before_again(talk: Talk) -> None:
    first = talk.say(START)[-1]["text"]
    talk.press("nerves", "no")

    assert talk.say("go back please")[-1]["text"] == first


@pytest.mark.parametrize(
    "reply",
    [
        "I meant yes",
        "sorry, I pressed the wrong button",
        "that should have been yes",
        "I have to correct myself",
    ],
)
def test_a_slip_asks_the_question_before_again(talk: Talk, reply: str) -> None:
    first = talk.say(START)[-1]["text"]
    talk.press("nerves", "no")

    assert talk.say(reply)[-1]["text"] == first
    assert not talk.slot("case").get("answers")


def test_a_correction_of_something_else_denies_nothing(talk: Talk) -> None:
    talk.say(START, "no wait, the left leg")

    assert talk.slot("conversation")["waiting"] == "nerves"
    assert "nerves" not in (talk.slot("case").get("answers") or {})


def test_going_back_takes_no_danger_back(talk: Talk) -> None:
    talk.say(START)
    talk.press("unwell", "yes")
    talk.say("go back please")

    assert talk.slot("tier") == "urgent"


@pytest.mark.parametrize(
    "reply",
    [
        "I don't have a fever",
        "what is ibuprofen?",
        "can I take ibuprofen with this?",
        "should I use heat or ice?",
    ],
)
def test_what_is_no_answer_leaves_the_question_open(talk: Talk, reply: str) -> None:
    asked = talk.say(START)[-1]["text"]
    said = talk.say(reply)

    assert said[-1]["text"] == asked
    assert "nerves" not in (talk.slot("case").get("answers") or {})


@pytest.mark.parametrize(
    "reply", ["no numbness and no trouble peeing", "no, nothing like that", "none"]
)
def test_an_answer_in_own_words_counts(talk: Talk, reply: str) -> None:
    talk.say(START, reply)

    assert talk.slot("case")["answers"] == {"nerves": "no"}


def test_two_questions_can_be_answered_at_once(talk: Talk) -> None:
    talk.say(START)
    talk.press("nerves", "no")
    talk.press("chest_or_accident", "no")
    talk.press("unwell", "no")
    talk.say("no, none of that. I'm 41 and male")

    assert talk.slot("case")["answers"]["history"] == "no"
    assert talk.slot("case")["profile"]["age"] == 41


def test_a_question_about_a_disc_changes_no_complaint(talk: Talk) -> None:
    talk.say(START, "is it a slipped disc?")

    assert talk.slot("case")["complaint"] == "tightness"


def test_why_is_answered_and_the_question_comes_again(talk: Talk) -> None:
    asked = talk.say(START)
    said = talk.say("why do you ask?")

    assert "Source" in words(said)
    assert said[-1]["text"] == asked[-1]["text"]


def test_a_simple_stiff_back_needs_at_most_five_questions(talk: Talk) -> None:
    said = talk.say("my lower back is stiff from sitting, nothing else wrong")
    asked = 0
    while not any(message.get("card") for message in said):
        asked += 1
        assert asked <= 5
        said = talk.say("no" if "None of these" in titles(said) else "38, male")

    assert asked <= 5


@pytest.mark.parametrize(
    ("hint", "answer"),
    [
        ("my back hurts and my chest feels a bit funny", "chest_or_accident"),
        ("my back hurts and it's odd down below when I wipe", "nerves"),
    ],
)
def test_a_hint_at_an_emergency_gets_there_in_three_questions(
    talk: Talk, hint: str, answer: str
) -> None:
    said = talk.say(hint)
    for _ in range(3):
        if talk.slot("tier") == "emergency":
            break
        said = talk.say("yes")

    assert talk.slot("tier") == "emergency", (answer, words(said))


def test_a_refused_age_is_asked_for_once_more_and_then_let_be(talk: Talk) -> None:
    talk.say(START, "no", "no", "no", "no")
    waiting = talk.slot("conversation")["waiting"]
    again = talk.say("no")
    after = talk.say("no, I won't say")

    assert waiting == "about_you"
    assert "How old" in words(again)
    assert "How old" not in words(after)


def test_a_danger_question_is_not_asked_for_ever(talk: Talk) -> None:
    talk.say(START)
    talk.say("the bus was late", "purple elephants")
    told = words(talk.say("seventeen bananas"))

    assert 'I count it as "not sure"' in told
    assert talk.slot("tier") == "urgent"


@pytest.mark.parametrize("yes", ["yes", "yes, start again", "yeah start over please"])
def test_whoever_says_yes_to_starting_again_is_not_asked_twice(
    talk: Talk, yes: str
) -> None:
    talk.say(START, "start again")
    said = words(talk.say(yes))

    assert "Here is a new check" in said
    assert "Shall I start" not in said
    assert talk.slot("case").get("complaint", "none") == "none"


def test_an_answer_that_leaves_out_what_was_asked_about_is_asked_by_name(
    talk: Talk,
) -> None:
    talk.say(START, "no", "no")
    asked = talk.slot("conversation")["waiting"]
    said = talk.say("it burns and stinks")

    assert asked == "unwell"
    assert "Pee burns or has blood" in " ".join(titles(said))
