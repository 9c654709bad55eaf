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


@pytest.mark.parametrize(
    "said",
    [
        "nope. though my slippers keep walking off without my foot",
        "no, but I put my thumb where I sit and it was like touching a sofa",
    ],
)
def test_a_no_that_goes_on_with_what_sounds_like_a_sign_is_no_plain_no(
    talk: Talk, said: str
) -> None:
    talk.say(STIFF)
    talk.say(said)

    answers = talk.slot("case").get("answers") or {}
    assert answers.get("nerves") != "no" or talk.slot("tier") == "emergency"


@pytest.mark.parametrize(
    "said",
    [
        "no, but my desk chair is rubbish",
        "no, but I carried boxes all weekend",
        "none of them, but thanks for asking me so kindly",
    ],
)
def test_a_no_that_goes_on_with_everyday_things_stays_a_no(
    talk: Talk, said: str
) -> None:
    talk.say(STIFF)
    talk.say(said)

    assert talk.slot("case")["answers"]["nerves"] == "no"


def test_none_of_these_is_the_last_of_the_signs(talk: Talk) -> None:
    talk.say(STIFF)
    shown = talk.say("the porcelain throne and me are not on speaking terms")

    assert titles(shown)[-1] == "None of these"


def test_what_cauda_equina_is_is_told_and_asked_about(talk: Talk) -> None:
    said = talk.say(STIFF, "what is cauda equina?")

    assert "bundle of nerves" in words(said)
    assert "private parts" in words(said)
