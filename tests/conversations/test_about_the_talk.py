"""How sure, how private, what if, forget me, this was wrong: all at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from spinewise.rasa import incidents
from spinewise.settings import Settings
from tests.conversations.talking import Bot, Talk, titles, words

DANGER = "my back hurts and I wet myself"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how sure are you?", "I can't be sure"),
        ("is this private?", "Nobody reads along"),
        ("are you a doctor?", "not a doctor"),
        ("what did you check?", "danger signs"),
    ],
)
def test_a_question_about_the_bot_is_answered_and_the_talk_goes_on(
    talk: Talk, question: str, answer: str
) -> None:
    asked = talk.say("my lower back is tight")
    said = talk.say(question)

    assert answer in words(said)
    assert said[-1]["text"] == asked[-1]["text"]


def test_what_was_checked_names_what_was_denied(talk: Talk) -> None:
    talk.say("my lower back is tight")
    talk.press("nerves", "no")

    assert "trouble passing pee" in words(talk.say("what did you check?"))


@pytest.mark.parametrize(
    ("thought", "advice"),
    [
        ("what if I also had a fever?", "doctor today"),
        ("what if I couldn't feel my legs?", "emergency"),
        ("what would you say if I had chest pain?", "emergency"),
    ],
)
def test_what_if_is_answered_and_not_written_down(
    talk: Talk, thought: str, advice: str
) -> None:
    talk.say("my lower back is tight")
    before = talk.slot("case")
    said = words(talk.say(thought))

    assert advice in said
    assert talk.slot("case") == before
    assert talk.slot("tier") == "selfcare"


def test_a_supposed_age_is_not_written_down(talk: Talk) -> None:
    talk.say("my lower back is tight", "what if I was pregnant?")

    assert talk.slot("case")["profile"]["pregnant"] is None


def test_what_is_so_is_never_taken_for_a_thought(talk: Talk) -> None:
    talk.say("my lower back is tight", "what if it's serious, I can't feel my bum")

    assert talk.slot("tier") == "emergency"


def test_forgetting_is_confirmed_and_deletes_everything(bot: Bot, talk: Talk) -> None:
    talk.say("my lower back is tight since monday", "forget me")
    assert talk.slot("case")["complaint"] == "tightness"
    said = words(talk.press("forget", "yes"))

    assert "deleting" in said
    assert talk.slot("case") is None
    assert talk.sender not in bot.run(bot.agent.tracker_store.keys())


def test_who_says_no_is_not_forgotten(talk: Talk) -> None:
    asked = talk.say("my lower back is tight")
    talk.say("forget me")
    said = talk.say("no")

    assert talk.slot("case")["complaint"] == "tightness"
    assert said[-1]["text"] == asked[-1]["text"]


def test_who_is_forgotten_in_danger_is_still_told_to_get_help(talk: Talk) -> None:
    talk.say(DANGER, "forget me")

    assert "get help now" in words(talk.press("forget", "yes"))


def test_a_danger_sign_in_place_of_a_yes_is_an_emergency(talk: Talk) -> None:
    talk.say("my lower back is tight", "forget me", "I can't feel my bum")

    assert talk.slot("tier") == "emergency"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An incident log of this test's own."""
    file = tmp_path / "logs" / "incidents.jsonl"
    monkeypatch.setattr(incidents, "settings", lambda: Settings(incident_log=str(file)))
    return file


@pytest.mark.parametrize(("consent", "kept"), [("yes", True), ("no", False)])
def test_a_report_keeps_words_only_with_consent(
    talk: Talk, log: Path, consent: str, kept: bool
) -> None:
    talk.say(DANGER, "this advice was wrong")
    talk.press("report", consent)
    report = json.loads(log.read_text())

    assert report["tier"] == "emergency"
    assert report["rules"]
    assert report["knowledge"]
    assert ("wet myself" in log.read_text()) is kept
    assert talk.sender not in log.read_text()


def test_who_wants_nothing_kept_gets_that(talk: Talk, log: Path) -> None:
    talk.say(DANGER, "this advice was wrong")
    talk.press("report", "nothing")

    assert not log.exists()


def outcome_of_a_fever(talk: Talk) -> list[dict[str, Any]]:
    """Deny whatever is asked until the outcome is shown; return that answer."""
    said = talk.say("my back aches since yesterday and I have a fever, I'm 30, male")
    for _ in range(10):
        if any(message.get("card") for message in said):
            return said
        said = talk.say("no")
    raise AssertionError("no outcome after ten questions")


def test_the_country_is_asked_once_and_then_used(talk: Talk) -> None:
    asked = outcome_of_a_fever(talk)
    named = words(talk.say("uk"))
    later = words(talk.say("my left leg has gone weak and won't hold me"))

    assert "Skip" in titles(asked)
    assert "999" in named
    assert "999" in later


def test_a_question_in_place_of_the_country_is_answered(talk: Talk) -> None:
    outcome_of_a_fever(talk)

    assert "Nobody reads along" in words(talk.say("is this private?"))


def test_an_emergency_is_repeated_with_who_can_help_and_then_shortly(
    talk: Talk,
) -> None:
    talk.say(DANGER)
    first = words(talk.say("no, I won't go, just give me exercises"))
    second = words(talk.say("I said no hospital"))

    assert "Someone near you" in first
    assert len(second) < len(first)
    assert "call" in second


@pytest.mark.parametrize("message", ["what?", "huh?", "what do you mean?"])
def test_who_does_not_follow_is_asked_again(talk: Talk, message: str) -> None:
    asked = talk.say("my lower back is tight")
    said = talk.say(message)

    assert said[-1]["text"] == asked[-1]["text"]
    assert not talk.slot("case").get("answers")


def test_in_a_crisis_what_is_repeated_is_whom_to_talk_to(talk: Talk) -> None:
    talk.say("my back hurts and I want to end it all")
    first = words(talk.say("leave me alone"))
    then = words(talk.say("just give me exercises"))

    for said in (first, then):
        assert "talk to someone now" in said
        assert "nerves" not in said
    assert first != then


def test_why_care_at_home_is_told_shortly_and_with_its_source(talk: Talk) -> None:
    talk.say("my lower back is tight since monday", "no", "no", "no", "no", "34, male")
    said = talk.say("/ask_why")

    assert "Source:" in said[0]["text"]
    assert len(said[0]["text"].split()) < 90
