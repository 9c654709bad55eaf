"""Replies that answer nothing: what they count as is said, and can be mended."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk, titles, words

START = "my lower back is tight since monday"


def test_wishes_are_no_answer_and_give_no_question_up(talk: Talk) -> None:
    asked = talk.say(START)[-1]["text"]
    said = talk.say("something for the office please", "only 5 minutes")

    assert said[-1]["text"] == asked
    assert talk.slot("tier") == "selfcare"


@pytest.mark.parametrize("reply", ["skip", "I'd rather not say", "next question"])
def test_who_skips_is_told_why_and_asked_again(talk: Talk, reply: str) -> None:
    asked = talk.say(START)[-1:]
    said = talk.say(reply)

    assert "sure that you are safe" in words(said)
    assert titles(said) == titles(asked)
    assert talk.slot("tier") == "selfcare"


@pytest.mark.parametrize("known", [False, True])
def test_a_question_that_was_skipped_is_not_asked_word_for_word_again(
    talk: Talk, known: bool
) -> None:
    talk.say(START)
    if known:
        for question in ("nerves", "chest_or_accident", "unwell"):
            talk.press(question, "no")
        asked = talk.press("history", "no")[-1]["text"]
    else:
        asked = talk.say("hm, wait")[-1]["text"]
    said = talk.say("skip")[-1]["text"]

    assert said != asked
    assert said.endswith("?")


def test_who_skips_twice_hears_what_it_counts_as(talk: Talk) -> None:
    asked = talk.say(START)[-1]["text"]
    said = talk.say("skip", "skip")

    assert 'count it as "not sure"' in words(said)
    assert said[-1]["text"] != asked
    assert talk.slot("tier") == "urgent"


@pytest.mark.parametrize("reply", ["no, I can pass urine fine", "no I don't pass out"])
def test_a_no_with_a_word_of_skipping_is_a_no(talk: Talk, reply: str) -> None:
    asked = talk.say(START)[-1]["text"]

    assert talk.say(reply)[-1]["text"] != asked


def test_skipping_beside_a_danger_sign_hears_the_danger(talk: Talk) -> None:
    talk.say(START, "skip that, I can't feel my bum and wet myself")

    assert talk.slot("tier") == "emergency"


@pytest.mark.parametrize(
    "reply",
    [
        "actually a bit numb",
        "yes, tingly",
        "yes it feels weak",
        "a bit tingly i guess",
        "numb sometimes, I think",
    ],
)
def test_a_feeling_without_a_place_is_asked_about(talk: Talk, reply: str) -> None:
    said = talk.say(START, reply)

    assert talk.slot("tier") != "emergency"
    assert len(titles(said)) > 4


def test_a_feeling_with_a_place_is_heard(talk: Talk) -> None:
    talk.say(START, "actually a bit numb between my legs")

    assert talk.slot("tier") == "emergency"


def test_pain_before_any_exercise_sets_none_aside(talk: Talk) -> None:
    assert "stop that one" not in words(talk.say(START, "that hurts"))


def test_who_was_hurt_by_somebody_hears_it_at_once(talk: Talk) -> None:
    said = talk.say("my partner pushed me and my lower back hurts")

    assert "Nobody has the right to hurt you" in words(said)
    assert "Nobody has the right" not in words(talk.say("no"))


@pytest.mark.parametrize(
    "question", ["what should I do now?", "say that again", "who should I call"]
)
def test_advice_is_repeated_when_asked_for(talk: Talk, question: str) -> None:
    talk.say("back pain and a fever since yesterday, I am 40")
    for _ in range(9):
        if talk.slot("conversation").get("shown"):
            break
        talk.say("no")

    cards = [each["card"] for each in talk.say(question) if "card" in each]
    assert [card["tier"] for card in cards] == ["urgent"]


@pytest.mark.parametrize("question", ["what should I do now?", "where do I go?"])
def test_an_emergency_is_repeated_when_asked_about(talk: Talk, question: str) -> None:
    talk.say("my back hurts and I can't feel my bum, I wet myself")

    assert "112" in words(talk.say(question))
    assert talk.slot("tier") == "emergency"


@pytest.mark.parametrize(
    "news", ["it is getting worse, what should I do now?", "what now, it's worse"]
)
def test_who_is_worse_is_asked_again_and_not_only_told_again(
    talk: Talk, news: str
) -> None:
    talk.say("my lower back is tight since gardening, I am 40")
    for _ in range(9):
        if talk.slot("conversation").get("shown"):
            break
        talk.say("no")

    assert "danger signs once more" in words(talk.say(news))


def test_an_age_that_is_told_before_it_is_asked_for_is_noted(talk: Talk) -> None:
    asked = talk.say(START)[-1]
    said = talk.say("34")

    assert "34 years old" in words(said)
    assert titles(said) == titles([asked])
    assert talk.slot("case")["profile"]["age"] == 34


@pytest.mark.parametrize(
    ("answered", "reply"),
    [
        ((), "3"),
        ((), "I'm 1.5 hours late"),
        (("nerves", "chest_or_accident"), "39"),
    ],
)
def test_another_number_is_no_age(
    talk: Talk, answered: tuple[str, ...], reply: str
) -> None:
    talk.say(START)
    for question in answered:
        talk.press(question, "no")
    talk.say(reply)

    assert talk.slot("case")["profile"]["age"] is None
