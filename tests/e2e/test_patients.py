"""Simulated patients talk to a running bot, and interrupt it with danger signs."""

from __future__ import annotations

import httpx
import pytest

from bench.patients.cases import load_cases
from bench.patients.interruptions import PLACES, interrupt
from bench.patients.patient import Patient
from bench.patients.personas import personas
from bench.patients.positions import assessor, signs
from bench.patients.scoring import Outcome
from bench.patients.talk import WebTalk, converse

CASES = {case.id: case for case in load_cases("dev")}
PERSONAS = {persona.name: persona for persona in personas()}


@pytest.mark.parametrize(
    ("case_id", "persona"),
    [
        ("desk-tight", "buttons"),
        ("car1-woman", "rambling"),
        ("fx1-stairs", "buttons"),
        ("ca1-breast", "terse"),
        ("hello", "free_text"),
    ],
)
def test_a_patient_gets_the_tier_of_the_brief(
    url: str, case_id: str, persona: str
) -> None:
    patient = Patient(
        case=CASES[case_id],
        persona=PERSONAS[persona],
        knowledge=assessor().knowledge,
    )
    with httpx.Client(timeout=30) as client:
        record = converse(patient, WebTalk(url=url, client=client))

    assert Outcome(case=patient.case, record=record).faults == ()


@pytest.mark.parametrize("place", PLACES)
def test_a_danger_sign_is_answered_at_once_wherever_the_talk_is(
    url: str, place: str
) -> None:
    sign = next(sign for sign in signs("dev") if sign.text == "I wet myself")
    with httpx.Client(timeout=30) as client:
        assert interrupt(url, client, sign, place).caught
