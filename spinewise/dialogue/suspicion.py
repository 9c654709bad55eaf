"""What a message sounds like decides which question comes next, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Question
from spinewise.triage.questions import is_meant_for
from spinewise.triage.types import Assertion, Case, Likeness, Mention

_NOT_OURS = frozenset({Assertion.ABSENT, Assertion.PAST, Assertion.OTHER_PERSON})


def topic_of(finding: str, knowledge: Knowledge) -> str:
    """Return the safety question that asks about a finding, else the finding's family.

    A question that names the finding comes before one that names its family.
    """
    for question in knowledge.questions.values():
        if any(option.finding == finding for option in question.options):
            return question.id
    by_family = _question_of_family(finding, knowledge)
    return by_family.id if by_family else _family(finding)


def _family(finding: str) -> str:
    return finding.partition(".")[0]


def _question_of_family(finding: str, knowledge: Knowledge) -> Question | None:
    for question in knowledge.questions.values():
        if _family(finding) in question.areas:
            return question
    return None


def suspected(
    case: Case,
    likeness: Likeness | None,
    mentions: Iterable[Mention],
    knowledge: Knowledge,
) -> Case:
    """Return the case with the question that a message calls for.

    A likely topic moves its question to the front. A finding that the message very much
    sounds like is asked about by itself: it becomes uncertain.
    A message that denies something is not asked about so: likeness is blind to "not".
    """
    if likeness is None:
        return case
    question = knowledge.questions.get(likeness.topic)
    if question is not None and not is_meant_for(question, case, knowledge):
        question = _question_of_family(likeness.finding, knowledge)
    if question and likeness.score >= knowledge.settings.likeness_first:
        first = dict.fromkeys((question.id, *case.suspected))
        case = replace(case, suspected=tuple(first))
    finding = knowledge.findings.get(likeness.finding)
    if (
        likeness.score < knowledge.settings.likeness_asked
        or finding is None
        or finding.ask is None
        or any(mention.assertion in _NOT_OURS for mention in mentions)
        or any(mention.finding == finding.id for mention in case.mentions)
    ):
        return case
    doubt = Mention(finding=finding.id, assertion=Assertion.UNCERTAIN)
    return replace(case, mentions=(*case.mentions, doubt))
