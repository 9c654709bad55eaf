"""Whole conversations with the real bot, over both services."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from spinewise.rasa.channels.people import People
from tests.channels.person import Person
from tests.fakes.server import Fault

TIGHT = "my lower back is really tight after sitting all week"
CANNOT_FEEL = "my back hurts and I can't feel when I pee"
NONE = "None of these"


@pytest.fixture
def person(visitor: Person) -> Person:
    """Who talks here: a new person on either service."""
    return visitor


def last(person: Person, words: str) -> str:
    """Wait until something with these words was said; return all that was."""
    person.fake.wait_for(lambda: words in "\n".join(person.shown()), words)
    return "\n".join(person.shown())


def answer_all(person: Person, *answers: str) -> None:
    """Press these buttons, each as soon as it is there."""
    for title in answers:
        person.fake.wait_for(lambda t=title: person.seen() and t in person.titles())
        person.press(title)


def answer_about_oneself(person: Person, words: str) -> None:
    """Answer the last question, which has no buttons."""
    person.fake.wait_for(lambda: person.seen() and not person.titles())
    person.post_text(words)


def test_a_tight_back_reaches_its_exercises_by_buttons(person: Person) -> None:
    person.post_text(TIGHT)
    answer_all(person, NONE, NONE, NONE, NONE)
    answer_about_oneself(person, "34, not pregnant")

    text = last(person, "Care for yourself")
    assert "How much:" in last(person, "How much:")
    assert "🟢" in text


def test_an_emergency_is_answered_in_one_message_action_first(person: Person) -> None:
    [answer] = person.say(CANNOT_FEEL)

    heading, first, *_ = person.shown()[0].split("\n")
    assert "Emergency" in heading
    assert first.startswith("Go to the emergency department now")
    assert answer is not None


def test_an_urgent_sign_leads_to_a_doctor_today(person: Person) -> None:
    person.post_text("my back aches and I have a fever and shivers")
    answer_all(person, NONE, NONE, NONE, NONE)
    answer_about_oneself(person, "45, male")

    text = last(person, "Get checked by a doctor today")
    assert "Urgent" in text
    assert "How much:" not in text


def test_a_long_lasting_pain_leads_to_a_clinician(person: Person) -> None:
    person.post_text("my back has hurt for 3 months and is not getting any better")
    answer_all(person, NONE, NONE, NONE, NONE)
    answer_about_oneself(person, "45")

    assert "two weeks" in last(person, "See someone soon")


def test_words_of_self_harm_are_met_with_a_helpline_and_never_softened(
    person: Person,
) -> None:
    person.say("I want to kill myself because of this back pain")
    heading, first, more = person.shown()[0].split("\n", 2)
    later = (
        "no one can help me anyway",
        "ok I didn't mean it",
        "my back is just tight",
        "/exercises",
        "thanks, bye",
        "/forget",
    )
    for words in later:
        person.say(words)
    last(person, "Shall I delete our chat")
    person.press("No, keep it")
    last(person, "I keep it")
    [file] = person.say("/summary")

    assert "Emergency" in heading
    assert "112" in first
    assert "find a helpline" in more
    assert "How much:" not in "\n".join(person.shown())
    assert person.tracker()["slots"]["tier"] == "emergency"
    assert "PDF" in str(file.get("document") or file.get("content"))


def test_after_another_start_words_of_self_harm_are_met_again(
    person: Person,
) -> None:
    person.say("/start")
    person.say(TIGHT)
    last(person, "Question 1 of")
    person.say("start again")
    person.press("Yes, start again")
    last(person, "Here is a new check")
    person.post_text("I want to kill myself")

    last(person, "find a helpline")
    assert person.tracker()["slots"]["tier"] == "emergency"


def test_another_body_part_is_sent_elsewhere(person: Person) -> None:
    person.post_text("I have had tummy ache for a week")

    last(person, "only know about backs")


def test_why_is_answered_by_its_button(person: Person) -> None:
    person.post_text(TIGHT)
    answer_all(person, "Why do you ask?")

    last(person, "Source:")


def test_help_lists_the_commands(person: Person) -> None:
    person.post_text("/help")

    text = last(person, "I ask a few questions")
    assert "forget: delete our chat" in text


def test_exercises_are_asked_for_by_command(person: Person) -> None:
    person.post_text("/exercises")

    last(person, "1 of")


def test_start_says_who_speaks(person: Person) -> None:
    person.post_text("/start")

    text = last(person, "computer program")
    assert "not a doctor" in text
    assert "keeps what we write here" in text
    assert "I delete our chat" not in text


def test_the_summary_is_a_file(person: Person) -> None:
    person.post_text("/summary")
    last(person, "nothing to put on a page yet")
    person.say(CANNOT_FEEL)

    [file] = person.say("/summary")

    assert "PDF" in str(file.get("document") or file.get("content"))


def test_forget_deletes_the_conversation_after_a_yes(person: Person) -> None:
    person.say(CANNOT_FEEL)
    person.say("/forget")
    person.press("Yes, delete it")
    last(person, "I have deleted our chat")

    person.post_text("/summary")

    last(person, "nothing to put on a page yet")


@pytest.mark.parametrize("wish", ["/forget", "forget me"])
def test_who_is_forgotten_is_no_longer_written_to(
    person: Person, bot_folder: Path, wish: str
) -> None:
    people = People(bot_folder / ".spinewise" / "people.sqlite")
    person.say("/remind")
    last(person, "I will write to you")
    assert person.address in addresses(people, person.channel)

    person.say(wish)
    last(person, "Shall I delete")
    person.press("Yes, delete it")

    person.fake.wait_for(
        lambda: person.address not in addresses(people, person.channel)
    )


def addresses(people: People, channel: str) -> list[str]:
    """Return whom the bot writes to by itself."""
    return [each.address for each in people.of(channel)]


def test_forget_keeps_the_conversation_after_a_no(person: Person) -> None:
    person.say(CANNOT_FEEL)
    person.say("/forget")
    person.press("No, keep it")

    [file] = person.say("/summary")

    assert "PDF" in str(file.get("document") or file.get("content"))


def test_a_summary_cannot_be_had_by_guessing_whose_it_is(
    person: Person, bot_url: str
) -> None:
    person.say(CANNOT_FEEL)
    for each in (person.conversation, quote(person.conversation)):
        assert httpx.get(f"{bot_url}/summary/{each}.pdf").status_code == 404


def test_a_conversation_outlives_an_outage_of_the_service(person: Person) -> None:
    person.post_text(TIGHT)
    person.fake.wait_for(lambda: person.seen() and NONE in person.titles())
    pressed = person.pressed(NONE)
    person.fake.down()
    person.post_press(pressed)
    person.post_text("and I can't feel when I pee")
    person.fake.up()

    last(person, "Go to the emergency department now")
    assert "\n".join(person.shown()).count("Question 2 of") == 1


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        (NONE, "I no longer know what you told me"),
        ("Yes, any of these", "Emergency: act now"),
    ],
)
def test_an_answer_to_a_lost_question_says_so_and_counts(
    person: Person, title: str, answer: str
) -> None:
    person.post_text(TIGHT)
    person.fake.wait_for(lambda: person.seen() and title in person.titles())
    pressed = person.pressed(title)
    person.say("/forget")
    person.press("Yes, delete it")
    last(person, "I have deleted our chat")

    person.post_press(pressed)

    last(person, answer)


def test_faults_in_the_middle_lose_and_repeat_nothing(person: Person) -> None:
    person.fake.fail(Fault(), Fault(status=429, retry_after=1), Fault(status=0))

    person.post_text(TIGHT)
    answer_all(person, NONE, NONE)

    last(person, "Question 3 of")
    for number in (1, 2, 3):
        assert "\n".join(person.shown()).count(f"Question {number} of") == 1
