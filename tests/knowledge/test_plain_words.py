"""Exercises, plans and advice are told in words that people use and can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import textstat

from spinewise.knowledge import Knowledge, load
from spinewise.knowledge.plan_types import Exercise, Variant
from spinewise.knowledge.types import LANGUAGE

WORDS_THAT_CAN_BE_GRADED = 20
HARDEST_GRADE = 8


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The real knowledge folder."""
    return load(Path(__file__).resolve().parents[2] / "knowledge")


def test_every_advice_id_begins_with_its_topic(knowledge: Knowledge) -> None:
    for advice in knowledge.advice.values():
        assert advice.id.startswith(f"{advice.topic}."), advice.id


@pytest.mark.parametrize(
    "topic",
    [
        "strengthening",
        "prevention",
        "medicines",
        "opioids",
        "surgery",
        "scan",
        "causes",
        "seriousness",
        "duration",
        "heat_cold",
        "posture_sitting",
        "sleep",
        "work_lifting",
        "sport_activity",
        "bed_rest",
        "physiotherapist",
        "exercises",
    ],
)
def test_each_topic_that_people_ask_about_has_one_to_three_texts(
    knowledge: Knowledge, topic: str
) -> None:
    texts_told = [each for each in knowledge.advice.values() if each.topic == topic]

    # All of them are said at once, and more than three is a lecture.
    assert 1 <= len(texts_told) <= 3


@pytest.mark.parametrize(
    "topic",
    [
        "self_care",
        "lifting",
        "follow_up",
        "disc",
        "injury",
        "yellow_flags",
        "safety",
        "fallback",
        "special",
        "reason",
        "medicine_facts",
        "recovery",
    ],
)
def test_each_other_topic_has_advice(knowledge: Knowledge, topic: str) -> None:
    assert any(advice.topic == topic for advice in knowledge.advice.values())


def test_an_advice_has_at_most_four_sentences(knowledge: Knowledge) -> None:
    for advice in knowledge.advice.values():
        assert len(re.findall(r"[.!?](?=\s|$)", advice.text)) <= 4, advice.id


@pytest.mark.parametrize(
    ("advice", "words"),
    [
        ("medicines.never_alone", "never be the only"),
        ("medicines.no_dose", "cannot tell you how much"),
        ("opioids.harm", "addiction and overdose"),
        ("opioids.do_not_help", "347"),
        ("surgery.not_for_most", "not the answer for most"),
        ("exercises.no_one_size", "No exercise works for everyone"),
        ("exercises.do_not_overdo", "not to overdo"),
        ("causes.overload", "too much load"),
        ("injury.which_muscles", "thigh"),
        ("injury.symptoms", "have it looked at"),
        ("physiotherapist.what_they_do", "physical therapist"),
        ("stretching.cushion", "cushion under your head"),
    ],
)
def test_what_the_first_article_taught_is_still_said(
    knowledge: Knowledge, advice: str, words: str
) -> None:
    assert words in knowledge.advice[advice].text


def test_nothing_names_a_dose_of_medicine(knowledge: Knowledge) -> None:
    dose = re.compile(
        r"\d+\s?(mg|ml|g)\b|\b(one|two|three|\d+) (tablet|pill|capsule)", re.IGNORECASE
    )

    assert [where for where, text in texts(knowledge) if dose.search(text)] == []


def test_nothing_uses_a_word_that_people_do_not_use(knowledge: Knowledge) -> None:
    hard = re.compile(
        r"\b(urin|stool|faec|fec|bowel movement|lumbar|thorac|supine|prone|acute|"
        r"chronic|repetition|diagnos|analges|contraindic)",
        re.IGNORECASE,
    )

    assert [where for where, text in texts(knowledge) if hard.search(text)] == []


def test_long_texts_can_be_read_by_a_child_of_thirteen(knowledge: Knowledge) -> None:
    too_hard = {
        where: grade
        for where, text in texts(knowledge)
        if len(text.split()) >= WORDS_THAT_CAN_BE_GRADED
        and (grade := textstat.flesch_kincaid_grade(text)) > HARDEST_GRADE
    }

    assert too_hard == {}


def test_the_average_text_can_be_read_at_ten(knowledge: Knowledge) -> None:
    everything = " ".join(text for _, text in texts(knowledge))

    assert textstat.flesch_kincaid_grade(everything) <= 5


def texts_of(exercise: Exercise) -> list[Variant]:
    """The ways to do an exercise that are told by a text."""
    variants = (exercise.easier, exercise.seated, exercise.harder)
    return [variant for variant in variants if variant and variant.text]


def texts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Everything that a person reads, with the place where it stands."""
    for exercise in knowledge.exercises.values():
        yield f"{exercise.id}.why", exercise.why
        yield f"{exercise.id}.steps", " ".join(exercise.steps)
        yield f"{exercise.id}.dose", exercise.dose.text
        yield from ((f"{exercise.id}.stop", text) for text in exercise.stop)
        yield from ((f"{exercise.id}.way", one.text) for one in texts_of(exercise))
    for phase in knowledge.phases.values():
        for part in (phase.aim, phase.do, phase.avoid, phase.progress_when):
            yield phase.id, part
    for stage in knowledge.timeline.values():
        for part in (stage.expect, stage.do, stage.come_back):
            yield stage.id, part
    for item in knowledge.contraindications.values():
        yield item.id, item.why
    for advice in knowledge.advice.values():
        if advice.topic.removeprefix(LANGUAGE) not in knowledge.languages:
            yield advice.id, advice.text
