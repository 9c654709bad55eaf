"""The summary says all that matters, on one page, whatever a person wrote."""

from __future__ import annotations

import datetime
import re
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from spinewise.dialogue.state import Conversation, State
from spinewise.knowledge import load
from spinewise.settings import ROOT, settings
from spinewise.summary import Summary, as_pdf, as_text, collect, read_words
from spinewise.triage import assess
from spinewise.triage.types import Assertion, Case, Mention, Profile

KNOWLEDGE = load(settings().knowledge_path)
WORDS = read_words(ROOT / "data" / "responses" / "summary.yml")
TOLD = "my back hurts and there is <b>blood</b> in my pee"
CASE = Case(
    mentions=(
        Mention(
            finding="kidney.pee_burning_or_blood",
            assertion=Assertion.PRESENT,
            quote="blood</b> in my pee",
        ),
    ),
    answers={"nerves": "no", "chest_or_accident": "unsure", "about_you": 61},
    profile=Profile(onset_days=9, medicines=("naproxen",)),
    complaint="pain",
    region="lower",
)
TALK = Conversation(told=(TOLD,), given=("walking",))


def summary(case: Case = CASE, talk: Conversation = TALK) -> Summary:
    """The summary of a conversation."""
    return collect(
        State(case=case, conversation=talk),
        assess(case, KNOWLEDGE),
        KNOWLEDGE,
        WORDS,
        today=datetime.date(2026, 3, 1),
        version="9.9",
    )


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type /Page\b", pdf))


@pytest.mark.parametrize(
    "words",
    [
        TOLD,
        "See a doctor today",
        "Age: 61",
        "Began about 9 days before",
        "naproxen",
        "Short walks",
        "Have you noticed any of these lately? Trouble with pee or poo.",
        "Answer: No",
        "Answer: Not sure",
        "numbness or tingling between your legs",
        '"blood</b> in my pee"',
        "kidney.urine_signs (See a doctor today)",
        "2026-03-01",
        KNOWLEDGE.hash[:12],
    ],
)
def test_a_clinician_finds_it_in_the_summary(words: str) -> None:
    assert words in as_text(summary())


def test_an_open_check_does_not_say_that_no_danger_was_found() -> None:
    case = Case(complaint="pain", answers={"nerves": "no"})
    text = as_text(summary(case))

    assert "no danger sign was found" not in text
    assert WORDS.line["open"] in text


def test_words_of_a_crisis_are_not_quoted() -> None:
    said = Mention(
        finding="crisis.self_harm",
        assertion=Assertion.PRESENT,
        quote="I want to end it all",
    )
    text = as_text(summary(replace(CASE, mentions=(said,))))

    assert "end it all" not in text
    assert KNOWLEDGE.findings["crisis.self_harm"].label in text


def test_the_pdf_is_one_page() -> None:
    assert pages(as_pdf(summary())) == 1


@hypothesis_settings(max_examples=8, deadline=None)
@given(st.lists(st.text(max_size=240), max_size=6))
def test_any_words_become_one_page(told: list[str]) -> None:
    talk = replace(TALK, told=tuple(told))

    assert pages(as_pdf(summary(talk=talk))) == 1


def test_the_longest_story_becomes_one_page() -> None:
    answers = dict.fromkeys(KNOWLEDGE.questions, "unsure")
    mentions = tuple(
        Mention(finding=each, assertion=Assertion.PRESENT, quote="x" * 200)
        for each in KNOWLEDGE.findings
    )
    case = replace(CASE, mentions=mentions, answers=answers)
    talk = Conversation(told=("w" * 240,) * 6, given=tuple(KNOWLEDGE.exercises))

    assert pages(as_pdf(summary(case, talk))) == 1


def test_what_a_person_wrote_cannot_become_part_of_the_pdf_itself() -> None:
    talk = replace(TALK, told=("(x) Tj ET /URI (http://evil.example) >> endobj",))
    pdf = as_pdf(summary(talk=talk))
    streams = [
        zlib.decompress(found)
        for found in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
        if found[:1] == b"\x78"
    ]

    assert b"evil.example" not in pdf
    assert not any(b"/URI (http" in stream for stream in streams)
