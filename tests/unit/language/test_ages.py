"""Whose age, and of what, a message tells."""

from __future__ import annotations

import pytest

from spinewise.language import Listener


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my 13yo son was in goal, now his back hurts", 13),
        ("my 13 year old son was in goal, now his back hurts", 13),
        ("son 13, back pain after football", 13),
        ("my boy of 11 has a stiff back", 11),
        ("my daughter is 9 and has a sore back", 9),
    ],
)
def test_a_childs_age_is_heard_however_it_is_put(
    listener: Listener, text: str, age: float
) -> None:
    heard = listener.hear(text)

    assert (heard.about_other, heard.profile.age) == (True, age)


@pytest.mark.parametrize(
    "text",
    [
        "my mattress is 15 years old, back is stiff",
        "34 year old mattress, my back hurts",
        "the 14 year old jumped on me and now my upper back aches",
        "I've got a 3 year old and a 6 year old and my back is stiff",
        "my 10 week old baby keeps me up, back is sore",
        "my 3 month old back pain is still here",
        "my 12 year old dog pulled me over and my back is tight",
    ],
)
def test_an_age_of_something_else_is_not_the_writers(
    listener: Listener, text: str
) -> None:
    heard = listener.hear(text)

    assert (heard.about_other, heard.profile.age) == (False, None)


def test_somebody_who_does_something_to_the_writer_is_not_the_patient(
    listener: Listener,
) -> None:
    assert not listener.hear("my son drags me around, back is sore").about_other
