"""A message in another language is answered in it, and answers no question."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, words


@pytest.mark.parametrize(
    ("message", "understood"),
    [
        ("me duele mucho la espalda", "Por ahora solo entiendo inglés."),
        ("mein Rücken tut sehr weh", "Ich verstehe bisher nur Englisch."),
        ("背中が痛い", "英語しかわかりません"),
        ("tôi bị đau lưng", "English is all I know so far"),
    ],
)
def test_the_answer_is_in_the_same_language_with_a_number(
    talk: Talk, message: str, understood: str
) -> None:
    said = words(talk.say(message))

    assert understood in said
    assert "112" in said


def test_a_foreign_no_leaves_the_question_open(talk: Talk) -> None:
    talk.say("my lower back is tight")
    before = talk.slot("case").get("answers")
    waiting = talk.slot("conversation")["waiting"]
    said = words(talk.say("no siento las piernas"))

    assert "Por ahora solo entiendo inglés." in said
    assert talk.slot("case").get("answers") == before
    assert talk.slot("conversation")["waiting"] == waiting
