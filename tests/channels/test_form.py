"""How answers look on both services: long ones, many choices, outcomes, progress."""

from __future__ import annotations

import pytest

from tests.channels.person import Person
from tests.channels.server import Heard
from tests.channels.test_both import ask_about_nerves


def test_a_very_long_answer_arrives_whole_with_its_buttons_last(
    person: Person, heard: Heard
) -> None:
    words = " ".join(f"word{number} <&>" for number in range(1500))
    heard.answer = [{**ask_about_nerves(), "text": words}]

    person.post_text("hi")

    person.fake.wait_for(lambda: person.seen() and person.titles())
    assert " ".join(" ".join(person.shown()).split()) == words
    assert person.titles() == ["Yes", "No", "Not sure"]


def test_many_choices_all_arrive(person: Person, heard: Heard) -> None:
    titles = [f"Choice {number}" for number in range(60)]
    buttons = [{"title": each, "payload": f"/answer{each}"} for each in titles]
    heard.answer = [{"text": "Which?", "buttons": buttons}]

    person.say("hi")

    assert person.titles() == titles


@pytest.mark.parametrize("tier", ["emergency", "urgent", "clinician", "selfcare"])
def test_an_outcome_is_headed_by_its_tier(
    person: Person, heard: Heard, tier: str
) -> None:
    heard.answer = [{"text": "Do this.", "custom": {"card": {"tier": tier}}}]

    person.say("hi")

    heading, text = person.shown()[0].split("\n")
    assert len(heading) > 5
    assert text == "Do this."


def test_progress_is_told_in_words(person: Person, heard: Heard) -> None:
    heard.answer = [{"text": "Fever?", "custom": {"progress": {"step": 2, "of": 5}}}]

    person.say("hi")

    assert person.shown() == ["Question 2 of 5\nFever?"]
