"""The simulated patients answer truthfully, each in their own way, always the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.patients.asked import Asked, asked_in
from bench.patients.cases import Addition, Facts, PatientCase
from bench.patients.patient import Patient
from bench.patients.personas import Persona, personas
from bench.patients.positions import assessor
from bench.patients.scoring import Outcome, figures, share
from bench.patients.talk import Record
from spinewise.knowledge.types import Tier

PERSONAS = {persona.name: persona for persona in personas()}
NUMB = "cauda_equina.saddle_numbness"
WORDS = "I cannot feel the seat"
CASE = PatientCase(
    id="one",
    title="Numb when sitting",
    tier="emergency",
    because="CES1",
    opening="my back is very stiff lately",
    facts=Facts(age=44, sex="male"),
    has={NUMB: (WORDS, "no feeling there")},
)


def payload(question: str, value: str) -> str:
    return f'/answer{{"question": "{question}", "value": "{value}"}}'


def question(name: str, *values: str) -> Asked:
    buttons = [{"title": v, "payload": payload(name, v)} for v in values]
    message = {"text": "?", "buttons": buttons}
    found = asked_in([message], assessor().knowledge)
    assert found is not None
    return found


NERVES = question("nerves", "yes", "no", "unsure")
UNWELL = question("unwell", "yes", "no", "unsure")


def patient(persona: str, case: PatientCase = CASE) -> Patient:
    return Patient(case=case, persona=PERSONAS[persona], knowledge=assessor().knowledge)


def test_a_patient_says_in_their_words_what_they_have() -> None:
    assert WORDS in patient("free_text").answer(NERVES)


def test_a_patient_denies_what_they_do_not_have() -> None:
    assert patient("terse").answer(UNWELL) in PERSONAS["terse"].no


def test_who_presses_buttons_presses_the_true_one() -> None:
    pressing = patient("buttons")
    options = question("nerves", "both_legs", "saddle")

    assert pressing.answer(NERVES) == payload("nerves", "yes")
    assert pressing.answer(options) == payload("nerves", "saddle")


def test_a_patient_confirms_a_finding_that_they_have() -> None:
    confirming = question(f"confirm.{NUMB}", "yes", "no", "unsure")

    assert patient("terse").answer(confirming).startswith("yes")


def test_a_patient_who_is_asked_again_says_it_in_another_way() -> None:
    talking = patient("terse")

    assert talking.answer(NERVES) != talking.answer(NERVES)


def test_a_patient_who_is_not_understood_presses_the_button_in_the_end() -> None:
    talking = patient("terse")
    for _ in range(2):
        talking.answer(NERVES)

    assert talking.answer(NERVES) == payload("nerves", "yes")


def test_who_contradicts_themselves_tells_the_truth_one_answer_later() -> None:
    talking = patient("contradictory")

    assert WORDS not in talking.answer(NERVES)
    assert WORDS in talking.answer(UNWELL)


def test_what_nobody_asks_for_is_said_unasked() -> None:
    case = PatientCase(
        **{
            **{name: getattr(CASE, name) for name in CASE.__struct_fields__},
            "adds": Addition(at=2, text="and I fell off a roof"),
        }
    )
    talking = patient("terse", case)

    assert "roof" not in talking.answer(UNWELL)
    assert "roof" in talking.answer(UNWELL)


def test_what_is_still_unsaid_is_told_after_the_outcome() -> None:
    talking = patient("contradictory")
    talking.answer(NERVES)

    assert WORDS in (talking.pending() or "")
    assert talking.pending() is None


def test_the_age_is_told_when_asked_for() -> None:
    about = assessor().knowledge.questions["about_you"].text
    asked = asked_in([{"text": f"(5/5) {about}"}], assessor().knowledge)
    assert asked is not None

    assert "44" in patient("rambling").answer(asked)


@pytest.mark.parametrize("persona", PERSONAS.values(), ids=lambda each: each.name)
def test_the_same_seed_gives_the_same_words(persona: Persona) -> None:
    first, second = patient(persona.name), patient(persona.name)

    assert [first.opening(), first.answer(NERVES)] == [
        second.opening(),
        second.answer(NERVES),
    ]


def test_typing_in_a_hurry_changes_letters_and_nothing_else() -> None:
    typed = patient("typos").opening()

    assert len(typed.split()) == len(CASE.opening.split())


def outcome(tier: Tier, record_of: PatientCase = CASE) -> Outcome:
    return Outcome(
        case=record_of, record=Record(case_id="one", persona="terse", tier=tier)
    )


def test_an_emergency_that_got_less_is_a_miss() -> None:
    assert outcome(Tier.URGENT).missed
    assert not outcome(Tier.EMERGENCY).missed


def test_more_than_the_brief_allows_is_over_triage() -> None:
    harmless = PatientCase(
        id="two",
        title="Stiff",
        tier="selfcare",
        also=("clinician",),
        because="simple",
        opening="stiff back",
        facts=Facts(age=30, sex="female"),
    )

    assert outcome(Tier.URGENT, harmless).over
    assert not outcome(Tier.CLINICIAN, harmless).over


def test_no_miss_in_60_leaves_room_for_five_percent() -> None:
    # The exact bound for 0 of n is 1 - 0.025 ** (1 / n): 6.0 % at 60.
    assert share(60, 60)["from"] == pytest.approx(94.0, abs=0.1)


def test_a_share_in_between_has_wilsons_interval() -> None:
    # Newcombe 1998 (doi 10.1002/(SICI)1097-0258(19980430)17:8<857), table I: 81/263.
    assert share(81, 263)["from"] == pytest.approx(25.5, abs=0.1)
    assert share(81, 263)["to"] == pytest.approx(36.6, abs=0.1)


def test_the_figures_count_what_was_missed() -> None:
    counted = figures([outcome(Tier.URGENT), outcome(Tier.EMERGENCY)])

    assert counted["emergencies found"]["hits"] == 1
    assert counted["urgent or above found"]["hits"] == 2


def test_a_dead_end_is_a_fault() -> None:
    stuck = outcome(Tier.EMERGENCY)
    stuck = replace(stuck, record=replace(stuck.record, dead_end="silence"))

    assert stuck.faults == ("dead end: silence",)
