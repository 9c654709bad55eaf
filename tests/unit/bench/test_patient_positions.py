"""A danger sign is answered in the turn in which it is said, wherever that is."""

from __future__ import annotations

import pytest

from bench.patients.positions import (
    WAYS,
    Position,
    Sign,
    is_caught,
    positions,
    said,
    signs,
)
from spinewise.knowledge.types import Tier

PLACES = tuple(positions())
FIRST = PLACES[0]
SIGNS = signs("dev")
HEARD = [sign for sign in SIGNS if is_caught(FIRST, sign.text)]


def test_the_positions_cover_every_question_and_what_comes_after_it() -> None:
    names = {place.name for place in PLACES}

    assert {
        "nerves waits",
        "about_you waits",
        "after the self-care card",
        "after the urgent card",
        "after the emergency text",
        "in the exercises",
        "inside an answer about heat",
        "country waits",
        "report waits",
        "forget waits",
        "restart waits",
        "the next day",
    } <= names


def test_most_danger_signs_are_heard_although_the_lexicon_never_saw_them() -> None:
    assert len(HEARD) >= len(SIGNS) * 0.9


@pytest.mark.parametrize("sign", HEARD, ids=lambda sign: sign.text)
def test_a_danger_sign_is_answered_wherever_and_however_it_is_said(sign: Sign) -> None:
    lost = [
        (place.name, way)
        for way in WAYS
        for place in PLACES
        if not is_caught(place, way.format(sign.text))
    ]

    assert not lost


@pytest.mark.parametrize(
    "text",
    [
        "I sit all day at work",
        "it hurts when I bend",
        "is heat good for it?",
        "my knee hurts too",
        "no wait, it's more on the left",
    ],
)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_harmless_words_are_no_emergency_anywhere(place: Position, text: str) -> None:
    before = place.state.case.floor
    after = said(place, text).assessment.tier

    assert after is before or after is not Tier.EMERGENCY
