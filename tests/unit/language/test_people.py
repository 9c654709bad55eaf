"""Whose body a message is about."""

from __future__ import annotations

import pytest

from spinewise.language import Listener
from spinewise.triage.types import Assertion
from tests.unit.language.test_assertion import (
    FEVER,
    LEAK,
    RETENTION,
    SADDLE,
    claims,
)


@pytest.mark.parametrize(
    "text",
    [
        "my dad can't pee and his back hurts",
        "My girlfriend (F, 26) has back pain",
        "my 8 year old has back pain",
        "Wife, 52, bad lower back",
        "he has back pain",
        "My gran's back is sore",
    ],
)
def test_a_relative_with_a_complaint_is_the_patient(
    listener: Listener, text: str
) -> None:
    assert listener.hear(text).about_other


@pytest.mark.parametrize(
    "text",
    [
        "my back hurts",
        "my mother had cancer",
        "my wife rubbed my back, it hurts",
        "my back hurts and my dad has cancer",
        "my husband says my back is stiff",
        "lower back pain",
        "",
    ],
)
def test_the_writer_is_the_patient_otherwise(listener: Listener, text: str) -> None:
    assert not listener.hear(text).about_other


def test_a_relatives_danger_sign_is_present_when_they_are_the_patient(
    listener: Listener,
) -> None:
    mention = listener.hear("my dad can't pee and his back hurts").mentions[0]

    assert mention.finding == "cauda_equina.urine_retention"
    assert mention.assertion == "present"


def test_facts_are_those_of_the_patient(listener: Listener) -> None:
    profile = listener.hear("I'm 34, my dad is 67 and his back hurts").profile

    assert profile.age == 67


def test_a_relatives_word_gives_sex_and_a_typical_age(listener: Listener) -> None:
    profile = listener.hear("my toddler has back pain").profile

    assert profile.age is not None
    assert profile.age < 5


@pytest.mark.parametrize(
    "text",
    [
        "my back is a bit stiff. my wife has chest pain right now",
        "it's my neck, and my husband has chest pain",
        "my back hurts and my dad's chest hurts",
        "my back hurts, my son can't pee since this morning and now he is crying",
    ],
)
def test_somebody_elses_emergency_of_now_counts_beside_the_writers_back(
    listener: Listener, text: str
) -> None:
    heard = listener.hear(text)

    assert [m.assertion for m in heard.mentions] == ["present"]
    assert not heard.about_other


@pytest.mark.parametrize(
    "text",
    [
        "my dad had chest pain, my back hurts",
        "my mum has chest pain every time she climbs stairs, my back just aches",
        "my brother gets chest pain, my back is only stiff",
        "my back hurts, my dad has no chest pain",
        "my mate's wife can't pee since her slipped disc, mine is only stiff",
        "my brother fell off a ladder, I just have a stiff neck",
        "my cousin had a car crash, not me",
    ],
)
def test_somebody_elses_past_or_habit_stays_theirs(
    listener: Listener, text: str
) -> None:
    mentions = listener.hear(text).mentions

    assert [m.assertion for m in mentions] == ["other_person"]


@pytest.mark.parametrize(
    "text",
    [
        "A bloke I work with can't pee. My back is stiff.",
        "The man I look after can't pee. My back is stiff.",
        "A lad in my class couldn't pee. Mine is only stiff.",
        "Someone on the radio couldn't pee. My back is stiff.",
        "The woman next door couldn't pee. My back is stiff.",
    ],
)
def test_a_strangers_danger_sign_is_not_the_writers(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text) == {RETENTION: "other_person"}


@pytest.mark.parametrize(
    "text",
    [
        "I'm a big guy and I can't pee",
        "as a woman of 60 I can't pee",
        "I feel like an old man, can't pee",
        "man, I can't pee",
        "after my first baby I can't pee",
    ],
)
def test_who_describes_themselves_is_the_writer(listener: Listener, text: str) -> None:
    heard = listener.hear(text)

    assert not heard.about_other
    assert [m.assertion.value for m in heard.mentions] == ["present"]


def test_the_writers_own_sign_is_asked_about_whoever_the_patient_seems_to_be(
    listener: Listener,
) -> None:
    text = "I wet myself. Wife had a look: no fever, no weak leg. Her back is sore."
    heard = listener.hear(text)

    assert heard.about_other
    assert claims(listener, text)[LEAK] == "uncertain"


@pytest.mark.parametrize(
    "text",
    [
        "kids have a fever, i just have backache from carrying them",
        "my dads got a fever. mines just a sore back",
        "our hairdresser had a fever. My back is just stiff",
        "the bloke before me in the queue had a fever, my back is only sore",
        "all my clients had a fever, a few have had it twice, my back is stiff",
    ],
)
def test_a_sign_of_somebody_else_is_theirs(listener: Listener, text: str) -> None:
    assert claims(listener, text)[FEVER] == "other_person"


def test_a_thing_is_not_the_animal_that_it_is_for(listener: Listener) -> None:
    text = "Mum bent for the cat dish and her back hurts. Now she can't pee"

    assert claims(listener, text)[RETENTION] == "present"


def test_what_is_fine_on_the_other_side_denies_nothing(listener: Listener) -> None:
    text = "my left groin is numb the other side is fine"

    assert claims(listener, text)[SADDLE] == "present"


@pytest.mark.parametrize(
    ("text", "age", "sex"),
    [
        ("no, she is 50", 50, "female"),
        ("he's 71 and no", 71, "male"),
        ("my mum is 71", 71, None),
        ("I am 45", None, None),
    ],
)
def test_what_is_told_of_somebody_else_is_kept_apart(
    listener: Listener, text: str, age: float | None, sex: str | None
) -> None:
    other = listener.hear(text).other

    assert (other.age, other.sex) == (age, sex)


def test_a_complaint_that_names_nobody_is_the_childs_whose_story_it_is(
    listener: Listener,
) -> None:
    heard = listener.hear(
        "My son is almost 9. His back hurts and his leg gave way. I took him to see "
        "someone. The back was the same. He wet himself twice."
    )

    assert heard.about_other
    assert all(mention.assertion is Assertion.PRESENT for mention in heard.mentions)
