"""Wishes in plain words change the exercises, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.talking import Bot, Talk, titles, words


def shown(messages: list[dict[str, Any]]) -> list[str]:
    """The exercises of an answer's card."""
    return [e for m in messages for e in (m.get("card") or {}).get("exercises", [])]


@pytest.fixture
def told(bot: Bot) -> tuple[Talk, list[str]]:
    """A conversation in which exercises were just shown, and these."""
    talk = Talk(bot)
    talk.say("my lower back is stiff since monday")
    for question in ("nerves", "chest_or_accident", "unwell", "history"):
        talk.press(question, "no")
    return talk, shown(talk.say("34, male"))


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        ("something for the office", "office"),
        ("can I do it sitting down?", "chair"),
        ("anything I can do in bed?", "bed"),
        ("I can't lie down", "chair"),
    ],
)
def test_a_place_changes_the_exercises(
    told: tuple[Talk, list[str]], wish: str, place: str
) -> None:
    talk, _ = told
    after = talk.say(wish)

    assert talk.slot("case")["profile"]["place"] == place
    assert shown(after)
    if place in ("office", "chair"):
        assert "hands and knees" not in words(after)
        assert "Lie on" not in words(after)


@pytest.mark.parametrize("wish", ["only 5 minutes", "I've got five mins", "got 5 min"])
def test_a_short_time_is_kept_to(told: tuple[Talk, list[str]], wish: str) -> None:
    talk, _ = told
    talk.say(wish)

    assert talk.slot("conversation")["minutes"] == 5


@pytest.mark.parametrize(
    ("wish", "level"), [("too easy", "hard"), ("that's too hard for me", "easy")]
)
def test_a_level_is_kept_to(
    told: tuple[Talk, list[str]], wish: str, level: str
) -> None:
    talk, _ = told
    talk.say(wish)

    assert talk.slot("case")["profile"]["level"] == level


def test_which_is_easiest_shows_the_easier_ways(talk: Talk) -> None:
    talk.say("my lower back is tight since monday", *["no"] * 4, "34, male")
    talk.say("which one is easiest")

    assert talk.slot("case")["profile"]["level"] == "easy"


def test_who_cannot_kneel_gets_nothing_on_the_knees(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    after = words(talk.say("I can't kneel"))

    assert "knee_pain" in talk.slot("case")["profile"]["conditions"]
    assert "hands and knees" not in after


def test_who_is_asked_again_in_the_middle_of_exercises_is_not_greeted_again(
    told: tuple[Talk, list[str]], talk: Talk
) -> None:
    first = words(talk.say("my lower back is stiff since monday")).splitlines()
    again, _ = told
    said = words(again.say("that hurts and it is a new pain")).splitlines()

    greeting = [line for line in first if "Spinewise" in line or "sorry" in line]
    assert len(greeting) == 2
    assert not set(greeting) & set(said)


def test_a_danger_sign_while_it_hurts_is_an_emergency(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    talk.say("that hurts, and now I can't feel my bum")

    assert talk.slot("tier") == "emergency"


def test_other_ones_are_other_ones(told: tuple[Talk, list[str]]) -> None:
    talk, before = told
    after = shown(talk.say("give me other exercises"))

    assert after
    assert not set(after) & set(before)


def test_a_chair_that_hurts_is_no_wish(talk: Talk) -> None:
    talk.say("my back hurts when I sit in a chair at the office")

    assert talk.slot("case")["profile"]["place"] is None


@pytest.mark.parametrize(
    "news", ["it's getting worse", "my back is much worse today", "it got worse"]
)
def test_getting_worse_opens_the_danger_questions_again(
    told: tuple[Talk, list[str]], news: str
) -> None:
    talk, _ = told
    asked = talk.say(news)

    assert "None of these" in titles(asked)
    assert talk.slot("case")["answers"] == {"about_you": 34}


def test_a_wish_while_a_danger_question_waits_is_noted_and_nothing_else(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    asked = talk.say("that hurts and shoots down my leg")
    said = talk.say("i can't lie down")

    assert "noted" in words(said)
    assert "did not catch" not in words(said)
    assert said[-1]["text"] == asked[-1]["text"]


def test_a_move_tells_how_to_do_it_on_a_chair(told: tuple[Talk, list[str]]) -> None:
    talk, _ = told
    said = words(talk.say("give me the exercises again"))

    assert "On a chair: Sit with your hands on your knees." in said


def test_an_easier_way_that_is_a_move_of_its_own_is_told_step_by_step(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    said = words(talk.say("give me other exercises"))

    assert "Both knees to the chest" in said
    assert "Too hard? Lie on your back with both knees bent" in said


def test_who_cannot_lie_down_never_reads_of_lying_again(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    talk.say("I can't lie down")
    for wish in ("something for the office", "only 5 minutes", "give me other ones"):
        said = words(talk.say(wish)).lower()

        assert "lie " not in said, wish
        assert "lying" not in said, wish


def test_too_easy_brings_harder_moves(told: tuple[Talk, list[str]]) -> None:
    talk, before = told
    after = shown(talk.say("too easy"))

    assert after
    assert after != before


def test_where_nothing_harder_is_safe_it_says_how_to_do_more(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    talk.say("can I do it sitting down?")
    said = words(talk.say("too easy"))

    assert "one or two more every few days" in said


@pytest.mark.parametrize(
    ("asks", "number"),
    [
        ("explain number 2 again", 2),
        ("how do I do the second one", 2),
        ("what was the first one again", 1),
        ("I don't get the third exercise", 3),
        ("tell me more about the last one", 3),
        ("why number 1?", 1),
        ("how often do I do number two?", 2),
        ("show me cat and camel again", 1),
    ],
)
def test_one_exercise_is_told_again(
    told: tuple[Talk, list[str]], asks: str, number: int
) -> None:
    talk, before = told
    said = talk.say(asks)
    moves = [m["text"] for m in said if "How much:" in m.get("text", "")]

    assert [text[:2] for text in moves] == [f"{number}."]
    assert talk.slot("conversation")["plan"] == before
    assert "did not catch" not in words(said)


def test_a_danger_sign_beside_a_question_about_a_move_is_an_emergency(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    talk.say("explain number 2 again, since this morning I can't feel my bum")

    assert talk.slot("tier") == "emergency"


@pytest.mark.parametrize(
    "asks", ["what now, should I use heat?", "what should I do now, ice or heat?"]
)
def test_a_topic_beside_the_wish_for_advice_is_answered(
    told: tuple[Talk, list[str]], asks: str
) -> None:
    talk, _ = told
    said = words(talk.say(asks)).lower()

    assert "warm" in said
    assert "you can tell me if something changes" in said


def test_a_topic_beside_the_wish_for_advice_comes_before_urgent_advice(
    talk: Talk,
) -> None:
    talk.say("my back is stiff and I have a fever of 39")
    for question in ("nerves", "chest_or_accident", "unwell", "history"):
        talk.press(question, "no")
    talk.say("40")
    said = words(talk.say("what now, should I use heat?")).lower()

    assert talk.slot("tier") == "urgent"
    assert said.index("warm") < said.index("today")
