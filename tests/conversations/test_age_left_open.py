"""Without an age there are no moves yet; told later, it brings them."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, words
from tests.conversations.test_for_someone_else import denied

STIFF = "my lower back is stiff since monday, I am a man"


@pytest.fixture
def ended(talk: Talk) -> str:
    """What an outcome without an age says."""
    talk.say(STIFF)
    denied(talk)
    talk.say("rather not say")
    return words(talk.say("rather not say"))


def test_who_keeps_the_age_back_is_told_what_it_is_needed_for(ended: str) -> None:
    assert "look after your back at home" in ended
    assert "Tell me the age" in ended
    assert "someone needs to look at you" not in ended


@pytest.mark.parametrize("told", ["41", "I'm 41", "ok, I am 41 years old"])
def test_an_age_told_after_the_outcome_brings_moves(
    talk: Talk, ended: str, told: str
) -> None:
    assert ended
    said = talk.say(told)

    assert "How much:" in words(said)
