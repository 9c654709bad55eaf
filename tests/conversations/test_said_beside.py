"""What is said in place of an answer is taken kindly, and the question comes again."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, titles, words

START = "my lower back is stiff since monday"


@pytest.mark.parametrize(
    "wish",
    [
        "got any actual stretches?",
        "just give me stretches",
        "I just want exercises",
        "can you show me some moves please",
        "where are the exercises",
    ],
)
def test_who_wants_moves_now_hears_why_not_and_how_many_questions_are_left(
    talk: Talk, wish: str
) -> None:
    talk.say(START)
    talk.press("nerves", "no")
    said = words(talk.say(wish))

    assert said.startswith("We come to the moves as soon as I know")
    assert "questions left: 4" in said
    assert "Spinewise" not in said


def test_who_wants_moves_again_and_again_is_not_sent_to_a_doctor(talk: Talk) -> None:
    talk.say(START, *["just give me stretches"] * 4)

    assert talk.slot("tier") == "selfcare"
    assert talk.slot("conversation")["waiting"] == "nerves"


@pytest.mark.parametrize(
    "told",
    [
        "sore but I can manage",
        "bearable",
        "about a six I guess",
        "it's killing me",
        "not too bad",
        "6 or 7",
        "comes and goes, 4 at worst",
        "it's a 5",
        "pretty bad tbh",
    ],
)
def test_how_bad_it_is_is_noted_and_answers_no_danger_question(
    talk: Talk, told: str
) -> None:
    talk.say(START)
    said = talk.say(told)

    assert words(said).startswith("Thank you, I've noted that.")
    assert "None of these" in titles(said)
    assert "answers" not in talk.slot("case")


def test_no_with_how_bad_it_is_is_a_no(talk: Talk) -> None:
    talk.say(START)
    talk.say("no, and it's bearable")

    assert talk.slot("case")["answers"] == {"nerves": "no"}


def test_what_somebody_expects_is_no_pregnancy(talk: Talk) -> None:
    talk.say(START, "no", "no", "no", "no", "84")
    said = words(talk.say("that's my age I expect"))

    assert talk.slot("case")["profile"]["pregnant"] is None
    assert "pregnan" not in said
