"""Decide who the patient is, from what each person is said to have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spinewise.language.marked import UNNAMED, WRITER


@dataclass(frozen=True, slots=True)
class Evidence:
    """Somebody is said to have something.

    `current` says that it is of now, `complaint` that it is the back itself.
    """

    person: str
    current: bool
    complaint: bool = False


def patient_of(evidence: Sequence[Evidence]) -> str:
    """Return who the patient is: `WRITER` or the word for somebody else."""
    writer = [item for item in evidence if item.person == WRITER]
    others = [i for i in evidence if i.person not in (WRITER, "") and i.current]
    told = any(item.complaint for item in writer)
    if told or len(others) <= len(writer):
        return WRITER
    people = [item.person for item in sorted(others, key=_complaint_first)]
    named = [person for person in people if person != UNNAMED]
    return (named or people)[0]


def _complaint_first(evidence: Evidence) -> bool:
    return not evidence.complaint
