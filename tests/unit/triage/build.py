"""Short ways to say a case."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from spinewise.knowledge import Knowledge, load
from spinewise.triage import Assertion, Assessment, Case, Mention, Profile, assess

FOLDER = Path(__file__).parents[3] / "knowledge"


@functools.cache
def knowledge() -> Knowledge:
    """The project's knowledge, loaded once for all tests."""
    return load(FOLDER)


def mention(finding: str, assertion: Assertion = Assertion.PRESENT) -> Mention:
    """One mention in text."""
    return Mention(finding=finding, assertion=assertion)


def case(
    *present: str,
    uncertain: tuple[str, ...] = (),
    past: tuple[str, ...] = (),
    absent: tuple[str, ...] = (),
    other: tuple[str, ...] = (),
    complaint: str = "pain",
    region: str = "unknown",
    answers: dict[str, Any] | None = None,
    **facts: Any,
) -> Case:
    """A case with these findings, answers and facts."""
    by_assertion = {
        Assertion.PRESENT: present,
        Assertion.UNCERTAIN: uncertain,
        Assertion.PAST: past,
        Assertion.ABSENT: absent,
        Assertion.OTHER_PERSON: other,
    }
    return Case(
        mentions=tuple(
            mention(finding, assertion)
            for assertion, findings in by_assertion.items()
            for finding in findings
        ),
        answers={
            key: tuple(answer) if isinstance(answer, list) else answer
            for key, answer in (answers or {}).items()
        },
        profile=Profile(**facts),
        complaint=complaint,
        region=region,
    )


def assessed(*present: str, **more: Any) -> Assessment:
    """The assessment of such a case."""
    return assess(case(*present, **more), knowledge())


def rules_of(assessment: Assessment) -> list[str]:
    """The ids of the fired rules, in order."""
    return [fired.rule.id for fired in assessment.fired]


ALL_NO: dict[str, Any] = {
    "nerves": "no",
    "chest_or_accident": "no",
    "unwell": "no",
    "history": "no",
    "about_you": 40,
}
