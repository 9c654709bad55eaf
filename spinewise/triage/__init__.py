"""Decide how soon a person needs help: findings and facts in, an assessment out.

Pure: no Rasa, no spaCy, no clock and no files, so that the same case always gives the
same assessment.
"""

from spinewise.triage.answers import CaseError, merge_answers, rescreen
from spinewise.triage.assessment import assess
from spinewise.triage.report import as_dict
from spinewise.triage.types import (
    Answer,
    Assertion,
    Assessment,
    Case,
    Fired,
    Floor,
    Mention,
    Nearly,
    Profile,
    Tier,
)

__all__ = [
    "Answer",
    "Assertion",
    "Assessment",
    "Case",
    "CaseError",
    "Fired",
    "Floor",
    "Mention",
    "Nearly",
    "Profile",
    "Tier",
    "as_dict",
    "assess",
    "merge_answers",
    "rescreen",
]
