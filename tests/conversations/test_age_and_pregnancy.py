"""Pregnancy is asked of whom it may concern, and once; ages are heard in any place."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, words

NO = ("no", "no", "no", "no")


@pytest.mark.parametrize(
    "start",
    [
        "I'm a man with a stiff lower back since monday",
        "my lower back is stiff since monday, I am male",
        "my lower back is stiff since monday. I'm not pregnant",
    ],
)
def test_who_cannot_be_pregnant_is_asked_for_the_age_alone(
    talk: Talk, start: str
) -> None:
    said = words(talk.say(start, *NO))

    assert "How old are you" in said
    assert "pregnan" not in said


def test_who_cannot_be_pregnant_and_skips_is_not_asked_about_it(talk: Talk) -> None:
    talk.say("I'm a man with a stiff lower back since monday", *NO)
    said = words(talk.say("skip"))

    assert "old are you" in said
    assert "pregnan" not in said


def test_who_may_be_pregnant_and_skips_is_asked_both_again(talk: Talk) -> None:
    talk.say("my lower back is stiff since monday", *NO)
    said = words(talk.say("skip"))

    assert "old are you" in said
    assert "pregnan" in said


@pytest.mark.parametrize("age", ["58", "I'm 71", "84"])
def test_past_the_age_nobody_is_asked_about_pregnancy(talk: Talk, age: str) -> None:
    said = words(talk.say(f"my lower back is stiff since monday, {age}", *NO))
    if "How old" in said:
        said = words(talk.say(age))

    assert "pregnan" not in said


def test_who_denies_a_pregnancy_is_asked_for_the_age_alone(talk: Talk) -> None:
    talk.say("my lower back is stiff since monday", *NO)
    said = words(talk.say("not pregnant"))

    assert "noted" in said
    assert "pregnan" not in said
    assert "pregnan" not in words(talk.say("34"))


@pytest.mark.parametrize("said", ["not pregnant", "I am not pregnant", "not expecting"])
def test_who_denies_a_pregnancy_gets_no_advice_on_it(talk: Talk, said: str) -> None:
    talk.say("my lower back is stiff since monday")

    assert "pregnan" not in words(talk.say(said))


@pytest.mark.parametrize(
    "start",
    [
        "hi, 42 male, pulled my low back 3 days ago lifting a sofa, about 5/10",
        "I'm 60, my lower back has been tight for two weeks, from lifting",
        "low back ache about ten days, age 66, from digging",
    ],
)
def test_what_was_told_at_once_is_not_asked_again(talk: Talk, start: str) -> None:
    said = words(talk.say(start, *NO))

    assert "How old" not in said
    assert "pregnan" not in said
    assert "1. " in said


def test_who_is_pregnant_is_asked_for_its_danger_signs_before_any_move(
    talk: Talk,
) -> None:
    asked = words(
        talk.say("I'm 30, 24 weeks pregnant, my lower back is stiff", "no", "no")
    )

    assert "baby moving less" in asked


def test_a_yes_about_the_danger_signs_of_pregnancy_sends_to_the_maternity_unit(
    talk: Talk,
) -> None:
    talk.say("I'm 30, 24 weeks pregnant, my lower back is stiff", "no", "no")
    said = words(talk.say("yes"))

    assert talk.slot("tier") == "emergency"
    assert "maternity" in said


@pytest.mark.parametrize(
    "age",
    [
        "26 not pregnant",
        "29 no not pregnant",
        "27 and not pregnant",
        "34f no kids",
        "fifty two",
        "Seventy-eight.",
        "I'm sixty three and no",
    ],
)
def test_the_age_is_heard_however_it_is_put(talk: Talk, age: str) -> None:
    talk.say("my lower back is sore from gardening", *NO)
    said = talk.say(age)

    assert talk.slot("tier") == "selfcare"
    assert "no danger signs" in words(said)
    assert "noted" not in words(said)


@pytest.mark.parametrize(
    "age", ["27 and not pregnant", "I am 31 and not pregnant", "not pregnant, 30"]
)
def test_who_is_not_pregnant_is_not_asked_about_signs_of_it(
    talk: Talk, age: str
) -> None:
    talk.say("my lower back is sore from gardening", *NO)

    assert "baby" not in words(talk.say(age))
