"""What follows a sign decides about it: an answer, an end, a better day."""

from __future__ import annotations

import pytest

from spinewise.language import Listener
from tests.unit.language.test_assertion import FEVER, RETENTION, SADDLE, claims


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Numb groin? My flatmate, and he's seen somebody.", "other_person"),
        ("Numb groin? That was my sister.", "other_person"),
        ("Numb groin? In 2019, never since.", "past"),
        ("Numb groin? Stopped in 2020.", "past"),
    ],
)
def test_a_short_question_is_answered_by_the_next_sentence(
    listener: Listener, text: str, claim: str
) -> None:
    assert claims(listener, text)[SADDLE] == claim


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Fever? My wife says 39.", FEVER),
        ("Is my groin numb? My flatmate laughed.", SADDLE),
        ("Numb groin? In 2019 I had it, I can't pee now.", RETENTION),
        ("My groin is numb. My flatmate drove me here.", SADDLE),
    ],
)
def test_somebody_named_after_a_sign_need_not_have_it(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] in ("present", "uncertain")


def test_a_pain_that_is_less_today_is_not_the_pain_of_monday(
    listener: Listener,
) -> None:
    text = "On Monday my back was ten out of ten. Today it's a two."

    assert listener.hear(text).profile.pain != 10


def test_a_pain_that_nobody_calls_less_stays(listener: Listener) -> None:
    text = "On Monday my back was ten out of ten. Today my boss rang."

    assert listener.hear(text).profile.pain == 10


def test_a_sign_in_a_strangers_story_is_asked_about_when_the_writer_is_well(
    listener: Listener,
) -> None:
    text = "The host told of her fever and a numb groin. I walk fine."

    assert claims(listener, text)[SADDLE] == "uncertain"


def test_a_name_that_the_writer_denies_elsewhere_is_asked_about(
    listener: Listener,
) -> None:
    text = "Fever can come with this. It is only stiff and I have no fever."

    assert claims(listener, text)[FEVER] in ("uncertain", "absent")
