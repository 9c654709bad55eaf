"""The patients' cases are many, of every kind, and not copied from the lexicon."""

from __future__ import annotations

import re
from functools import cache

import pytest

from bench.patients.cases import HALVES, PatientCase, load_cases
from bench.patients.positions import assessor, signs
from spinewise.knowledge.types import Tier
from spinewise.language import load_lexicon
from spinewise.settings import settings
from tests.knowledge.brief_rows import COMBINATIONS, ROWS

LEXICON = settings().knowledge_path / "lexicon" / "en"
HARMLESS = (Tier.NONE, Tier.SELFCARE)
# The rows that the brief marks E, at least in some people.
EMERGENCY_ROWS = re.findall(
    r"\w+",
    """
    CES1 CES2 CES3 CES4 CES5 CES6 CES7 NEU1 NEU2 CORD1 CORD2 SSEH1 PROC1 VAS1 VAS2 VAS3
    CAR1 CAR2 PE1 RES1 PNX1 STR1 MEN1 INF2 SEP1 FX1 FX6 CA1 KID1 KID2 PAN1 ULC1 PRG1
    PRG2 PRG3 TES1 PAE1 SEV1 MED1 MH1 ABU1 K02 K05 K13
    """,
)


def every_case() -> list[PatientCase]:
    return [case for half in HALVES for case in load_cases(half)]


def rows_of(case: PatientCase) -> set[str]:
    return set(re.findall(r"\b[A-Z]+\d+\b", case.because))


def test_there_are_at_least_300_patients() -> None:
    assert len(every_case()) >= 300


def test_half_of_the_patients_are_kept_for_the_final_run() -> None:
    dev, final = (len(load_cases(half)) for half in HALVES)

    assert abs(dev - final) <= len(every_case()) // 50


def test_no_patient_is_in_both_halves() -> None:
    dev, final = ({case.opening for case in load_cases(half)} for half in HALVES)

    assert not dev & final


@pytest.mark.parametrize("half", HALVES)
def test_a_third_of_the_patients_are_emergencies(half: str) -> None:
    every = load_cases(half)

    assert sum(case.expected is Tier.EMERGENCY for case in every) * 3 >= len(every)


@pytest.mark.parametrize("half", HALVES)
def test_enough_patients_are_harmless_to_measure_needless_alarm(half: str) -> None:
    every = load_cases(half)

    assert sum(case.expected in HARMLESS for case in every) >= 50


@pytest.mark.parametrize("half", HALVES)
def test_every_emergency_row_of_the_brief_has_a_patient(half: str) -> None:
    met = {
        row
        for case in load_cases(half)
        if case.expected is Tier.EMERGENCY
        for row in rows_of(case)
    }

    assert set(EMERGENCY_ROWS) - met == set()


def test_every_reason_names_rows_of_the_brief() -> None:
    known = {*ROWS, *COMBINATIONS}

    assert {row for case in every_case() for row in rows_of(case)} <= known


def test_everything_that_a_patient_has_is_a_finding_or_a_row() -> None:
    known = {*ROWS, *assessor().knowledge.findings}

    assert {key for case in every_case() for key in (*case.has, *case.told)} <= known


@pytest.mark.parametrize("half", HALVES)
def test_every_emergency_row_has_a_sign_to_say_anywhere(half: str) -> None:
    told = {sign.row for sign in signs(half)}
    # These need an answer beside the sign, so no single sentence tells them.
    told |= {"INF2", "CA1", "KID1", "PRG1", "PRG2", "PRG3", "K13"}

    assert set(EMERGENCY_ROWS) - told == set()


def plain(text: str) -> str:
    words = re.sub(r"[^a-z0-9 ]+", "", text.lower().replace("-", " "))
    return f" {' '.join(words.split())} "


@cache
def phrases_of_danger() -> set[str]:
    """Return every run of words that alone makes the listener hear a red flag.

    What belongs to a history is left out: an illness or a medicine has one name.
    """
    lexicon = load_lexicon(LEXICON)
    concepts = {concept.id: concept.words for concept in lexicon.concepts}
    found = set()
    for entry in lexicon.phrases:
        finding = assessor().knowledge.findings[entry.finding]
        if not finding.red_flag or finding.history:
            continue
        for said in entry.say:
            alone = re.fullmatch(r"<(\w+)>", said)
            words = concepts.get(alone[1], ()) if alone else (said,)
            found |= {plain(w) for w in words if re.fullmatch(r"[\w' -]+", w)}
    return {phrase for phrase in found if len(phrase.split()) > 1}


@pytest.mark.parametrize("halves", [HALVES, ("final",)], ids=["all", "final"])
def test_at_most_a_fifth_of_the_danger_wordings_hold_a_lexicon_phrase(
    halves: tuple[str, ...],
) -> None:
    phrases = phrases_of_danger()
    cases = [case for half in halves for case in load_cases(half)]
    wordings = [plain(words) for case in cases for words in case.danger_wordings]
    copied = [words for words in wordings if any(each in words for each in phrases)]

    assert len(phrases) > 1000
    assert len(copied) <= len(wordings) * 0.2, copied
