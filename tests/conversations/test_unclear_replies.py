"""A reply in words that nobody knows leads to the signs, one by one."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, titles, words

STIFF = "my lower back is stiff since monday"


@pytest.mark.parametrize(
    "said",
    [
        "the porcelain throne and me are not on speaking terms",
        "like the elephants moved in and brought their luggage",
        "she keeps parking herself on the landing like an old tram",
        "since this morning it is all porridge down where I sit",
        "on Sunday I could stand on it, on Monday I could lean on it, today neither",
        "it went off again after tea and soaked the sofa cushion",
    ],
)
def test_a_reply_that_may_tell_of_a_sign_is_answered_with_the_signs(
    talk: Talk, said: str
) -> None:
    talk.say(STIFF)
    shown = talk.say(said)

    assert "get this right" in words(shown)
    assert "Pee will not come or is weak" in titles(shown)
    assert "None of these" in titles(shown)


def test_a_sign_picked_after_an_unclear_reply_counts(talk: Talk) -> None:
    talk.say(STIFF, "the porcelain throne and me are not on speaking terms")
    talk.press("nerves", "cannot_pee")

    assert talk.slot("tier") == "emergency"


def test_who_has_none_of_the_signs_goes_on_to_the_next_question(talk: Talk) -> None:
    talk.say(STIFF, "the porcelain throne and me are not on speaking terms")

    talk.press("nerves", "no")

    assert talk.slot("conversation")["waiting"] not in (None, "nerves")


def test_a_slip_of_the_keys_is_asked_to_be_said_in_other_words(talk: Talk) -> None:
    talk.say(STIFF)

    assert "did not catch" in words(talk.say("hgfd"))


@pytest.mark.parametrize("said", ["about a 6 out of 10", "i take ibuprofen for it"])
def test_a_fact_about_the_back_is_noted_and_the_question_stays(
    talk: Talk, said: str
) -> None:
    talk.say(STIFF)

    assert "get this right" not in words(talk.say(said))
