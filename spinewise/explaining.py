"""What `spinewise explain` prints: what was heard, what it came to, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spinewise.assessing import Assessor, InputLine
from spinewise.knowledge import Knowledge
from spinewise.knowledge.conditions import findings_in
from spinewise.triage import Assessment, Case, Mention, assess
from spinewise.triage.types import Fired


def explain(text: str, knowledge_path: Path) -> str:
    """Return a report for a human on one text."""
    assessor = Assessor(knowledge_path=knowledge_path)
    case = assessor.case_of(InputLine(text=text))
    assessment = assess(case, assessor.knowledge)
    lines = [*_lines(case, assessment), *_off(assessment, assessor.knowledge)]
    return "\n".join(lines)


def _lines(case: Case, assessment: Assessment) -> Iterator[str]:
    provisional = " (provisional)" if assessment.provisional else ""
    yield f"tier       {assessment.tier.label}{provisional}"
    if assessment.kind:
        yield f"kind       {assessment.kind}"
    yield f"complaint  {case.complaint}, region {case.region}"
    yield "heard"
    yield from (_heard(mention) for mention in assessment.findings)
    yield "fired"
    yield from (_fired(fired) for fired in assessment.fired)
    yield "nearly fired"
    yield from (
        f"  {near.rule.id} ({near.rule.tier.label}): missing {', '.join(near.missing)}"
        for near in assessment.nearly
    )
    yield f"to confirm {', '.join(assessment.confirm) or '-'}"
    yield f"to ask     {', '.join(assessment.open_questions) or '-'}"


def _off(assessment: Assessment, knowledge: Knowledge) -> Iterator[str]:
    """Rules about what was heard that a clinician has switched off."""
    heard = {mention.finding for mention in assessment.findings}
    for rule in knowledge.rules.values():
        about = findings_in(rule.when, knowledge.groups)
        if rule.switched_off is not None and not heard.isdisjoint(about):
            yield f"switched off {rule.id} ({rule.tier.label}): {rule.switched_off}"


def _heard(mention: Mention) -> str:
    return f'  {mention.finding}: {mention.assertion.value} "{mention.quote}"'


def _fired(fired: Fired) -> str:
    grounds = [mention.finding for mention in fired.because] + list(fired.facts)
    sources = ", ".join(fired.rule.sources)
    return (
        f"  {fired.rule.id} ({fired.rule.tier.label}) because {', '.join(grounds)}\n"
        f"    {fired.rule.why} [{sources}]"
    )
