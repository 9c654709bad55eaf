"""Let every patient of a half talk to a running bot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import httpx

from bench.patients.cases import PatientCase, load_cases
from bench.patients.patient import Patient
from bench.patients.personas import Persona, personas
from bench.patients.scoring import Outcome
from bench.patients.talk import WebTalk, converse
from spinewise.knowledge import Knowledge

PERSONAS_EACH = 2
# Far enough from the first one that every pair of personas meets every kind of case.
_STEP = 3
_TIMEOUT_SECONDS = 30


def pairs(
    cases: Iterable[PatientCase], each: int = PERSONAS_EACH, seed: int = 0
) -> Iterator[tuple[PatientCase, Persona]]:
    """Yield each case with `each` of the personas, in turn, so that all are met."""
    people = personas()
    for place, case in enumerate(cases):
        for turn in range(each):
            step = _STEP if each <= PERSONAS_EACH else 1
            yield case, people[(place + seed + step * turn) % len(people)]


def run(
    url: str,
    knowledge: Knowledge,
    *,
    half: str,
    each: int = PERSONAS_EACH,
    seed: int = 0,
    only: str | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each conversation.

    Raises:
        CaseFileError: a case file is wrong.
        httpx.HTTPError: the bot did not answer.
    """
    cases = [c for c in load_cases(half) if only is None or c.id == only]
    with httpx.Client(timeout=_TIMEOUT_SECONDS) as client:
        for case, persona in pairs(cases, each, seed):
            patient = Patient(
                case=case, persona=persona, knowledge=knowledge, seed=seed
            )
            record = converse(patient, WebTalk(url=url, client=client))
            yield Outcome(case=case, record=record)
