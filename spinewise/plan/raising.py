"""Which contraindications count for a person.

What is unsure counts as present: leaving out a safe exercise costs little, and showing
a harmful one may cost much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import Contraindication, FactTest
from spinewise.triage.answers import CONFIRM, Reply, read_answer
from spinewise.triage.types import Assertion, Assessment, Case

_COUNTS = frozenset({Assertion.PRESENT, Assertion.UNCERTAIN})


def raised(
    case: Case, assessment: Assessment, knowledge: Knowledge
) -> tuple[Contraindication, ...]:
    """All contraindications that anything known about the person raises.

    Raises:
        CaseError: the case holds an answer to a question that does not exist.
    """
    replies = {
        question: read_answer(question, answer, knowledge)
        for question, answer in case.answers.items()
    }
    findings = _findings_that_count(assessment, knowledge)
    findings |= _left_open(replies, assessment, knowledge)
    return tuple(
        contraindication
        for contraindication in knowledge.contraindications.values()
        if not findings.isdisjoint(contraindication.findings)
        or _any_named(contraindication.conditions, case.profile.conditions)
        or _any_named(contraindication.medicines, case.profile.medicines)
        or any(
            _holds(test, _fact(test.fact, case, replies, knowledge))
            for test in contraindication.facts
        )
    )


def _findings_that_count(assessment: Assessment, knowledge: Knowledge) -> set[str]:
    return {
        mention.finding
        for mention in assessment.findings
        if mention.assertion in _COUNTS
        or (
            mention.assertion is Assertion.PAST
            and mention.finding in knowledge.findings
            and knowledge.findings[mention.finding].history
        )
    }


def _left_open(
    replies: Mapping[str, Reply], assessment: Assessment, knowledge: Knowledge
) -> set[str]:
    """Findings of a question that got an unsure or a bare yes, unless denied."""
    open_ones: set[str] = set()
    for key, reply in replies.items():
        if reply.unsure or (reply.yes and not reply.picked):
            question = knowledge.questions.get(key)
            options = question.options if question else ()
            open_ones |= {option.finding for option in options}
            open_ones.add(key.removeprefix(CONFIRM))
    return open_ones - {
        mention.finding
        for mention in assessment.findings
        if mention.assertion is Assertion.ABSENT
    }


def _any_named(names: Iterable[str], said: Iterable[str]) -> bool:
    """Whether one of the names is said, alone or within a longer name."""
    wholes = [f"_{_plain(text)}_" for text in said]
    return any(f"_{name}_" in whole for name in names for whole in wholes)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "_", text.casefold())


def _holds(test: FactTest, value: str | float | None) -> bool:
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


def _fact(
    name: str, case: Case, replies: Mapping[str, Reply], knowledge: Knowledge
) -> str | float | None:
    """The fact, from the answer to its question before the profile."""
    if name == "complaint":
        return case.complaint
    if name == "region":
        return case.region
    for key, reply in replies.items():
        question = knowledge.questions.get(key)
        if question and question.fact == name and reply.number is not None:
            return reply.number
    value: str | float | None = getattr(case.profile, name)
    return value
