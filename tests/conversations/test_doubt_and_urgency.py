"""Not being sure about a danger, being urgent, and being in an emergency."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, titles, words
from tests.conversations.test_topics import wordings

TIGHT = "my lower back is tight since monday"
URGENT = "my back aches since yesterday and I have a fever"
EMERGENCY = "my back hurts and I wet myself and didn't feel it"
TOPICS = wordings().keys() - {"exercises"}
NUMB = "Numb or tingling between my legs"


@pytest.mark.parametrize("reply", ["I don't know", "not sure", "hard to say really"])
def test_who_is_not_sure_about_a_danger_is_shown_its_signs_one_by_one(
    talk: Talk, reply: str
) -> None:
    said = talk.say(TIGHT, reply)

    assert NUMB in titles(said)
    assert talk.slot("tier") == "urgent"


def test_a_sign_picked_after_not_being_sure_counts(talk: Talk) -> None:
    talk.say(TIGHT, "I don't know")
    talk.press("nerves", "saddle")

    assert talk.slot("tier") == "emergency"


@pytest.mark.parametrize("reply", ["still not sure", "none of these", "no"])
def test_who_stays_unsure_goes_on_and_is_seen_today(talk: Talk, reply: str) -> None:
    talk.say(TIGHT, "I don't know")
    said = talk.say(reply)

    assert "chest" in words(said)
    assert talk.slot("tier") == "urgent"


def test_the_signs_are_shown_once_for_each_question(talk: Talk) -> None:
    talk.say(TIGHT, "I don't know", "not sure")
    said = talk.say("not sure")

    assert "Short of breath" in titles(said)


@pytest.mark.parametrize(
    "question", ["what do you mean", "why do you ask?", "is heat any good for it?"]
)
def test_a_question_in_between_leaves_the_signs_open(talk: Talk, question: str) -> None:
    talk.say(TIGHT, "I don't know")
    said = talk.say(question)

    assert NUMB in titles(said)


def test_a_doubt_that_names_its_sign_is_asked_about_itself(talk: Talk) -> None:
    said = talk.say(TIGHT, "not sure, maybe a bit numb between my legs")

    assert NUMB not in titles(said)
    assert "Yes" in titles(said)


def test_who_tells_of_an_urgent_sign_hears_so_before_the_next_question(
    talk: Talk,
) -> None:
    said = words(talk.say(URGENT))

    assert (
        said.index('"fever"') < said.index("doctor today") < said.index("Do you have")
    )
    assert "safe to move" not in said


def test_an_urgent_sign_is_spoken_of_once(talk: Talk) -> None:
    assert "doctor today" in words(talk.say(URGENT))
    assert "doctor today" not in words(talk.say("no"))


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_general_tips_wait_while_there_is_an_emergency(talk: Talk, topic: str) -> None:
    said = talk.say(EMERGENCY, f"/ask_{topic}")

    assert "Source" not in words(said)
    assert "call 112" in said[-1]["text"]


def test_thanks_in_an_emergency_do_not_send_off(talk: Talk) -> None:
    said = talk.say(EMERGENCY, "thank you")

    assert "Go gently" not in words(said)
    assert "call 112" in words(said)


def test_an_emergency_names_each_of_the_signs(talk: Talk) -> None:
    said = words(talk.say("my back hurts, I fell off a ladder and now I cannot pee"))

    assert '"fell off a ladder", "cannot pee"' in said


def test_a_sign_is_not_named_twice_in_other_words(talk: Talk) -> None:
    said = words(talk.say("back pain and I wet myself and didn't feel it"))

    assert said.count("wet myself") == 1
