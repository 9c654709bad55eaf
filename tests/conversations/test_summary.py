"""The summary is at hand by saying so, whatever the outcome."""

from __future__ import annotations

from tests.conversations.talking import Talk, titles, words


def test_a_summary_comes_when_it_is_asked_for(talk: Talk) -> None:
    talk.say("my lower back is tight since monday, I took some naproxen")
    said = words(talk.say("can I have a summary for my doctor"))

    assert "my lower back is tight since monday" in said
    assert "naproxen" in said


def test_the_waiting_question_comes_again_after_the_summary(talk: Talk) -> None:
    asked = talk.say("my lower back is tight")
    after = talk.say("summary please")

    assert titles(after) == titles(asked)


def test_before_anything_was_told_there_is_nothing_to_sum_up(talk: Talk) -> None:
    talk.say("hello")

    assert "nothing to sum up" in words(talk.say("summary please"))
