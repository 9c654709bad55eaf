"""Bring mentions, answers and facts together into one view of the patient.

The order in which things were said plays no part: in a contradiction the riskiest
claim about a finding wins.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from spinewise.knowledge.types import Knowledge
from spinewise.triage.answers import CONFIRM, CaseError, Reply, read_answer
from spinewise.triage.matching import Facts, World, rule_book
from spinewise.triage.types import Assertion, Case, Mention

_RISK: Final = {
    Assertion.OTHER_PERSON: 0,
    Assertion.ABSENT: 1,
    Assertion.PAST: 2,
    Assertion.UNCERTAIN: 3,
    Assertion.PRESENT: 4,
}
# A person's own words explain best, then an answer, then a number they gave.
_SOURCE: Final = {"text": 0, "answer": 1, "fact": 2}
_FACTS: Final = (
    "age",
    "sex",
    "pregnant",
    "weeks_pregnant",
    "postpartum",
    "onset_days",
    "pain",
    "temperature",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One view of the patient.

    Attributes:
        merged: the mention that counts, by finding, in the order of the knowledge.
        others: mentions of other people, which never count.
        present: findings that count.
        uncertain: findings that are doubtful, hypothetical or general.
        past: findings that are over, where having had them does not count.
        settled: findings that were asked about one by one and are still unsure.
        replies: the answers, taken apart, by question id.
        facts: facts that are known, by name.
    """

    merged: dict[str, Mention]
    others: tuple[Mention, ...]
    present: frozenset[str]
    uncertain: frozenset[str]
    past: frozenset[str]
    settled: frozenset[str]
    replies: dict[str, Reply]
    facts: Facts


def gather(case: Case, knowledge: Knowledge) -> Evidence:
    """The evidence in a case.

    Raises:
        CaseError: the case names a finding, question or answer that does not exist.
    """
    replies = {
        key: read_answer(key, case.answers[key], knowledge)
        for key in sorted(case.answers)
    }
    facts = _facts(case, replies, knowledge)
    mentions = [
        *case.mentions,
        *_from_answers(replies, case.mentions, knowledge),
        *_from_facts(case, facts, knowledge),
    ]
    others = [m for m in mentions if m.assertion is Assertion.OTHER_PERSON]
    own = [m for m in mentions if m.assertion is not Assertion.OTHER_PERSON]
    merged = _merge(_without_denied(own, replies, knowledge), knowledge)
    counting = {
        name
        for name, mention in merged.items()
        if _risk(mention, knowledge) == _RISK[Assertion.PRESENT]
    }
    brought = {
        name
        for name, other in rule_book(knowledge).doubtful
        if other in counting and name not in merged
    }
    return Evidence(
        merged=merged,
        others=tuple(_merge(others, knowledge).values()),
        present=frozenset(counting),
        uncertain=_with(Assertion.UNCERTAIN, merged) | brought,
        past=_with(Assertion.PAST, merged) - counting - _distant(merged),
        settled=frozenset(
            key.removeprefix(CONFIRM)
            for key, reply in replies.items()
            if key.startswith(CONFIRM) and reply.unsure
        ),
        replies=replies,
        facts=facts,
    )


def _facts(case: Case, replies: dict[str, Reply], knowledge: Knowledge) -> Facts:
    facts: dict[str, float | str | bool] = {}
    for name in _FACTS:
        value = getattr(case.profile, name)
        # A number that is no number must not make comparisons silently false.
        if value is not None and not (isinstance(value, float) and math.isnan(value)):
            facts[name] = value
    for key, reply in replies.items():
        question = knowledge.questions.get(key)
        if question and question.fact and reply.number is not None:
            facts[question.fact] = reply.number
    # Whoever answers the questions about the back has a back to ask about.
    asked = any(key in knowledge.questions for key in replies)
    facts["complaint"] = "back" if case.complaint != "none" or asked else "none"
    if case.complaint != "none":
        facts["complaint_kind"] = case.complaint
    if case.region != "unknown":
        facts["region"] = case.region
    return facts


def _from_answers(
    replies: dict[str, Reply], told: Iterable[Mention], knowledge: Knowledge
) -> Iterable[Mention]:
    # A yes to a doubt makes the words that raised it the person's words for the sign.
    doubtful = [m for m in told if m.assertion is Assertion.UNCERTAIN]
    doubtful.sort(key=lambda m: (m.start, m.end, m.quote), reverse=True)
    doubts = {mention.finding: mention for mention in doubtful}
    for key, reply in replies.items():
        if key.startswith(CONFIRM):
            finding = key.removeprefix(CONFIRM)
            answered = _answered(finding, _claim(reply))
            said = doubts.get(finding, answered)
            yield replace(answered, quote=said.quote, start=said.start, end=said.end)
            continue
        for option in knowledge.questions[key].options:
            if option.id in reply.picked:
                yield _answered(option.finding, Assertion.PRESENT)
            elif reply == Reply(no=True):
                yield _answered(option.finding, Assertion.ABSENT)


def _claim(reply: Reply) -> Assertion:
    if reply.yes:
        return Assertion.PRESENT
    return Assertion.UNCERTAIN if reply.unsure else Assertion.ABSENT


def _answered(finding: str, assertion: Assertion) -> Mention:
    return Mention(finding=finding, assertion=assertion, source="answer")


def _from_facts(case: Case, facts: Facts, knowledge: Knowledge) -> Iterable[Mention]:
    world = World(knowledge, frozenset(), facts)
    told = (*case.profile.conditions, *case.profile.medicines)
    names = [name for name in told if name in knowledge.findings]
    for name, when in rule_book(knowledge).derived:
        if world.match(when) is not None:
            names.append(name)
    for name in names:
        yield Mention(finding=name, assertion=Assertion.PRESENT, source="fact")


def _without_denied(
    mentions: list[Mention], replies: dict[str, Reply], knowledge: Knowledge
) -> list[Mention]:
    """Leave out doubts that a plain "no" to their own question has settled."""
    denied = {
        key.removeprefix(CONFIRM)
        for key, reply in replies.items()
        if key.startswith(CONFIRM) and reply == Reply(no=True)
    }
    doubts = (_RISK[Assertion.UNCERTAIN], _RISK[Assertion.PAST])
    return [
        mention
        for mention in mentions
        if mention.finding not in denied or _risk(mention, knowledge) not in doubts
    ]


def _merge(mentions: Iterable[Mention], knowledge: Knowledge) -> dict[str, Mention]:
    worst: dict[str, tuple[tuple[object, ...], Mention]] = {}
    for mention in mentions:
        key = (
            -_risk(mention, knowledge),
            mention.distant,
            _SOURCE[mention.source],
            mention.start,
            mention.end,
            mention.quote,
            mention.assertion.value,
        )
        old = worst.get(mention.finding)
        if old is None or key < old[0]:
            worst[mention.finding] = (key, mention)
    order = rule_book(knowledge).order
    return {name: worst[name][1] for name in sorted(worst, key=order.__getitem__)}


def _risk(mention: Mention, knowledge: Knowledge) -> int:
    finding = knowledge.findings.get(mention.finding)
    if finding is None:
        raise CaseError(f"unknown finding {mention.finding!r}")
    if mention.assertion is Assertion.PAST and finding.history:
        return _RISK[Assertion.PRESENT]
    return _RISK[mention.assertion]


def _distant(merged: dict[str, Mention]) -> frozenset[str]:
    return frozenset(name for name, mention in merged.items() if mention.distant)


def _with(assertion: Assertion, merged: dict[str, Mention]) -> frozenset[str]:
    return frozenset(n for n, m in merged.items() if m.assertion is assertion)
