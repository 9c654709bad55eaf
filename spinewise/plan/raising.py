"""Which contraindications count for a person.

What is unsure counts as present: leaving out a safe exercise costs little, and showing
a harmful one may cost much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import Contraindication, FactTest
from spinewise.triage.types import Assertion, Assessment, Case

_COUNTS = frozenset({Assertion.PRESENT, Assertion.UNCERTAIN})


def raised(
    case: Case, assessment: Assessment, knowledge: Knowledge
) -> tuple[Contraindication, ...]:
    """All contraindications that anything known about the person raises."""
    findings = _findings_that_count(assessment, knowledge)
    return tuple(
        contraindication
        for contraindication in knowledge.contraindications.values()
        if not findings.isdisjoint(contraindication.findings)
        or _any_named(contraindication.conditions, case.profile.conditions)
        or _any_named(contraindication.medicines, case.profile.medicines)
        or any(_holds(test, case) for test in contraindication.facts)
    )


def _findings_that_count(
    assessment: Assessment, knowledge: Knowledge
) -> frozenset[str]:
    found = {
        mention.finding
        for mention in assessment.findings
        if mention.assertion in _COUNTS
    }
    found |= {
        mention.finding
        for mention in assessment.findings
        if mention.assertion is Assertion.PAST
        and mention.finding in knowledge.findings
        and knowledge.findings[mention.finding].history
    }
    return frozenset(found | _left_open(assessment, knowledge))


def _left_open(assessment: Assessment, knowledge: Knowledge) -> set[str]:
    """Findings of a question that got a bare yes or an unsure, unless denied."""
    denied = {
        mention.finding
        for mention in assessment.findings
        if mention.assertion is Assertion.ABSENT
    }
    asked = {
        option.finding
        for floor in assessment.floors
        if floor.question in knowledge.questions
        for option in knowledge.questions[floor.question].options
    }
    asked |= {floor.question.removeprefix("confirm.") for floor in assessment.floors}
    return asked - denied


def _any_named(names: Iterable[str], said: Iterable[str]) -> bool:
    """Whether one of the names is said, alone or within a longer name."""
    wholes = [f"_{_plain(text)}_" for text in said]
    return any(f"_{name}_" in whole for name in names for whole in wholes)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")


def _holds(test: FactTest, case: Case) -> bool:
    value = _fact(test.fact, case)
    if value is None:
        return False
    if test.is_ is not None and value != test.is_:
        return False
    if test.at_least is None and test.below is None:
        return True
    if not isinstance(value, int | float):
        return False
    return (test.at_least is None or value >= test.at_least) and (
        test.below is None or value < test.below
    )


def _fact(name: str, case: Case) -> str | float | None:
    if name == "complaint":
        return case.complaint
    if name == "region":
        return case.region
    value: str | float | None = getattr(case.profile, name)
    return value
