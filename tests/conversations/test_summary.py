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


def test_what_was_denied_before_it_hurt_stays_in_the_summary_as_history(
    talk: Talk,
) -> None:
    talk.say("my lower back is stiff since monday")
    for question in ("nerves", "chest_or_accident", "unwell", "history"):
        talk.press(question, "no")
    talk.say("34, male")
    talk.say("that hurts, a new pain")
    said = words(talk.say("summary please"))

    assert "Numbness between your legs" in said
    assert said.count("Earlier answer: No") == 4
    assert talk.slot("case")["answers"] == {"about_you": 34}


def test_an_answer_that_is_given_again_is_no_history(talk: Talk) -> None:
    talk.say("my lower back is stiff since monday")
    for question in ("nerves", "chest_or_accident", "unwell", "history"):
        talk.press(question, "no")
    talk.say("34, male")
    talk.say("that hurts, a new pain")
    talk.press("nerves", "no")
    talk.press("chest_or_accident", "unsure")
    said = words(talk.say("summary please"))

    assert said.count("Earlier answer: No") == 3
    assert "Answer: Not sure" in said


def test_a_medicine_that_is_only_asked_about_is_not_reported_as_taken(
    talk: Talk,
) -> None:
    talk.say("my lower back is tight since monday")
    talk.say("can I take ibuprofen?")
    said = words(talk.say("summary please"))
    reported = said.split("Reported")[-1].split("Not sure")[0]

    assert "- ibuprofen" in said
    assert "painkillers" not in reported
