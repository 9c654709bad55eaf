"""The first answers fit what was said: kind before asking, and no advice unasked."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, titles, words

START = "my lower back is stiff since monday"


def test_a_worried_person_hears_a_kind_word_before_the_first_question(
    talk: Talk,
) -> None:
    said = words(talk.say("my lower back hurts since monday, I think I have cancer"))

    assert said.index("sorry your back") < said.index("ever had cancer")


def test_a_question_about_a_crisis_has_no_word_about_moves_before_it(
    talk: Talk,
) -> None:
    said = words(talk.say("my back hurts, maybe I should end it all?"))

    assert "sorry your back" not in said


def test_a_curse_about_the_back_is_no_insult(talk: Talk) -> None:
    assert "nerves" not in words(talk.say("back fucked"))


@pytest.mark.parametrize(
    ("told", "advice"),
    [
        ("had back ache for 2 weeks now after moving house", "Stand close to the load"),
        ("my son is 9 and his back hurts after football", "your sport"),
    ],
)
def test_who_tells_and_asks_nothing_gets_no_tips(
    talk: Talk, told: str, advice: str
) -> None:
    assert advice not in words(talk.say(told))


def test_who_asks_in_the_first_message_is_answered(talk: Talk) -> None:
    assert "Warmth" in words(talk.say("heat or ice for a sore back"))


@pytest.mark.parametrize(
    ("question", "reply", "advice"),
    [("history", "she has osteoporosis", "Bend from your hips")],
)
def test_an_answer_is_not_taken_for_a_question(
    talk: Talk, question: str, reply: str, advice: str
) -> None:
    talk.say("my mum is 74 and her lower back aches after gardening")
    talk.press("nerves", "no")
    talk.press("chest_or_accident", "no")
    talk.press("unwell", "no")

    assert advice not in words(talk.say(reply)[:1])


def test_who_tells_without_naming_a_back_can_pick(talk: Talk) -> None:
    said = talk.say("picked up my toddler and felt a twinge low down on the right")

    assert "not sure I got that" in words(said)
    assert "My lower back hurts" in titles(said)
    assert "questions" in words(talk.say("my lower back hurts"))


def test_where_it_also_hurts_is_noted(talk: Talk) -> None:
    talk.say("my neck is stiff after sleeping badly")
    said = words(talk.say("actually it's my lower back too"))

    assert said.startswith("Thank you, I've noted that.")


def test_a_thought_through_what_if_is_no_answer_that_was_missed(talk: Talk) -> None:
    talk.say(START)
    said = words(talk.say("ok and what if it doesn't go away"))

    assert "thought it through" in said
    assert "did not catch" not in said
