"""A move that hurts is left out and the rest stays; a pain that is news is asked about."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Bot, Talk, titles, words
from tests.conversations.test_wishes import shown

QUESTIONS = ("nerves", "chest_or_accident", "unwell", "history")


@pytest.fixture
def told(bot: Bot) -> tuple[Talk, list[str]]:
    """A conversation in which a bridge and other moves were just shown, and these."""
    talk = Talk(bot)
    talk.say("my lower back is stiff since monday")
    for question in QUESTIONS:
        talk.press(question, "no")
    return talk, shown(talk.say("34, male"))


def waiting(talk: Talk) -> str | None:
    """What the conversation waits for."""
    found: str | None = talk.slot("conversation").get("waiting")
    return found


@pytest.mark.parametrize(
    "said",
    [
        "the second one hurts",
        "number 2 hurts",
        "the second is painful",
        "number 2 hurts again",
        "the second one hurts when I do it",
        "number two pinches a bit",
    ],
)
def test_a_move_that_hurts_is_left_out_by_its_number(
    told: tuple[Talk, list[str]], said: str
) -> None:
    talk, before = told
    after = shown(talk.say(said))

    assert before[1] not in after
    assert [each for each in before if each != before[1]] == after[: len(before) - 1]


@pytest.mark.parametrize(
    "way", ["that one hurts, the {} one", "the {} hurts my back", "{} hurts"]
)
def test_a_move_that_hurts_is_left_out_by_its_name(
    told: tuple[Talk, list[str]], way: str
) -> None:
    talk, before = told
    names = {"cat_camel": "cat", "childs_pose": "heels", "pelvic_tilt": "tilt"}
    meant = next(each for each in before if each in names)
    said = talk.say(way.format(names[meant]))

    assert meant not in shown(said)
    assert {*before} - {meant} <= {*shown(said)}
    assert "None of these" not in titles(said)
    assert "outcome" not in words(said)


@pytest.mark.parametrize("said", ["that one hurts my back", "that hurts", "ouch"])
def test_where_it_is_open_which_move_hurts_it_is_asked(
    told: tuple[Talk, list[str]], said: str
) -> None:
    talk, before = told
    asked = talk.say(said)

    assert waiting(talk) == "hurting"
    assert len(titles(asked)) == len(before) + 3
    assert talk.slot("conversation")["plan"] == before


@pytest.mark.parametrize("reply", ["the first one", "number 1", "1st - number one"])
def test_the_answer_names_the_move_to_leave_out(
    told: tuple[Talk, list[str]], reply: str
) -> None:
    talk, before = told
    talk.say("that hurts")
    after = shown(talk.say(reply))

    assert before[0] not in after
    assert before[1] in after


def test_a_button_names_the_move_to_leave_out(told: tuple[Talk, list[str]]) -> None:
    talk, before = told
    talk.say("that hurts")
    after = shown(talk.press("hurting", before[1]))

    assert before[1] not in after
    assert before[0] in after


def test_when_all_hurt_other_moves_come(told: tuple[Talk, list[str]]) -> None:
    talk, before = told
    talk.say("that hurts")
    after = shown(talk.say("all of them"))

    assert after
    assert not set(after) & set(before)


@pytest.mark.parametrize(
    "said",
    [
        "number 2 hurts and it goes down my leg",
        "that hurts, it is a new pain",
        "number 2 gives me a sharp pain",
        "that one hurts and my foot is numb",
        "number 1 makes it worse, it's getting worse",
    ],
)
def test_a_pain_that_is_news_is_asked_about(
    told: tuple[Talk, list[str]], said: str
) -> None:
    talk, _ = told
    talk.say(said)

    assert waiting(talk) in (*QUESTIONS, "confirm.nerve.leg_numbness") or (
        str(waiting(talk)).startswith("confirm.")
    )


def test_a_button_tells_that_the_pain_is_new(told: tuple[Talk, list[str]]) -> None:
    talk, _ = told
    talk.say("that hurts")
    said = talk.press("hurting", "new")

    assert "danger signs once more" in words(said)
    assert waiting(talk) in QUESTIONS


def test_an_easier_way_of_the_move_that_hurts_comes_when_it_is_asked_for(
    told: tuple[Talk, list[str]],
) -> None:
    talk, before = told
    said = talk.say("number 2 hurts, something easier?")

    assert shown(said) == before
    assert talk.slot("conversation")["eased"] == [before[1]]
    assert before[1] not in shown(talk.say("number 2 still hurts, easier please"))


def test_a_bridge_that_hurts_is_no_arching_in_sports(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    talk.say("too easy")
    talk.say("the bridge hurts, something easier?")

    assert talk.slot("tier") == "selfcare"


def test_what_was_denied_stays_in_the_summary(told: tuple[Talk, list[str]]) -> None:
    talk, _ = told
    talk.say("that one hurts", "the first one")
    said = words(talk.say("summary please"))

    assert "Numbness between your legs" in said
    assert "Earlier answer" not in said
    assert [talk.slot("case")["answers"][each] for each in QUESTIONS] == ["no"] * 4


@pytest.mark.parametrize("said", ["I don't know", "not sure really"])
def test_who_cannot_say_which_one_hurts_gets_others(
    told: tuple[Talk, list[str]], said: str
) -> None:
    talk, before = told
    talk.say("that hurts")
    after = shown(talk.say(said))

    assert after
    assert not set(after) & set(before)


def test_a_question_in_place_of_which_one_sets_nothing_aside(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    talk.say("that hurts")
    talk.say("why do you ask?")

    assert "disliked" not in talk.slot("conversation")


def test_a_danger_sign_in_place_of_which_one_is_an_emergency(
    told: tuple[Talk, list[str]],
) -> None:
    talk, _ = told
    talk.say("that hurts", "I wet myself and didn't feel it")

    assert talk.slot("tier") == "emergency"
