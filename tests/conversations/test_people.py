"""People whom an ordinary plan does not fit get what fits them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.talking import Talk, words

QUESTIONS = ("nerves", "chest_or_accident", "unwell", "history")


def outcome(talk: Talk, *told: str, age: str = "35") -> list[dict[str, Any]]:
    """Tell something, deny every danger sign, and return the last answer."""
    said = talk.say(*told)
    for question in QUESTIONS:
        if question not in (talk.slot("case").get("answers") or {}):
            said = talk.press(question, "no")
    if "about_you" not in (talk.slot("case").get("answers") or {}):
        later = talk.say(age)
        said = later if later else said
    return said


def card(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """The card of an answer."""
    return next(message["card"] for message in messages if message.get("card"))


def test_a_child_gets_a_clinician_and_no_exercises(talk: Talk) -> None:
    said = outcome(talk, "my back is tight", age="12")

    assert card(said)["tier"] in ("clinician", "urgent")
    assert card(said)["exercises"] == []


def test_a_parent_asking_for_a_child_gets_no_exercises(talk: Talk) -> None:
    talk.say("my 8 year old son has back pain")

    assert talk.slot("case")["profile"]["age"] == 8
    assert talk.slot("tier") in ("clinician", "urgent")


def test_a_young_person_of_sixteen_gets_exercises(talk: Talk) -> None:
    assert card(outcome(talk, "my back is tight", age="16"))["exercises"]


@pytest.mark.parametrize(
    "told",
    [
        "I'm 22 weeks pregnant and my lower back aches",
        "I had a baby three weeks ago and my back aches",
    ],
)
def test_pregnancy_and_birth_mean_a_clinician(talk: Talk, told: str) -> None:
    said = outcome(talk, told, age="30")

    assert talk.slot("tier") == "clinician", words(said)


def test_an_older_person_with_a_small_fall_is_seen_today(talk: Talk) -> None:
    talk.say("I slipped in the kitchen and now my back hurts, I'm 78")

    assert talk.slot("tier") in ("urgent", "emergency")


def test_after_an_operation_there_are_no_exercises(talk: Talk) -> None:
    talk.say("my back hurts since my spine surgery two weeks ago")

    assert talk.slot("tier") in ("urgent", "emergency")


def test_with_cancer_the_back_is_looked_at_today(talk: Talk) -> None:
    talk.say("I had breast cancer and now my back hurts")

    assert talk.slot("tier") in ("urgent", "emergency")


def test_who_asks_for_another_is_asked_about_the_other(talk: Talk) -> None:
    talk.say("my husband's back went yesterday and he can't feel his bum")

    assert talk.slot("tier") == "emergency"


def test_who_hurt_it_at_work_gets_ordinary_help(talk: Talk) -> None:
    said = outcome(talk, "I hurt my back lifting boxes at work yesterday")

    assert card(said)["tier"] == "selfcare"


def test_who_was_hurt_by_another_is_told_of_safety(talk: Talk) -> None:
    said = words(talk.say("he pushed me down the stairs and my back hurts"))

    assert talk.slot("tier") == "emergency"
    assert "call" in said.lower()


@pytest.mark.parametrize(
    "told", ["I can't live with this pain any more", "I want to end it all"]
)
def test_a_crisis_gets_a_number_and_no_questions(talk: Talk, told: str) -> None:
    said = talk.say(told)

    assert talk.slot("tier") == "emergency"
    assert "talk now" in words(said)
    assert len(said) == 1


def test_an_overdose_comes_before_the_back(talk: Talk) -> None:
    said = words(talk.say("my back hurts so I took 20 paracetamol"))

    assert talk.slot("tier") == "emergency"
    assert "packet" in said


def test_who_only_wants_painkillers_is_not_given_a_dose(talk: Talk) -> None:
    talk.say("my lower back hurts since yesterday")
    said = words(talk.say("I don't want exercises, I only want painkillers"))

    assert "never be the only thing" in said or "pharmacist" in said
    assert " mg" not in said


@pytest.mark.parametrize(
    "told",
    [
        "my mum has back pain, she is 78",
        "my husband's lower back is stiff since Saturday",
        "hello, my gran's back is sore since the weekend",
    ],
)
def test_who_asks_for_somebody_else_is_asked_to_answer_for_them(
    talk: Talk, told: str
) -> None:
    assert "answer for them" in words(talk.say(told))


@pytest.mark.parametrize(
    "told", ["my lower back is stiff", "my wife rubbed my back, it is still stiff"]
)
def test_who_asks_for_themselves_is_not(talk: Talk, told: str) -> None:
    assert "answer for them" not in words(talk.say(told))


def test_a_relative_in_an_answer_becomes_no_patient(talk: Talk) -> None:
    talk.say("my lower back is stiff")
    talk.press("nerves", "no")
    talk.say("my dad has thin bones")

    assert not talk.slot("conversation").get("for_other")
