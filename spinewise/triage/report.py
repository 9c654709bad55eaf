"""Show an assessment as plain data, for files, logs and interfaces."""

from __future__ import annotations

from typing import Any

from spinewise.triage.types import Assessment, Mention


def as_dict(assessment: Assessment) -> dict[str, Any]:
    """The assessment as data that JSON can hold, in a fixed order."""
    return {
        "tier": assessment.tier.label,
        "kind": assessment.kind,
        "kinds": list(assessment.kinds),
        "provisional": assessment.provisional,
        "fired": [
            {
                "rule": fired.rule.id,
                "tier": fired.rule.tier.label,
                "because": [mention_as_dict(mention) for mention in fired.because],
                "facts": list(fired.facts),
            }
            for fired in assessment.fired
        ],
        "floors": [
            {"question": f.question, "answer": f.answer, "tier": f.tier.label}
            for f in assessment.floors
        ],
        "nearly": [
            {
                "rule": near.rule.id,
                "tier": near.rule.tier.label,
                "because": [mention_as_dict(mention) for mention in near.because],
                "facts": list(near.facts),
                "missing": list(near.missing),
            }
            for near in assessment.nearly
        ],
        "confirm": list(assessment.confirm),
        "open_questions": list(assessment.open_questions),
        "findings": [mention_as_dict(mention) for mention in assessment.findings],
        "exercises_allowed": assessment.exercises_allowed,
    }


def mention_as_dict(mention: Mention) -> dict[str, Any]:
    """One mention as data that JSON can hold."""
    return {
        "id": mention.finding,
        "assertion": mention.assertion.value,
        "quote": mention.quote,
        "start": mention.start,
        "end": mention.end,
        "source": mention.source,
    }
