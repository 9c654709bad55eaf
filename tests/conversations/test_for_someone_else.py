"""Who asks for somebody else is heard, and told, about that person."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, words

MUM = "my mum's lower back is stiff since monday"
QUESTIONS = ("nerves", "chest_or_accident", "unwell", "history")


def denied(talk: Talk) -> None:
    """Deny every danger sign by button."""
    for question in QUESTIONS:
        talk.press(question, "no")


@pytest.mark.parametrize("reply", ["she is 61", "she's 61, and no", "my mum is 61"])
def test_the_age_of_the_patient_is_heard_in_a_later_message(
    talk: Talk, reply: str
) -> None:
    talk.say(MUM)
    denied(talk)
    talk.say(reply)

    assert talk.slot("case")["profile"]["age"] == 61


def test_who_asks_for_themselves_keeps_the_age_of_others_out(talk: Talk) -> None:
    talk.say("my lower back is stiff since monday", "my mum is 61 and asks too")

    assert talk.slot("case")["profile"]["age"] is None


def test_the_outcome_says_whom_it_means(talk: Talk) -> None:
    talk.say(MUM)
    denied(talk)
    said = talk.say("she is 61")

    assert "I mean the person with the sore back" in words(said)


def test_the_outcome_of_the_writer_needs_no_such_word(talk: Talk) -> None:
    talk.say("my lower back is stiff since monday")
    denied(talk)
    said = talk.say("61, male")

    assert "I mean the person" not in words(said)


def test_moves_for_others_call_for_a_check_of_their_own(talk: Talk) -> None:
    talk.say("my lower back is stiff since monday")
    denied(talk)
    said = talk.say("61, male", "can my wife do them too?")

    assert "their own check" in words(said)
