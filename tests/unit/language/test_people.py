"""Whose body a message is about."""

from __future__ import annotations

import pytest

from spinewise.language import Listener


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
